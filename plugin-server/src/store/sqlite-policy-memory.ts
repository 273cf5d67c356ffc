import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { PolicyMemory, PolicyRecordOwner, RecordedPolicy } from '../ports/policy-memory.ts';
import { inTransaction } from './open-database.ts';

/** The memory of storage policies in the embedded database. */
export class SqlitePolicyMemory implements PolicyMemory {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  record(owner: PolicyRecordOwner, rows: readonly Omit<RecordedPolicy, 'activityId'>[]): void {
    const { vcGuid, clusterId, activityId } = owner;
    const statement = this.#database.prepare(
      `INSERT INTO recorded_policies (vc_guid, cluster_id, activity_id, vm_id, disk_key, vm_name,
       profile_id, profile_name, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    );
    inTransaction(this.#database, () => {
      for (const { vm, diskKey, vmName, profileId, profileName, recordedAt } of rows) {
        const disk = [vm.value, diskKey, vmName] as const;
        const policy = [profileId, profileName, recordedAt] as const;
        statement.run(vcGuid, clusterId, activityId, ...disk, ...policy);
      }
    });
  }

  recorded(vcGuid: string, clusterId: string): readonly RecordedPolicy[] {
    const sql = `SELECT activity_id, vm_id, disk_key, vm_name, profile_id, profile_name, recorded_at,
        max(recorded_at) OVER (PARTITION BY activity_id) AS activity_at
      FROM recorded_policies WHERE vc_guid = ? AND cluster_id = ?
      ORDER BY activity_at DESC, activity_id, vm_id, disk_key`;
    return this.#database.prepare(sql).all(vcGuid, clusterId).map(toRecordedPolicy);
  }
}

function toRecordedPolicy(row: Record<string, SQLOutputValue>): RecordedPolicy {
  return {
    activityId: String(row['activity_id']),
    vm: { type: 'VirtualMachine', value: String(row['vm_id']) },
    diskKey: Number(row['disk_key']),
    vmName: String(row['vm_name']),
    profileId: textOrNull(row['profile_id']),
    profileName: textOrNull(row['profile_name']),
    recordedAt: String(row['recorded_at']),
  };
}

function textOrNull(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
