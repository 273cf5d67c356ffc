import type { AuditEntry } from './audit-entry.ts';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 of a text in lower-case hex; passed in, because the domain computes nothing that needs a library. */
export type HashText = (text: string) => string;

/** What the first entry is chained to. */
export const CHAIN_START = '0'.repeat(64);

/** The end of a chain: what the next entry is chained to. */
export type ChainHead = Pick<AuditEntry, 'sequence' | 'hash'>;

export const EMPTY_CHAIN: ChainHead = { sequence: 0, hash: CHAIN_START };

/** The next entry of a chain. */
export function chainEntry(
  head: ChainHead,
  facts: Omit<AuditEntry, 'sequence' | 'previousHash' | 'hash'>,
  hashText: HashText,
): AuditEntry {
  const content = { ...facts, sequence: head.sequence + 1, previousHash: head.hash };
  return { ...content, hash: hashText(contentOf(content)) };
}

/** Where a chain does not hold, and why. */
export interface ChainBreak {
  readonly sequence: number;
  readonly reason: string;
}

export interface ChainReport {
  /** How many entries hold, from the first on. */
  readonly entries: number;
  /** The last entry that holds. */
  readonly head: ChainHead;
  readonly break: ChainBreak | null;
}

/**
 * Follows a chain from its first entry. A changed, missing, added or moved entry breaks it; that the newest ones were cut off shows only
 * against a `known` entry that was noted elsewhere.
 */
export function verifyChain(
  entries: Iterable<AuditEntry>,
  hashText: HashText,
  known: ChainHead | null = null,
): ChainReport {
  let head = EMPTY_CHAIN;
  let knownSeen = known === null || known.sequence === 0;
  for (const entry of entries) {
    const reason = whyBroken(head, entry, hashText) ?? (isOther(known, entry) ? ANOTHER : null);
    if (reason !== null) return broken(head, { sequence: head.sequence + 1, reason });
    if (entry.sequence === known?.sequence) knownSeen = true;
    head = { sequence: entry.sequence, hash: entry.hash };
  }
  if (known !== null && !knownSeen)
    return broken(head, {
      sequence: head.sequence + 1,
      reason: `The log ends here, but entry ${known.sequence} was noted before: the newest entries are missing.`,
    });
  return { entries: head.sequence, head, break: null };
}

const ANOTHER = 'This is not the entry that was noted before: the log was written anew.';

function broken(head: ChainHead, found: ChainBreak): ChainReport {
  return { entries: head.sequence, head, break: found };
}

function isOther(known: ChainHead | null, entry: AuditEntry): boolean {
  return known !== null && known.sequence === entry.sequence && known.hash !== entry.hash;
}

function whyBroken(head: ChainHead, entry: AuditEntry, hashText: HashText): string | null {
  if (entry.sequence !== head.sequence + 1)
    return `Entry ${head.sequence + 1} is missing; the next one there is number ${entry.sequence}.`;
  if (entry.previousHash !== head.hash) return 'The entry is not chained to the one before it.';
  return entry.hash === hashText(contentOf(entry)) ? null : 'The entry was changed.';
}

/** What an entry's hash is made of: all of it but the hash itself. */
function contentOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { sequence, at, who, action, vcGuid, target, account, outcome, detail, previousHash } =
    entry;
  const content = { sequence, at, who, action, vcGuid, target, account, outcome, detail };
  return canonicalJson({ ...content, previousHash });
}
