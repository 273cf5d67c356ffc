import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';
import type { ByteFeed } from './byte-feed.ts';

const MAGIC = '!<arch>\n';
const HEADER_BYTES = 60;

/** A member of an `ar` archive; its content has to be read from the feed before the next member is asked for. */
export interface ArMember {
  readonly name: string;
  readonly size: number;
}

/**
 * Goes through a Unix `ar` archive, the container of a VIB: magic, then members with a 60-byte text header each, evenly aligned.
 * @param total bytes of the whole archive
 * @throws BundleError when it is none or is cut short
 */
export async function* readArMembers(feed: ByteFeed, total: number): AsyncGenerator<ArMember> {
  const magic = await feed.take(MAGIC.length);
  if (magic.toString('latin1') !== MAGIC) {
    throw new BundleError('notAr', 'the VIB is no ar archive');
  }
  const names = new Set<string>();
  let offset = MAGIC.length;
  while (offset < total) {
    if (names.size >= BUNDLE_LIMITS.vibMembers) {
      throw new BundleError('arTooManyMembers', 'the VIB has too many members');
    }
    const member = readHeader(await feed.take(HEADER_BYTES));
    const end = offset + HEADER_BYTES + member.size;
    if (end > total) {
      const message = `the VIB ends in the middle of its member ${member.name}`;
      throw new BundleError('arTruncated', message);
    }
    if (names.has(member.name)) {
      throw new BundleError('arDuplicateMember', `the VIB holds its member ${member.name} twice`);
    }
    names.add(member.name);
    yield member;
    await feed.take(member.size % 2);
    offset = end + (member.size % 2);
  }
}

function readHeader(bytes: Buffer): ArMember {
  const header = bytes.toString('latin1');
  const name = header.slice(0, 16).trimEnd().replace(/\/$/, '');
  const size = header.slice(48, 58).trim();
  const isSound =
    header.length === HEADER_BYTES &&
    header.endsWith('`\n') &&
    /^\d{1,10}$/.test(size) &&
    /^[A-Za-z0-9._-]{1,16}$/.test(name);
  if (!isSound) throw new BundleError('arHeader', 'the VIB has a broken member header');
  return { name, size: Number(size) };
}
