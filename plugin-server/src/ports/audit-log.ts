import type { AuditEntry } from '../domain/audit-entry.ts';

/** What is recorded of an action; number, time and hashes are added by the log. */
export type AuditRecord = Omit<AuditEntry, 'sequence' | 'at' | 'previousHash' | 'hash'>;

/** Append-only record of who did what; each entry is chained to the one before by its hash. */
export interface AuditLog {
  /** Durable when it returns. */
  append(record: AuditRecord): AuditEntry;
  /** The same, but an event that has been recorded under this key is not recorded again: the first entry stands. */
  appendOnce(eventKey: string, record: AuditRecord): AuditEntry;
}

/** Which entries are wanted. Texts are compared without regard to case, and any part of them counts. */
export interface AuditFilter {
  readonly vcGuid: string;
  readonly who?: string;
  readonly action?: string;
  readonly outcome?: AuditEntry['outcome'];
  /** ISO 8601 in UTC; first moment that counts. */
  readonly from?: string;
  /** First moment that does not count any more. */
  readonly to?: string;
  /** Looked for in who, action, target, account and detail. */
  readonly text?: string;
}

/** One page of the log. */
export interface AuditPage {
  readonly limit: number;
  readonly order: 'newestFirst' | 'oldestFirst';
  /** Only entries beyond this number, in the direction of the order. */
  readonly beyond?: number;
}

/** Reading the audit log. */
export interface AuditReader {
  find(filter: AuditFilter, page: AuditPage): readonly AuditEntry[];
}
