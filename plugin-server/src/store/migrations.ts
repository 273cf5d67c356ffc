import type { DatabaseSync } from 'node:sqlite';

/** One script for each version of the database; a script that was released is never changed, another is added. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE activities (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     vc_guid TEXT NOT NULL,
     finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
     revision INTEGER NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX activities_by_vcenter ON activities (vc_guid, seq);
   CREATE INDEX activities_unfinished ON activities (seq) WHERE finished = 0;
   CREATE TABLE activity_clusters (
     cluster_id TEXT NOT NULL,
     activity_seq INTEGER NOT NULL REFERENCES activities (seq) ON DELETE CASCADE,
     PRIMARY KEY (cluster_id, activity_seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE idempotency_keys (
     vc_guid TEXT NOT NULL,
     key TEXT NOT NULL,
     activity_id TEXT NOT NULL,
     PRIMARY KEY (vc_guid, key)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE replication_jobs (
     vc_guid TEXT NOT NULL,
     id TEXT NOT NULL,
     name TEXT NOT NULL,
     kind TEXT NOT NULL CHECK (kind IN ('replication', 'failover')),
     encrypted INTEGER NOT NULL CHECK (encrypted IN (0, 1)),
     updated_at TEXT NOT NULL,
     PRIMARY KEY (vc_guid, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE replication_job_vms (
     vc_guid TEXT NOT NULL,
     vm_id TEXT NOT NULL,
     job_id TEXT NOT NULL,
     PRIMARY KEY (vc_guid, vm_id, job_id),
     FOREIGN KEY (vc_guid, job_id) REFERENCES replication_jobs (vc_guid, id) ON DELETE CASCADE
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX replication_job_vms_by_job ON replication_job_vms (vc_guid, job_id);
   CREATE TABLE api_tokens (
     id TEXT NOT NULL PRIMARY KEY,
     name TEXT NOT NULL,
     scope TEXT NOT NULL CHECK (scope IN ('replication-jobs', 'operate')),
     vc_guid TEXT,
     user_name TEXT,
     secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
     created_at TEXT NOT NULL,
     expires_at TEXT,
     revoked_at TEXT,
     last_used_at TEXT,
     CHECK (scope <> 'operate' OR (user_name IS NOT NULL AND vc_guid IS NOT NULL))
   ) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX api_tokens_in_force ON api_tokens (name) WHERE revoked_at IS NULL;
   CREATE TABLE audit_entries (
     sequence INTEGER NOT NULL PRIMARY KEY,
     at TEXT NOT NULL,
     who TEXT NOT NULL,
     action TEXT NOT NULL,
     vc_guid TEXT,
     target TEXT NOT NULL,
     account TEXT NOT NULL,
     outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'refused', 'succeeded', 'failed')),
     detail TEXT NOT NULL,
     previous_hash TEXT NOT NULL,
     hash TEXT NOT NULL,
     event_key TEXT UNIQUE
   ) STRICT;
   CREATE INDEX audit_entries_by_vcenter ON audit_entries (vc_guid, sequence);
   CREATE TRIGGER audit_entries_in_order BEFORE INSERT ON audit_entries
     WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit_entries)
     BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
   CREATE TRIGGER audit_entries_never_changed BEFORE UPDATE ON audit_entries
     BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
   CREATE TRIGGER audit_entries_never_removed BEFORE DELETE ON audit_entries
     BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;`,
  `CREATE TABLE bundle_fetches (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     bundle_id TEXT NOT NULL,
     at TEXT NOT NULL,
     source TEXT NOT NULL,
     method TEXT NOT NULL,
     scheme TEXT NOT NULL CHECK (scheme IN ('https', 'http')),
     status INTEGER,
     bytes INTEGER NOT NULL DEFAULT 0,
     outcome TEXT NOT NULL DEFAULT 'running' CHECK (outcome IN ('running', 'finished', 'aborted'))
   ) STRICT;
   CREATE INDEX bundle_fetches_by_bundle ON bundle_fetches (bundle_id, sequence);`,
  `CREATE TABLE cluster_activities (
     activity_seq INTEGER NOT NULL REFERENCES activities (seq) ON DELETE CASCADE,
     position INTEGER NOT NULL,
     cluster_id TEXT NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (activity_seq, position)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX cluster_activities_by_cluster ON cluster_activities (cluster_id, activity_seq);
   INSERT INTO cluster_activities (activity_seq, position, cluster_id, body)
     SELECT seq, key, value ->> '$.clusterId', json_insert(value, '$.waiting', NULL,
       '$.attempt', 1, '$.attempts', 4, '$.cancelRequested', json('false'), '$.watch', json('[]'),
       '$.goal', 'present', '$.targetHostId', NULL)
     FROM activities, json_each(activities.body, '$.clusters');
   UPDATE activities SET body = json_remove(json_insert(body, '$.kind', 'setup'), '$.clusters');
   DROP TABLE activity_clusters;
   CREATE TABLE recorded_policies (
     vc_guid TEXT NOT NULL,
     cluster_id TEXT NOT NULL,
     activity_id TEXT NOT NULL,
     vm_id TEXT NOT NULL,
     disk_key INTEGER NOT NULL,
     vm_name TEXT NOT NULL,
     profile_id TEXT,
     profile_name TEXT,
     recorded_at TEXT NOT NULL,
     PRIMARY KEY (vc_guid, cluster_id, activity_id, vm_id, disk_key)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE paused_queues (vc_guid TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;`,
  `UPDATE cluster_activities SET body = json_insert(body, '$.policies', NULL);
   CREATE TABLE vm_work (
     activity_id TEXT NOT NULL,
     cluster_id TEXT NOT NULL,
     vm_id TEXT NOT NULL,
     vm_name TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'succeeded', 'failed', 'cancelled')),
     body TEXT NOT NULL,
     PRIMARY KEY (activity_id, cluster_id, vm_id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX vm_work_in_order ON vm_work (activity_id, cluster_id, vm_name, vm_id);`,
];

/**
 * Brings a database to the newest version, each step in a transaction of its own. The version is SQLite's `user_version`.
 * Throws an Error for a database that a newer server wrote: it would be damaged by going on.
 * @param version an older one, for those who want to see what becomes of it
 */
export function migrate(database: DatabaseSync, version = MIGRATIONS.length): void {
  const current = versionOf(database);
  if (current > MIGRATIONS.length)
    throw new Error(
      `The activity database has version ${current}, this server knows ${MIGRATIONS.length}: it was written by a newer server.`,
    );
  for (const [index, script] of MIGRATIONS.entries()) {
    if (index < current || index >= version) continue;
    database.exec(`BEGIN IMMEDIATE; ${script} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

function versionOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get();
  return Number(row?.['user_version'] ?? 0);
}
