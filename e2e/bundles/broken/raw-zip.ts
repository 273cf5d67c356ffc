import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a ZIP, with everything that can be lied about. Whatever is left out is true. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly data: Buffer;
  /** 0 stored, 8 deflated (default). */
  readonly method?: number;
  readonly flags?: number;
  /** Name in the local header. */
  readonly localName?: string;
  /** Packed bytes that are written instead of the true ones. */
  readonly packed?: Buffer;
  readonly crc?: number;
  /** Unpacked size that is declared. */
  readonly size?: number;
  /** Packed size that is declared in the list of contents. */
  readonly packedSize?: number;
  /** Unix mode, `0o120777` for a symbolic link. */
  readonly mode?: number;
  readonly extra?: Buffer;
  /** Takes the local header of the entry before instead of one of its own. */
  readonly sharesPrevious?: boolean;
}

const UTF8_NAMES = 0x800;
const UNIX = 3;

/** Writes a ZIP byte by byte, so that it can be wrong in one exact way. */
export function writeRawZip(entries: readonly RawEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let previous = 0;
  for (const entry of entries) {
    const packed = packedOf(entry);
    const own = entry.sharesPrevious === true ? previous : offset;
    directory.push(directoryRecord(entry, packed, own));
    if (entry.sharesPrevious === true) continue;
    const body = Buffer.concat([localHeader(entry, packed), packed]);
    bodies.push(body);
    previous = offset;
    offset += body.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...bodies, list, endRecord(entries.length, list.length, offset)]);
}

function packedOf({ data, method = 8, packed }: RawEntry): Buffer {
  return packed ?? (method === 8 ? deflateRawSync(data) : data);
}

/** The fields that the local header and the list of contents have in common. */
function sharedFields(entry: RawEntry, packed: Buffer, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(entry.flags ?? UTF8_NAMES, 2);
  fields.writeUInt16LE(entry.method ?? 8, 4);
  fields.writeUInt32LE(0x5c2f0000, 6);
  fields.writeUInt32LE(entry.crc ?? crc32(entry.data), 10);
  fields.writeUInt32LE(entry.packedSize ?? packed.length, 14);
  fields.writeUInt32LE(entry.size ?? entry.data.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  fields.writeUInt16LE(entry.extra?.length ?? 0, 24);
  return fields;
}

function localHeader(entry: RawEntry, packed: Buffer): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name);
  const fields = sharedFields(entry, packed, name.length);
  return Buffer.concat([
    Buffer.from('PK\x03\x04', 'latin1'),
    fields,
    name,
    entry.extra ?? Buffer.alloc(0),
  ]);
}

function directoryRecord(entry: RawEntry, packed: Buffer, offset: number): Buffer {
  const name = Buffer.from(entry.name);
  const madeBy = Buffer.from([20, UNIX]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'),
    madeBy,
    sharedFields(entry, packed, name.length),
    rest,
    name,
    entry.extra ?? Buffer.alloc(0),
  ]);
}

function endRecord(count: number, listBytes: number, listOffset: number): Buffer {
  const record = Buffer.alloc(22);
  record.write('PK\x05\x06', 'latin1');
  record.writeUInt16LE(count % 0x10000, 8);
  record.writeUInt16LE(count % 0x10000, 10);
  record.writeUInt32LE(listBytes, 12);
  record.writeUInt32LE(listOffset, 16);
  return record;
}

/** The end of a ZIP with 64-bit fields, whose locator points into nothing. */
export function withBroken64BitEnd(zip: Buffer): Buffer {
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(4n, 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([zip.subarray(0, -22), locator, zip.subarray(-22)]);
}
