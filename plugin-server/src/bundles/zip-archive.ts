import { once } from 'node:events';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';
import { collect } from './collect.ts';
import { listEntries } from './zip-entries.ts';
import type { ZipEntries } from './zip-entries.ts';
import { openZip } from './zip-source.ts';
import type { ZipSource } from './zip-source.ts';

/** A ZIP whose list of contents was found sound; `await using` closes it. */
export interface ZipArchive extends AsyncDisposable {
  /** Files only. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Unpacked size in bytes. */
  sizeOf(name: string): number;
  /** The whole entry; BundleError when it is larger than `limit` bytes or broken. */
  read(name: string, limit: number): Promise<Buffer>;
  /** The entry piece by piece; BundleError at the end when size or checksum were wrong, so nothing may be believed before. */
  stream(name: string): AsyncIterable<Buffer>;
}

/**
 * Opens a ZIP and judges its list of contents.
 * @param unpackedLimit bytes that all entries together may have
 * @throws BundleError
 */
export async function openZipArchive(
  source: ZipSource,
  unpackedLimit: number = BUNDLE_LIMITS.unpackedBytes,
): Promise<ZipArchive> {
  const zip = await openZip(source);
  try {
    const entries = await listEntries(zip, unpackedLimit);
    return new OpenArchive(zip, entries, () => closeZip(zip, source));
  } catch (error) {
    await closeZip(zip, source);
    throw error;
  }
}

class OpenArchive implements ZipArchive {
  readonly names: readonly string[];
  readonly #zip: ZipFile;
  readonly #entries: ZipEntries;
  readonly #close: () => Promise<void>;

  constructor(zip: ZipFile, entries: ZipEntries, close: () => Promise<void>) {
    this.#zip = zip;
    this.#entries = entries;
    this.#close = close;
    this.names = [...entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  sizeOf(name: string): number {
    return this.#entry(name).uncompressedSize;
  }

  async read(name: string, limit: number): Promise<Buffer> {
    if (this.sizeOf(name) > limit) {
      throw new BundleError('partTooLarge', `${name} in the ZIP is too large`);
    }
    return collect(this.stream(name));
  }

  async *stream(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entry(name);
    let crc = 0;
    let size = 0;
    for await (const part of unpack(this.#zip, entry, name)) {
      size += part.length;
      if (size > entry.uncompressedSize) break;
      crc = crc32(part, crc);
      yield part;
    }
    if (size !== entry.uncompressedSize) {
      throw new BundleError('entrySizeWrong', `${name} in the ZIP does not have the size it names`);
    }
    if (crc !== entry.crc32) {
      throw new BundleError('entryChecksum', `${name} in the ZIP does not match its checksum`);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`There is no ${name} in the ZIP; ask "has" first.`);
    return entry;
  }
}

async function* unpack(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Buffer> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const part of stream) yield part as Buffer;
  } catch (error) {
    // Expected: data that cannot be unpacked, or that ends too early.
    const message = `${name} in the ZIP cannot be unpacked`;
    throw new BundleError('entryUnreadable', message, { cause: error });
  }
}

async function closeZip(zip: ZipFile, source: ZipSource): Promise<void> {
  // Only a file says when it is closed.
  const closed = 'file' in source && zip.isOpen ? once(zip, 'close') : null;
  zip.close();
  await closed;
}
