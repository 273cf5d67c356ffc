import { once } from 'node:events';
import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { BundleError } from './bundle-error.ts';

const MAX_ENTRIES = 2_000;

/** A ZIP opened for reading; `await using` closes it. */
export interface ZipArchive extends AsyncDisposable {
  readonly names: readonly string[];
  /** The whole entry; throws BundleError when it is absent, larger than `limit` bytes or does not match its checksum. */
  read(name: string, limit: number): Promise<Buffer>;
}

/**
 * Opens a ZIP and reads its list of contents. Encrypted entries, names that point outside and doubled names are refused.
 * @throws BundleError
 */
export async function openZipArchive(file: string): Promise<ZipArchive> {
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { autoClose: false, strictFileNames: true });
  } catch (error) {
    // Expected: the file is no ZIP, or is cut short.
    throw new BundleError('it is no readable ZIP file', { cause: error });
  }
  try {
    const entries = await listEntries(zip);
    return {
      names: [...entries.keys()],
      read: (name, limit) => readEntry(zip, entries.get(name), { name, limit }),
      [Symbol.asyncDispose]: () => closeArchive(zip),
    };
  } catch (error) {
    await closeArchive(zip);
    throw error;
  }
}

async function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= MAX_ENTRIES) throw new BundleError('the ZIP has too many entries');
      if (entries.has(entry.fileName)) {
        throw new BundleError(`the ZIP holds ${entry.fileName} twice`);
      }
      if (entry.isEncrypted()) throw new BundleError('the ZIP is encrypted');
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    if (error instanceof BundleError) throw error;
    // Expected: yauzl refuses a broken list of contents or a name that points outside the archive.
    throw new BundleError('the ZIP has a broken list of contents', { cause: error });
  }
  return entries;
}

async function readEntry(
  zip: ZipFile,
  entry: Entry | undefined,
  { name, limit }: { readonly name: string; readonly limit: number },
): Promise<Buffer> {
  if (!entry) throw new BundleError(`${name} is missing in the ZIP`);
  // yauzl also fails the stream when the entry turns out longer than it declares, so this bounds what is unpacked.
  if (entry.uncompressedSize > limit) throw new BundleError(`${name} in the ZIP is too large`);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts);
  } catch (error) {
    // Expected: unknown compression, or data that is broken or longer than declared.
    throw new BundleError(`${name} in the ZIP cannot be unpacked`, { cause: error });
  }
}

async function closeArchive(zip: ZipFile): Promise<void> {
  if (!zip.isOpen) return;
  const closed = once(zip, 'close');
  zip.close();
  await closed;
}
