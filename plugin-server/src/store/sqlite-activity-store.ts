import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Activity } from '../domain/activity.ts';
import type { ActivityQuery, ActivityStore } from '../ports/activity-store.ts';
import { openDatabase } from './open-database.ts';

const STATEMENTS = {
  revision: 'SELECT seq, revision FROM activities WHERE id = ?',
  insert: 'INSERT INTO activities (id, vc_guid, finished, revision, body) VALUES (?, ?, ?, ?, ?)',
  update: 'UPDATE activities SET finished = ?, revision = ?, body = ? WHERE id = ?',
  addCluster: 'INSERT OR IGNORE INTO activity_clusters (cluster_id, activity_seq) VALUES (?, ?)',
  find: 'SELECT body FROM activities WHERE id = ?',
  findByKey: `SELECT body FROM activities JOIN idempotency_keys ON activity_id = id
    WHERE idempotency_keys.vc_guid = ? AND key = ?`,
  remember: `INSERT INTO idempotency_keys (vc_guid, key, activity_id) VALUES (?, ?, ?)
    ON CONFLICT (vc_guid, key) DO UPDATE SET activity_id = excluded.activity_id`,
  list: 'SELECT body FROM activities WHERE vc_guid = ? ORDER BY seq DESC LIMIT ?',
  listOfCluster: `SELECT body FROM activities JOIN activity_clusters ON activity_seq = seq
    WHERE vc_guid = ? AND cluster_id = ? ORDER BY seq DESC LIMIT ?`,
  unfinished: 'SELECT body FROM activities WHERE finished = 0 ORDER BY seq',
} as const;

/**
 * Activities in an embedded SQLite database. Every `save` is on the disk when it returns (write-ahead log with synchronous = FULL),
 * because the runner relies on it before it asks vCenter for anything.
 */
export class SqliteActivityStore implements ActivityStore {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<keyof typeof STATEMENTS, StatementSync>();

  /** @param path the database file; it is made when it is not there. Throws an Error when it cannot be opened or is newer than this server. */
  constructor(path: string) {
    this.#database = openDatabase(path);
  }

  save(activity: Activity): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      this.#write(activity);
      this.#database.exec('COMMIT');
    } catch (error) {
      // Expected: a stale revision, or a full disk; either way nothing of it may stay.
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  find(id: string): Activity | null {
    return this.#activities('find', id)[0] ?? null;
  }

  findByIdempotencyKey(vcGuid: string, key: string): Activity | null {
    return this.#activities('findByKey', vcGuid, key)[0] ?? null;
  }

  rememberIdempotencyKey(vcGuid: string, key: string, activityId: string): void {
    this.#statement('remember').run(vcGuid, key, activityId);
  }

  list(query: ActivityQuery): readonly Activity[] {
    return query.clusterId === undefined
      ? this.#activities('list', query.vcGuid, query.limit)
      : this.#activities('listOfCluster', query.vcGuid, query.clusterId, query.limit);
  }

  unfinished(): readonly Activity[] {
    return this.#activities('unfinished');
  }

  /** Closes the database; nothing may be called afterwards. */
  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #write(activity: Activity): void {
    const finished = activity.finishedAt === null ? 0 : 1;
    const body = JSON.stringify(activity);
    const stored = this.#statement('revision').get(activity.id);
    if (stored === undefined) {
      const { lastInsertRowid } = this.#statement('insert').run(
        activity.id,
        activity.vcGuid,
        finished,
        activity.revision,
        body,
      );
      for (const { clusterId } of activity.clusters)
        this.#statement('addCluster').run(clusterId, lastInsertRowid);
      return;
    }
    if (Number(stored['revision']) > activity.revision)
      throw new Error(
        `Activity ${activity.id} is stored with revision ${String(stored['revision'])}; ${activity.revision} is older.`,
      );
    this.#statement('update').run(finished, activity.revision, body, activity.id);
  }

  #activities(name: keyof typeof STATEMENTS, ...values: SQLInputValue[]): readonly Activity[] {
    return this.#statement(name)
      .all(...values)
      .map((row) => parseActivity(row['body']));
  }

  #statement(name: keyof typeof STATEMENTS): StatementSync {
    const known = this.#prepared.get(name);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(STATEMENTS[name]);
    this.#prepared.set(name, statement);
    return statement;
  }
}

function parseActivity(body: SQLOutputValue | undefined): Activity {
  const value: unknown = typeof body === 'string' ? JSON.parse(body) : null;
  if (!isActivity(value)) throw new Error('The activity database holds a row that is no activity.');
  return value;
}

/** Only this class writes the rows, so a look at the outline is enough to notice a foreign file. */
function isActivity(value: unknown): value is Activity {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'id' in value && 'revision' in value && 'clusters' in value && Array.isArray(value.clusters)
  );
}
