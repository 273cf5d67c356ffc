import type { BrokenBundle } from './broken-bundle.ts';
import { changeEntry, editedBundle, moreEntries } from './bundle-kit.ts';
import type { BundleEdits } from './bundle-kit.ts';
import { withBroken64BitEnd } from './raw-zip.ts';
import type { RawEntry } from './raw-zip.ts';

const MEBIBYTE = 1024 * 1024;
const TEXT = Buffer.from('text');
const ENCRYPTED = 0x801;
const LZMA = 14;

function named(name: string | Buffer, more: Partial<RawEntry> = {}): BundleEdits {
  return { entries: moreEntries({ name, data: TEXT, ...more }) };
}

function broken(reason: string, what: string, edits: BundleEdits): BrokenBundle {
  return { reason, what, build: () => editedBundle(edits) };
}

function bytes(reason: string, what: string, content: () => Buffer): BrokenBundle {
  return { reason, what, build: () => Promise.resolve(content()) };
}

/** Two hundred entries that each declare ten mebibytes, less than what would make one of them a bomb by itself. */
function manyLargeEntries(): readonly RawEntry[] {
  return Array.from({ length: 300 }, (_, index) => ({
    name: `large/${index}`,
    data: Buffer.alloc(64 * 1024, index),
    method: 8,
    packed: Buffer.alloc(64 * 1024, index),
    size: 10 * MEBIBYTE,
  }));
}

/** Broken as ZIP files, whatever is in them. */
export const brokenZips: readonly BrokenBundle[] = [
  bytes('empty', 'that is empty', () => Buffer.alloc(0)),
  bytes('notZip', 'that is no ZIP', () => Buffer.from('This is no ZIP file. '.repeat(50))),
  broken('zipTruncated', 'that was cut short', {
    zip: (zip) => zip.subarray(0, zip.length / 2),
  }),
  broken('zipEndRecord', 'with more bytes after its end', {
    zip: (zip) => Buffer.concat([zip, Buffer.alloc(100)]),
  }),
  broken('zip64Record', 'with a 64-bit end record that leads nowhere', {
    zip: withBroken64BitEnd,
  }),
  broken('zipDirectory', 'with a garbled list of contents', {
    zip: (zip) => {
      const spoilt = Buffer.from(zip);
      spoilt.write('XX', zip.readUInt32LE(zip.length - 6));
      return spoilt;
    },
  }),
  broken('tooManyEntries', 'with three thousand entries', {
    entries: moreEntries(
      ...Array.from({ length: 3_000 }, (_, index) => ({ name: `many/${index}`, data: TEXT })),
    ),
  }),
  broken('nameNotUtf8', 'with a name that is no UTF-8', named(Buffer.from([0x61, 0xc3, 0x28]))),
  broken('nameControlCharacter', 'with a line break in a name', named('a\nb.txt')),
  broken('nameTooLong', 'with a name of a thousand letters', named('a'.repeat(1_000))),
  broken('backslashName', 'with a name for Windows', named('folder\\file.txt')),
  broken('absoluteName', 'with an absolute name', named('/etc/passwd')),
  broken('pathTraversal', 'with a name that points outside', named('vib20/../../outside.txt')),
  broken('duplicateName', 'with one name twice', named('INDEX.xml')),
  broken('symbolicLink', 'with a symbolic link', named('link', { mode: 0o120777 })),
  broken('specialFile', 'with a device', named('device', { mode: 0o020666 })),
  broken('encrypted', 'that is encrypted', named('secret', { flags: ENCRYPTED })),
  broken('compressionMethod', 'that is packed with LZMA', named('packed', { method: LZMA })),
  broken('unpackedTooLarge', 'that would unpack to three gigabytes', {
    entries: moreEntries(...manyLargeEntries()),
  }),
  broken('zipBomb', 'that is a ZIP bomb', named('bomb', { data: Buffer.alloc(64 * MEBIBYTE) })),
  broken(
    'overlappingEntries',
    'whose entries share their bytes',
    named('again', { sharesPrevious: true }),
  ),
  broken('localHeaderMismatch', 'with two names for one entry', {
    entries: changeEntry('vendor-index.xml', { localName: 'vendor-other.xml' }),
  }),
  broken('entryUnreadable', 'with an entry that cannot be unpacked', {
    entries: changeEntry('index.xml', { packed: Buffer.alloc(100, 0xff) }),
  }),
  broken('entrySizeWrong', 'with an entry that is longer than it says', {
    entries: changeEntry('index.xml', { size: 10 }),
  }),
  broken('entryChecksum', 'with an entry that does not match its checksum', {
    entries: changeEntry('index.xml', { crc: 1 }),
  }),
];
