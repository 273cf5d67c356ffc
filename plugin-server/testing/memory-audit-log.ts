import { createHash } from 'node:crypto';
import { EMPTY_CHAIN, chainEntry } from '../src/domain/audit-chain.ts';
import type { AuditEntry } from '../src/domain/audit-entry.ts';
import type { AuditLog, AuditRecord } from '../src/ports/audit-log.ts';

/** An audit log in memory. */
export class MemoryAuditLog implements AuditLog {
  readonly entries: AuditEntry[] = [];
  readonly #byKey = new Map<string, AuditEntry>();

  append(record: AuditRecord): AuditEntry {
    const facts = { ...record, at: new Date(0).toISOString() };
    const entry = chainEntry(this.entries.at(-1) ?? EMPTY_CHAIN, facts, (text) =>
      createHash('sha256').update(text).digest('hex'),
    );
    this.entries.push(entry);
    return entry;
  }

  appendOnce(eventKey: string, record: AuditRecord): AuditEntry {
    const known = this.#byKey.get(eventKey);
    if (known !== undefined) return known;
    const entry = this.append(record);
    this.#byKey.set(eventKey, entry);
    return entry;
  }
}
