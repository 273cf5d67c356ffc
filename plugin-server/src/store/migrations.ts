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
];

/**
 * Brings a database to the newest version, each step in a transaction of its own. The version is SQLite's `user_version`.
 * Throws an Error for a database that a newer server wrote: it would be damaged by going on.
 */
export function migrate(database: DatabaseSync): void {
  const current = versionOf(database);
  if (current > MIGRATIONS.length)
    throw new Error(
      `The activity database has version ${current}, this server knows ${MIGRATIONS.length}: it was written by a newer server.`,
    );
  for (const [index, script] of MIGRATIONS.entries()) {
    if (index < current) continue;
    database.exec(`BEGIN IMMEDIATE; ${script} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

function versionOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get();
  return Number(row?.['user_version'] ?? 0);
}
