import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Activity, ClusterActivity } from '../domain/activity.ts';
import type { ActivityQuery, ActivityStore, Lasting } from '../ports/activity-store.ts';
import { inTransaction, openDatabase } from './open-database.ts';

const STATEMENTS = {
  revision: 'SELECT seq, revision FROM activities WHERE id = ?',
  insert: 'INSERT INTO activities (id, vc_guid, finished, revision, body) VALUES (?, ?, ?, ?, ?)',
  update: 'UPDATE activities SET finished = ?, revision = ?, body = ? WHERE seq = ?',
  putCluster: `INSERT INTO cluster_activities (activity_seq, position, cluster_id, body)
    VALUES (?, ?, ?, ?) ON CONFLICT (activity_seq, position) DO UPDATE SET body = excluded.body`,
  clusters: 'SELECT body FROM cluster_activities WHERE activity_seq = ? ORDER BY position',
  find: 'SELECT seq, body FROM activities WHERE id = ?',
  findByKey: `SELECT seq, body FROM activities JOIN idempotency_keys ON activity_id = id
    WHERE idempotency_keys.vc_guid = ? AND key = ?`,
  remember: `INSERT INTO idempotency_keys (vc_guid, key, activity_id) VALUES (?, ?, ?)
    ON CONFLICT (vc_guid, key) DO UPDATE SET activity_id = excluded.activity_id`,
  list: 'SELECT seq, body FROM activities WHERE vc_guid = ? ORDER BY seq DESC LIMIT ?',
  listOfCluster: `SELECT seq, body FROM activities
    WHERE vc_guid = ? AND seq IN (SELECT activity_seq FROM cluster_activities WHERE cluster_id = ?)
    ORDER BY seq DESC LIMIT ?`,
  unfinished: 'SELECT seq, body FROM activities WHERE finished = 0 ORDER BY seq',
} as const;

/**
 * Activities in an embedded SQLite database with a write-ahead log. A `save` for the machine is on the disk when it returns (synchronous =
 * FULL), because the runner relies on it before it asks vCenter for anything; one for the process is with the operating system. Each cluster has a row of its own and only those that changed are
 * written: an activity over a hundred clusters changes thousands of times, one cluster at a time.
 */
export class SqliteActivityStore implements ActivityStore {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<keyof typeof STATEMENTS, StatementSync>();
  /** What is in the rows of unfinished activities; a record is never changed in place, so the same object is the same row. */
  #lasting: Lasting = 'machine';
  readonly #written = new Map<string, readonly ClusterActivity[]>();

  /** @param path the database file; it is made when it is not there. Throws an Error when it cannot be opened or is newer than this server. */
  constructor(path: string) {
    this.#database = openDatabase(path);
  }

  save(activity: Activity, lasting: Lasting = 'machine'): void {
    const { id, clusters, finishedAt } = activity;
    this.#letLast(lasting);
    inTransaction(this.#database, () => this.#write(activity));
    if (finishedAt === null) this.#written.set(id, clusters);
    else this.#written.delete(id);
  }

  find(id: string): Activity | null {
    return this.#activities('find', id)[0] ?? null;
  }

  findByIdempotencyKey(vcGuid: string, key: string): Activity | null {
    return this.#activities('findByKey', vcGuid, key)[0] ?? null;
  }

  rememberIdempotencyKey(vcGuid: string, key: string, activityId: string): void {
    this.#letLast('machine');
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

  #letLast(lasting: Lasting): void {
    if (lasting === this.#lasting) return;
    this.#database.exec(`PRAGMA synchronous = ${lasting === 'machine' ? 'FULL' : 'NORMAL'}`);
    this.#lasting = lasting;
  }

  #write(activity: Activity): void {
    const { id, vcGuid, revision, clusters, ...facts } = activity;
    const seq = this.#writeFacts({ id, vcGuid, revision }, facts);
    const written = this.#written.get(id);
    for (const [position, cluster] of clusters.entries())
      if (written?.[position] !== cluster)
        this.#statement('putCluster').run(
          seq,
          position,
          cluster.clusterId,
          JSON.stringify(cluster),
        );
  }

  #writeFacts(
    keys: Pick<Activity, 'id' | 'vcGuid' | 'revision'>,
    facts: Omit<Activity, 'id' | 'vcGuid' | 'revision' | 'clusters'>,
  ): SQLInputValue {
    const { id, vcGuid, revision } = keys;
    const finished = facts.finishedAt === null ? 0 : 1;
    const body = JSON.stringify({ ...keys, ...facts });
    const stored = this.#statement('revision').get(id);
    if (stored === undefined)
      return this.#statement('insert').run(id, vcGuid, finished, revision, body).lastInsertRowid;
    if (Number(stored['revision']) > revision)
      throw new Error(
        `Activity ${id} is stored with revision ${String(stored['revision'])}; ${revision} is older.`,
      );
    const seq = stored['seq'] ?? null;
    this.#statement('update').run(finished, revision, body, seq);
    return seq;
  }

  #activities(name: keyof typeof STATEMENTS, ...values: SQLInputValue[]): readonly Activity[] {
    return this.#statement(name)
      .all(...values)
      .map((row) => {
        const clusters = this.#statement('clusters').all(row['seq'] ?? null);
        return parseActivity(
          row['body'],
          clusters.map(({ body }) => body),
        );
      });
  }

  #statement(name: keyof typeof STATEMENTS): StatementSync {
    const known = this.#prepared.get(name);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(STATEMENTS[name]);
    this.#prepared.set(name, statement);
    return statement;
  }
}

function parseActivity(
  body: SQLOutputValue | undefined,
  clusters: readonly (SQLOutputValue | undefined)[],
): Activity {
  const facts = parseRow(body);
  const value = { ...facts, clusters: clusters.map(parseRow) };
  if (!isActivity(value)) throw notAnActivity();
  return value;
}

function parseRow(body: SQLOutputValue | undefined): object {
  const value: unknown = typeof body === 'string' ? JSON.parse(body) : null;
  if (typeof value !== 'object' || value === null) throw notAnActivity();
  return value;
}

/** Only this class writes the rows, so a look at the outline is enough to notice a foreign file. */
function isActivity(value: object): value is Activity {
  return 'id' in value && 'revision' in value && 'clusters' in value;
}

function notAnActivity(): Error {
  return new Error('The activity database holds a row that is no activity.');
}
