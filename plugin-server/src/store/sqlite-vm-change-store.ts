import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { PolicyProgress, VmWorkState } from '../domain/vm-change.ts';
import type { Lasting } from '../ports/activity-store.ts';
import type { VmChangeStore, VmWork, VmWorkQuery } from '../ports/vm-change-store.ts';
import { inTransaction, withoutWaitingForDisk } from './open-database.ts';

const PUT = `INSERT INTO vm_work (activity_id, cluster_id, vm_id, vm_name, state, body)
  VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (activity_id, cluster_id, vm_id)
  DO UPDATE SET vm_name = excluded.vm_name, state = excluded.state, body = excluded.body`;

/** The machines of activities in the embedded database, a row for each. */
export class SqliteVmChangeStore implements VmChangeStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  save(rows: readonly VmWork[], lasting: Lasting = 'machine'): void {
    if (rows.length === 0) return;
    const write = (): void => inTransaction(this.#database, () => this.#put(rows));
    if (lasting === 'machine') write();
    else withoutWaitingForDisk(this.#database, write);
  }

  list(query: VmWorkQuery): { readonly total: number; readonly rows: readonly VmWork[] } {
    const { where, values } = conditions(query);
    const counted = this.#database
      .prepare(`SELECT count(*) AS total FROM vm_work WHERE ${where}`)
      .get(...values);
    const rows = this.#database
      .prepare(
        `SELECT body FROM vm_work WHERE ${where} ORDER BY cluster_id, vm_name, vm_id LIMIT ? OFFSET ?`,
      )
      .all(...values, query.limit, query.offset);
    return { total: Number(counted?.['total'] ?? 0), rows: rows.map(({ body }) => parse(body)) };
  }

  progress(activityId: string, clusterId: string): PolicyProgress {
    const rows = this.#database
      .prepare(
        `SELECT state, count(*) AS count FROM vm_work WHERE activity_id = ? AND cluster_id = ?
         GROUP BY state`,
      )
      .all(activityId, clusterId);
    const counts = new Map(rows.map((row) => [String(row['state']), Number(row['count'])]));
    const of = (state: VmWorkState): number => counts.get(state) ?? 0;
    return {
      total: [...counts.values()].reduce((sum, count) => sum + count, 0),
      succeeded: of('succeeded'),
      failed: of('failed'),
      cancelled: of('cancelled'),
    };
  }

  #put(rows: readonly VmWork[]): void {
    const statement = this.#database.prepare(PUT);
    for (const row of rows) {
      const { activityId, clusterId, vm, name, state } = row;
      statement.run(activityId, clusterId, vm.value, name, state, JSON.stringify(row));
    }
  }
}

function conditions(query: VmWorkQuery): {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
} {
  const { activityId, clusterId, clusterIds, states } = query;
  const parts = ['activity_id = ?'];
  const values: SQLInputValue[] = [activityId];
  if (clusterId !== undefined) {
    parts.push('cluster_id = ?');
    values.push(clusterId);
  }
  if (clusterIds !== undefined) {
    parts.push('cluster_id IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(clusterIds));
  }
  if (states !== undefined) {
    parts.push('state IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(states));
  }
  return { where: parts.join(' AND '), values };
}

function parse(body: SQLOutputValue | undefined): VmWork {
  const value: unknown = typeof body === 'string' ? JSON.parse(body) : null;
  if (!isVmWork(value)) throw new Error('The activity database holds a row that is no machine.');
  return value;
}

/** Only this class writes the rows, so a look at the outline is enough to notice a foreign file. */
function isVmWork(value: unknown): value is VmWork {
  return typeof value === 'object' && value !== null && 'vm' in value && 'disks' in value;
}
