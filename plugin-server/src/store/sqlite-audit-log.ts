import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { EMPTY_CHAIN, chainEntry } from '../domain/audit-chain.ts';
import type { ChainHead } from '../domain/audit-chain.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type {
  AuditFilter,
  AuditLog,
  AuditPage,
  AuditReader,
  AuditRecord,
} from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import { inTransaction } from './open-database.ts';

/** How many entries are read at a time when all are wanted. */
const CHUNK = 500;

/** The hash that the audit log is chained with. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * The audit log in the embedded database. The table refuses changes and removals; the chain of hashes shows what was done to the file by
 * other means. The end of the chain is read anew for each entry, since the command line tools write to the same log.
 */
export class SqliteAuditLog implements AuditLog, AuditReader {
  readonly #database: DatabaseSync;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(database: DatabaseSync, clock: Pick<Clock, 'now'>) {
    this.#database = database;
    this.#clock = clock;
  }

  append(record: AuditRecord): AuditEntry {
    return inTransaction(this.#database, () => this.#insert(record, null));
  }

  appendOnce(eventKey: string, record: AuditRecord): AuditEntry {
    return inTransaction(this.#database, () => {
      const sql = 'SELECT * FROM audit_entries WHERE event_key = ?';
      const row = this.#database.prepare(sql).get(eventKey);
      return row === undefined ? this.#insert(record, eventKey) : toEntry(row);
    });
  }

  find(filter: AuditFilter, page: AuditPage): readonly AuditEntry[] {
    const { where, values } = conditions(filter, page);
    const direction = page.order === 'newestFirst' ? 'DESC' : 'ASC';
    const sql = `SELECT * FROM audit_entries WHERE ${where} ORDER BY sequence ${direction} LIMIT ?`;
    return this.#database
      .prepare(sql)
      .all(...values, page.limit)
      .map(toEntry);
  }

  /** Every entry of every vCenter, oldest first, read piece by piece. */
  *all(): Generator<AuditEntry> {
    const sql = 'SELECT * FROM audit_entries WHERE sequence > ? ORDER BY sequence LIMIT ?';
    let last = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const rows = this.#database.prepare(sql).all(last, CHUNK).map(toEntry);
      yield* rows;
      const end = rows.at(-1);
      if (end === undefined) return;
      last = end.sequence;
    }
  }

  /** The newest entry's number and hash; worth noting somewhere else. */
  head(): ChainHead {
    const sql = 'SELECT * FROM audit_entries ORDER BY sequence DESC LIMIT 1';
    const row = this.#database.prepare(sql).get();
    return row === undefined ? EMPTY_CHAIN : toEntry(row);
  }

  #insert(record: AuditRecord, eventKey: string | null): AuditEntry {
    const facts = { ...record, at: this.#clock.now().toISOString() };
    const entry = chainEntry(this.head(), facts, sha256Hex);
    this.#database
      .prepare(
        `INSERT INTO audit_entries (sequence, at, who, action, vc_guid, target, account, outcome, detail,
           previous_hash, hash, event_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[entry.sequence, entry.at, entry.who, entry.action, entry.vcGuid, entry.target],
        ...[entry.account, entry.outcome, entry.detail, entry.previousHash, entry.hash, eventKey],
      );
    return entry;
  }
}

function conditions(
  filter: AuditFilter,
  page: AuditPage,
): { readonly where: string; readonly values: readonly SQLInputValue[] } {
  const parts: [sql: string, value: SQLInputValue | undefined][] = [
    ['vc_guid = ?', filter.vcGuid],
    [`who LIKE ? ESCAPE '\\'`, partOf(filter.who)],
    [`action LIKE ? ESCAPE '\\'`, partOf(filter.action)],
    ['outcome = ?', filter.outcome],
    ['at >= ?', filter.from],
    ['at < ?', filter.to],
    [
      `(who || char(10) || action || char(10) || target || char(10) || account || char(10) || detail)
        LIKE ? ESCAPE '\\'`,
      partOf(filter.text),
    ],
    [page.order === 'newestFirst' ? 'sequence < ?' : 'sequence > ?', page.beyond],
  ];
  const wanted = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return {
    where: wanted.map(({ sql }) => sql).join(' AND '),
    values: wanted.map(({ value }) => value),
  };
}

function partOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

const OUTCOMES: readonly AuditEntry['outcome'][] = ['accepted', 'refused', 'succeeded', 'failed'];

function toEntry(row: Record<string, SQLOutputValue>): AuditEntry {
  const text = (name: string): string => String(row[name]);
  const outcome = OUTCOMES.find((each) => each === row['outcome']);
  if (outcome === undefined) throw new Error('The audit log holds a row that is no entry.');
  return {
    sequence: Number(row['sequence']),
    at: text('at'),
    who: text('who'),
    action: text('action'),
    vcGuid: typeof row['vc_guid'] === 'string' ? row['vc_guid'] : null,
    target: text('target'),
    account: text('account'),
    outcome,
    detail: text('detail'),
    previousHash: text('previous_hash'),
    hash: text('hash'),
  };
}
