import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrations.ts';

/** How long a connection waits for another one's write: the server and the command line tools share the file. */
const BUSY_TIMEOUT_MS = 5000;

/** The embedded database of a server, in its data folder. */
export function databaseFile(dataDir: string): string {
  return path.join(dataDir, 'activities.db');
}

/**
 * Opens the embedded database and brings it to the newest version. What was written is on the disk when the call returns (write-ahead log
 * with synchronous = FULL), and several processes may have it open.
 * @param file the database file; it is made when it is not there. Throws an Error when it cannot be opened or is newer than this server.
 */
export function openDatabase(file: string): DatabaseSync {
  const options = { enableForeignKeyConstraints: true, timeout: BUSY_TIMEOUT_MS };
  const database = new DatabaseSync(file, options);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    migrate(database);
    return database;
  } catch (error) {
    // Expected: no database at all, or one of a newer server; it must not stay open.
    database.close();
    throw error;
  }
}

/** Does the work in one write transaction; nothing of it stays when it throws. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // Expected: a constraint, or a full disk; SQLite may have ended the transaction itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Does work whose writes survive the end of this process, but need not outlast a machine that loses its power: nobody waits for the disk. */
export function withoutWaitingForDisk<T>(database: DatabaseSync, work: () => T): T {
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    return work();
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
}
