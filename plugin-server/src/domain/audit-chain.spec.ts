import { createHash } from 'node:crypto';
import { CHAIN_START, EMPTY_CHAIN, chainEntry, verifyChain } from './audit-chain.ts';
import type { AuditEntry } from './audit-entry.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function chainOf(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let index = 1; index <= length; index += 1)
    entries.push(
      chainEntry(
        entries.at(-1) ?? EMPTY_CHAIN,
        {
          at: `2026-01-01T00:00:0${index}.000Z`,
          who: 'VSPHERE.LOCAL\\anna',
          action: 'activity.start',
          vcGuid: null,
          target: `cluster ${index}`,
          account: 'svc',
          outcome: 'accepted',
          detail: 'Said by a spec.',
        },
        hash,
      ),
    );
  return entries;
}

const with4 = (change: Partial<AuditEntry>): AuditEntry[] =>
  chainOf(5).map((entry) => (entry.sequence === 4 ? { ...entry, ...change } : entry));

describe('The audit chain', () => {
  it('begins with zeros, numbers from 1 and takes each hash up in the next entry', () => {
    const [first, second] = chainOf(2);
    expect(first?.previousHash).toBe(CHAIN_START);
    expect(first?.sequence).toBe(1);
    expect(second?.sequence).toBe(2);
    expect(second?.previousHash).toBe(first?.hash);
    expect(second?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('holds when nothing was done to it, also when it is empty', () => {
    const entries = chainOf(5);
    expect(verifyChain(entries, hash)).toEqual({
      entries: 5,
      head: jasmine.objectContaining({ sequence: 5, hash: entries[4]?.hash }),
      break: null,
    });
    expect(verifyChain([], hash).break).toBeNull();
  });

  const changes: Record<string, Partial<AuditEntry>> = {
    'another time': { at: '2026-01-02T00:00:00.000Z' },
    'another user': { who: 'VSPHERE.LOCAL\\otto' },
    'another action': { action: 'activity.cancel' },
    'another vCenter': { vcGuid: '11111111-2222-3333-4444-555555555555' },
    'another target': { target: 'cluster 9' },
    'another account': { account: 'root' },
    'another outcome': { outcome: 'refused' },
    'another sentence': { detail: 'Said by nobody.' },
    'another hash': { hash: 'f'.repeat(64) },
  };
  for (const [name, change] of Object.entries(changes))
    it(`breaks at an entry with ${name}`, () => {
      const report = verifyChain(with4(change), hash);
      expect(report.break).toEqual({ sequence: 4, reason: 'The entry was changed.' });
      expect(report.entries).toBe(3);
    });

  it('breaks at the next entry when a changed one was given a fitting hash', () => {
    const [, , , fourth] = with4({ detail: 'Said by nobody.' });
    if (fourth === undefined) throw new Error('There are five.');
    const [, , third] = chainOf(5);
    const forged = chainEntry(third ?? EMPTY_CHAIN, fourth, hash);
    expect(verifyChain(with4(forged), hash).break).toEqual({
      sequence: 5,
      reason: 'The entry is not chained to the one before it.',
    });
  });

  it('breaks where an entry was taken out, and where the first one was', () => {
    const [first, second, third, fourth] = chainOf(4);
    const present = (entries: (AuditEntry | undefined)[]) => entries.filter((each) => !!each);
    expect(verifyChain(present([first, second, fourth]), hash).break?.sequence).toBe(3);
    expect(verifyChain(present([second, third]), hash).break?.sequence).toBe(1);
  });

  it('shows against a known entry that the newest ones were cut off', () => {
    const entries = chainOf(5);
    const known = entries[4] ?? EMPTY_CHAIN;
    expect(verifyChain(entries, hash, known).break).toBeNull();
    expect(verifyChain(entries.slice(0, 3), hash).break).toBeNull();
    expect(verifyChain(entries.slice(0, 3), hash, known).break?.sequence).toBe(4);
  });

  it('shows against a known entry that all was written anew', () => {
    const known = { sequence: 2, hash: 'e'.repeat(64) };
    expect(verifyChain(chainOf(5), hash, known).break?.sequence).toBe(2);
  });
});
