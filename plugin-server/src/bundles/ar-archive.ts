import { BundleError } from './bundle-error.ts';

const MAGIC = '!<arch>\n';
const HEADER_BYTES = 60;
const MAX_MEMBERS = 64;

/** A member of an `ar` archive; `content` is a view into the archive, not a copy. */
export interface ArMember {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * Reads a Unix `ar` archive, the container of a VIB: magic, then members with a 60-byte text header each, evenly aligned.
 * @throws BundleError when the archive is cut short or not one
 */
export function readArMembers(archive: Buffer): readonly ArMember[] {
  if (archive.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new BundleError('the VIB is no ar archive');
  }
  const members: ArMember[] = [];
  let offset = MAGIC.length;
  while (offset < archive.length) {
    if (members.length >= MAX_MEMBERS) throw new BundleError('the VIB has too many members');
    const { name, size } = readHeader(archive, offset);
    const start = offset + HEADER_BYTES;
    if (start + size > archive.length) {
      throw new BundleError(`the VIB ends in the middle of its member ${name}`);
    }
    members.push({ name, content: archive.subarray(start, start + size) });
    offset = start + size + (size % 2);
  }
  return members;
}

function readHeader(
  archive: Buffer,
  offset: number,
): { readonly name: string; readonly size: number } {
  const header = archive.toString('latin1', offset, offset + HEADER_BYTES);
  const size = header.slice(48, 58).trim();
  if (header.length < HEADER_BYTES || !header.endsWith('`\n') || !/^\d+$/.test(size)) {
    throw new BundleError('the VIB has a broken member header');
  }
  return { name: header.slice(0, 16).trimEnd().replace(/\/$/, ''), size: Number(size) };
}
