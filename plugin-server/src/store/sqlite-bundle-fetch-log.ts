import { z } from 'zod';
import type { DatabaseSync } from 'node:sqlite';
import type { BundleFetch } from '../domain/bundle-fetch.ts';
import type { BundleFetchLog, BundleFetchQuery } from '../ports/bundle-fetch-log.ts';
import { inTransaction, withoutWaitingForDisk } from './open-database.ts';

/** Fetches that are kept, newest ones. A cluster of 64 hosts makes some hundreds in one installation. */
const KEPT = 10_000;

const rowSchema = z
  .object({
    bundle_id: z.string(),
    at: z.string(),
    source: z.string(),
    method: z.string(),
    scheme: z.enum(['https', 'http']),
    status: z.number().nullable(),
    bytes: z.number(),
    outcome: z.enum(['running', 'finished', 'aborted']),
  })
  .transform(({ bundle_id: bundleId, ...row }): BundleFetch => ({ bundleId, ...row }));

/** Who fetched which bundle, in the embedded database; the oldest fetches make room for new ones. No fetch waits for the disk. */
export class SqliteBundleFetchLog implements BundleFetchLog {
  readonly #database: DatabaseSync;
  readonly #kept: number;

  /** Fetches that ran when the server went down are over. */
  constructor(database: DatabaseSync, kept: number = KEPT) {
    this.#database = database;
    this.#kept = kept;
    database.exec(`UPDATE bundle_fetches SET outcome = 'aborted' WHERE outcome = 'running'`);
  }

  begin(fetch: Parameters<BundleFetchLog['begin']>[0]): number {
    const { bundleId, at, source, method, scheme } = fetch;
    const insert = (): number => {
      const sql =
        'INSERT INTO bundle_fetches (bundle_id, at, source, method, scheme) VALUES (?, ?, ?, ?, ?)';
      const { lastInsertRowid } = this.#database
        .prepare(sql)
        .run(bundleId, at, source, method, scheme);
      const sequence = Number(lastInsertRowid);
      this.#database
        .prepare('DELETE FROM bundle_fetches WHERE sequence <= ?')
        .run(sequence - this.#kept);
      return sequence;
    };
    return withoutWaitingForDisk(this.#database, () => inTransaction(this.#database, insert));
  }

  end(fetch: number, { status, bytes, outcome }: Parameters<BundleFetchLog['end']>[1]): void {
    const update = this.#database.prepare(
      'UPDATE bundle_fetches SET status = ?, bytes = ?, outcome = ? WHERE sequence = ?',
    );
    withoutWaitingForDisk(this.#database, () => update.run(status, bytes, outcome, fetch));
  }

  list({ bundleIds, since = '', until = '9', limit }: BundleFetchQuery): readonly BundleFetch[] {
    if (bundleIds.length === 0) return [];
    const places = bundleIds.map(() => '?').join(', ');
    const sql = `SELECT bundle_id, at, source, method, scheme, status, bytes, outcome FROM bundle_fetches
      WHERE bundle_id IN (${places}) AND at >= ? AND at <= ? ORDER BY sequence DESC LIMIT ?`;
    return this.#database
      .prepare(sql)
      .all(...bundleIds, since, until, limit)
      .map((row) => rowSchema.parse(row));
  }
}
