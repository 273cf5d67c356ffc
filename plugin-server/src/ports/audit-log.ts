import type { AuditEntry } from '../domain/audit-entry.ts';

/** What is recorded of an action; number, time and hashes are added by the log. */
export type AuditRecord = Omit<AuditEntry, 'sequence' | 'at' | 'previousHash' | 'hash'>;

/** Append-only record of who did what; each entry is chained to the one before by its hash. */
export interface AuditLog {
  /** Durable when it returns. */
  append(record: AuditRecord): AuditEntry;
}
