import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ReplicationJob } from '../domain/replication-job.ts';
import type { ReplicationJobStore } from '../ports/replication-jobs.ts';
import { inTransaction } from './open-database.ts';

const JOBS = `SELECT id, vc_guid, name, kind, encrypted, updated_at,
  (SELECT json_group_array(vm_id ORDER BY vm_id) FROM replication_job_vms AS vms
    WHERE vms.vc_guid = jobs.vc_guid AND vms.job_id = jobs.id) AS vm_ids
  FROM replication_jobs AS jobs`;

/** The registry of replication jobs in the embedded database. GUIDs are compared as they are written. */
export class SqliteReplicationJobs implements ReplicationJobStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  using(vcGuid: string, vmIds: readonly string[]): readonly ReplicationJob[] {
    // One parameter for any number of VMs: SQLite limits how many parameters a statement has.
    const sql = `${JOBS} WHERE vc_guid = ? AND id IN (SELECT job_id FROM replication_job_vms
      WHERE vc_guid = ? AND vm_id IN (SELECT value FROM json_each(?))) ORDER BY name, id`;
    const rows = this.#database.prepare(sql).all(vcGuid, vcGuid, JSON.stringify(vmIds));
    return rows.map(toJob);
  }

  list(vcGuid: string): readonly ReplicationJob[] {
    const sql = `${JOBS} WHERE vc_guid = ? ORDER BY name, id`;
    return this.#database.prepare(sql).all(vcGuid).map(toJob);
  }

  find(vcGuid: string, id: string): ReplicationJob | null {
    const row = this.#database.prepare(`${JOBS} WHERE vc_guid = ? AND id = ?`).get(vcGuid, id);
    return row === undefined ? null : toJob(row);
  }

  put(job: ReplicationJob): void {
    const { id, vcGuid, name, kind, encrypted, updatedAt } = job;
    inTransaction(this.#database, () => {
      this.#database
        .prepare(
          `INSERT INTO replication_jobs (vc_guid, id, name, kind, encrypted, updated_at)
           VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (vc_guid, id) DO UPDATE SET name = excluded.name,
           kind = excluded.kind, encrypted = excluded.encrypted, updated_at = excluded.updated_at`,
        )
        .run(vcGuid, id, name, kind, encrypted ? 1 : 0, updatedAt);
      this.#database
        .prepare('DELETE FROM replication_job_vms WHERE vc_guid = ? AND job_id = ?')
        .run(vcGuid, id);
      this.#database
        .prepare(
          `INSERT OR IGNORE INTO replication_job_vms (vc_guid, vm_id, job_id)
           SELECT ?, value, ? FROM json_each(?)`,
        )
        .run(vcGuid, id, JSON.stringify(job.vmIds));
    });
  }

  remove(vcGuid: string, id: string): boolean {
    const sql = 'DELETE FROM replication_jobs WHERE vc_guid = ? AND id = ?';
    return this.#database.prepare(sql).run(vcGuid, id).changes > 0;
  }
}

function toJob(row: Record<string, SQLOutputValue>): ReplicationJob {
  const vmIds: unknown = JSON.parse(String(row['vm_ids']));
  return {
    id: String(row['id']),
    vcGuid: String(row['vc_guid']),
    name: String(row['name']),
    kind: row['kind'] === 'failover' ? 'failover' : 'replication',
    vmIds: Array.isArray(vmIds) ? vmIds.map(String) : [],
    encrypted: row['encrypted'] === 1,
    updatedAt: String(row['updated_at']),
  };
}
