import type { Entry, ZipFile } from 'yauzl';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';
import { nameKey, readEntryName } from './zip-name.ts';

const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
const SYMBOLIC_LINK = 0o120000;
const LOCAL_HEADER_BYTES = 30;
const UNIX = 3;
const STORED = 0;
const DEFLATED = 8;

/** Entries by name; folders are left out. */
export type ZipEntries = ReadonlyMap<string, Entry>;

/**
 * Reads and judges the whole list of contents before anything is unpacked.
 * @param unpackedLimit bytes that all entries together may have
 * @throws BundleError
 */
export async function listEntries(zip: ZipFile, unpackedLimit: number): Promise<ZipEntries> {
  const entries = new Map<string, Entry>();
  const names = new Set<string>();
  let unpacked = 0;
  for await (const entry of eachEntry(zip)) {
    if (names.size >= BUNDLE_LIMITS.entries) {
      throw new BundleError('tooManyEntries', 'the ZIP has too many entries');
    }
    const name = readEntryName(entry);
    if (names.has(nameKey(name))) {
      throw new BundleError('duplicateName', `the ZIP holds ${name} twice`);
    }
    names.add(nameKey(name));
    judge(name, entry);
    unpacked += entry.uncompressedSize;
    if (unpacked > unpackedLimit) {
      throw new BundleError('unpackedTooLarge', 'the ZIP would be too large when unpacked');
    }
    if (!name.endsWith('/')) entries.set(name, entry);
  }
  refuseOverlaps(zip, [...entries.values()]);
  await compareLocalHeaders(zip, entries);
  return entries;
}

async function* eachEntry(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry;
  } catch (error) {
    // Expected: the list of contents is broken, or encrypted as a whole.
    const message = 'the ZIP has a broken list of contents';
    throw new BundleError('zipDirectory', message, { cause: error });
  }
}

function judge(name: string, entry: Entry): void {
  if (entry.isEncrypted()) throw new BundleError('encrypted', 'the ZIP is encrypted');
  judgeType(name, entry);
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    const message = `${name} in the ZIP is packed in a way that is not supported`;
    throw new BundleError('compressionMethod', message);
  }
  const { compressedSize, uncompressedSize } = entry;
  if (entry.compressionMethod === STORED && compressedSize !== uncompressedSize) {
    throw new BundleError('entrySizeWrong', `${name} in the ZIP has two different sizes`);
  }
  if (
    uncompressedSize > BUNDLE_LIMITS.ratioFromBytes &&
    uncompressedSize > compressedSize * BUNDLE_LIMITS.ratio
  ) {
    throw new BundleError('zipBomb', `${name} in the ZIP grows too much when it is unpacked`);
  }
}

/** The type of a file stands in the upper half of its attributes when the ZIP was made on a Unix. */
function judgeType(name: string, entry: Entry): void {
  if (entry.versionMadeBy >>> 8 !== UNIX) return;
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (type === SYMBOLIC_LINK) {
    throw new BundleError('symbolicLink', `the ZIP holds the symbolic link ${name}`);
  }
  if (type !== 0 && type !== REGULAR_FILE && type !== FOLDER) {
    throw new BundleError('specialFile', `the ZIP holds ${name}, which is no ordinary file`);
  }
}

/** Entries that share their bytes make a small file unpack to anything. */
function refuseOverlaps(zip: ZipFile, entries: readonly Entry[]): void {
  const sorted = entries.toSorted(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  for (const [index, entry] of sorted.entries()) {
    const end =
      entry.relativeOffsetOfLocalHeader +
      LOCAL_HEADER_BYTES +
      entry.fileNameRaw.length +
      entry.compressedSize;
    if (end > (sorted[index + 1]?.relativeOffsetOfLocalHeader ?? zip.fileSize)) {
      const message = 'the ZIP holds entries that overlap each other or its end';
      throw new BundleError('overlappingEntries', message);
    }
  }
}

/** A tool that reads from the front believes the local headers, one that reads from the end the list; both must say the same. */
async function compareLocalHeaders(zip: ZipFile, entries: ZipEntries): Promise<void> {
  for (const [name, entry] of entries) {
    const local = await zip.readLocalFileHeaderPromise(entry).catch((error: unknown) => {
      // Expected: no header where the list says that there is one.
      const message = `the ZIP does not hold ${name} where its list of contents says`;
      throw new BundleError('localHeaderMismatch', message, { cause: error });
    });
    const same =
      local.fileName.equals(entry.fileNameRaw) &&
      local.compressionMethod === entry.compressionMethod;
    if (!same) {
      const message = `the ZIP calls ${name} something else in front of its content`;
      throw new BundleError('localHeaderMismatch', message);
    }
  }
}
