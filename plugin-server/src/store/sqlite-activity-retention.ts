import type { DatabaseSync } from 'node:sqlite';
import type { ActivityRetention } from '../ports/activity-retention.ts';
import { inTransaction } from './open-database.ts';

/** With one max() in a query, SQLite takes the other columns from the row that has it (SQLite documentation, bare columns). */
const OUTDATED = `SELECT id FROM activities
  WHERE finished = 1 AND body ->> '$.finishedAt' < ?
    AND id NOT IN (SELECT activity_id FROM (
      SELECT activity_id, max(recorded_at) FROM recorded_policies GROUP BY vc_guid, cluster_id))
  ORDER BY seq`;

/** In this order: the rows of its clusters, which go with the activity itself, tell where its policies are. */
const REMOVALS = [
  `DELETE FROM recorded_policies WHERE activity_id = ?1
    AND vc_guid = (SELECT vc_guid FROM activities WHERE id = ?1)
    AND cluster_id IN (SELECT cluster_id FROM cluster_activities
      JOIN activities ON seq = activity_seq WHERE id = ?1)`,
  'DELETE FROM vm_work WHERE activity_id = ?1',
  'DELETE FROM idempotency_keys WHERE activity_id = ?1',
  'DELETE FROM activities WHERE id = ?1 AND finished = 1',
] as const;

/** Forgets activities in the embedded database. */
export class SqliteActivityRetention implements ActivityRetention {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  outdated(before: string): readonly string[] {
    const rows = this.#database.prepare(OUTDATED).all(before);
    return rows.map(({ id }) => String(id));
  }

  remove(activityId: string): void {
    inTransaction(this.#database, () => {
      for (const sql of REMOVALS) this.#database.prepare(sql).run(activityId);
    });
  }
}
