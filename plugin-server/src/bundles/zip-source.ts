import { open, stat } from 'node:fs/promises';
import { fromBufferPromise, openPromise } from 'yauzl';
import type { ZipFile } from 'yauzl';
import { BundleError } from './bundle-error.ts';

/** A ZIP on the disk, or one that was found inside another. */
export type ZipSource = { readonly file: string } | { readonly bytes: Buffer };

/** An end record, its longest comment and the locator of a 64-bit record before it. */
const TAIL_BYTES = 22 + 0xffff + 20;
const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');
const END_RECORD = Buffer.from('PK\x05\x06', 'latin1');
const ZIP64_LOCATOR = Buffer.from('PK\x06\x07', 'latin1');

// Names are judged by us, so that each kind of bad name has its own reason; sizes too.
const OPTIONS = { autoClose: false, decodeStrings: false, validateEntrySizes: false };

/**
 * Opens a ZIP; nothing but its end has been read yet.
 * @throws BundleError that tells a file that is cut short from one that never was a ZIP
 */
export async function openZip(source: ZipSource): Promise<ZipFile> {
  try {
    return 'file' in source
      ? await openPromise(source.file, OPTIONS)
      : await fromBufferPromise(source.bytes, OPTIONS);
  } catch (error) {
    // Expected: the library finds no end record, or none that it understands.
    throw await refusalOf(source, error);
  }
}

async function refusalOf(source: ZipSource, cause: unknown): Promise<BundleError> {
  const { head, tail } = await endsOf(source);
  if (head.length === 0) return new BundleError('empty', 'it is empty', { cause });
  if (tail.includes(END_RECORD)) {
    return tail.includes(ZIP64_LOCATOR)
      ? new BundleError('zip64Record', 'its 64-bit ZIP end record is broken', { cause })
      : new BundleError('zipEndRecord', 'its ZIP end record is broken', { cause });
  }
  if (head.equals(LOCAL_HEADER)) {
    return new BundleError('zipTruncated', 'it is a ZIP file that was cut short', { cause });
  }
  return new BundleError('notZip', 'it is no ZIP file', { cause });
}

async function endsOf(
  source: ZipSource,
): Promise<{ readonly head: Buffer; readonly tail: Buffer }> {
  if ('bytes' in source) {
    return { head: source.bytes.subarray(0, 4), tail: source.bytes.subarray(-TAIL_BYTES) };
  }
  const { size } = await stat(source.file);
  await using file = await open(source.file);
  const read = async (from: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  };
  return { head: await read(0, 4), tail: await read(Math.max(0, size - TAIL_BYTES), TAIL_BYTES) };
}
