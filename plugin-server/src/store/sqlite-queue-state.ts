import type { DatabaseSync } from 'node:sqlite';
import type { QueueState } from '../ports/queue-state.ts';

/** The paused queues in the embedded database. */
export class SqliteQueueState implements QueueState {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  paused(): readonly string[] {
    const rows = this.#database.prepare('SELECT vc_guid FROM paused_queues ORDER BY vc_guid').all();
    return rows.map((row) => String(row['vc_guid']));
  }

  setPaused(vcGuid: string, paused: boolean): void {
    const sql = paused
      ? 'INSERT OR IGNORE INTO paused_queues (vc_guid) VALUES (?)'
      : 'DELETE FROM paused_queues WHERE vc_guid = ?';
    this.#database.prepare(sql).run(vcGuid);
  }
}
