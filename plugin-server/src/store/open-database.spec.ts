import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { inTransaction, openDatabase } from './open-database.ts';

describe('openDatabase', () => {
  it('brings a database of the first version to the newest and keeps what is in it', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'activities.db');
    const old = new DatabaseSync(file);
    old.exec(`CREATE TABLE activities (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        vc_guid TEXT NOT NULL, finished INTEGER NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
      CREATE TABLE activity_clusters (cluster_id TEXT NOT NULL, activity_seq INTEGER NOT NULL,
        PRIMARY KEY (cluster_id, activity_seq)) STRICT, WITHOUT ROWID;
      CREATE TABLE idempotency_keys (vc_guid TEXT NOT NULL, key TEXT NOT NULL, activity_id TEXT NOT NULL,
        PRIMARY KEY (vc_guid, key)) STRICT, WITHOUT ROWID;
      INSERT INTO idempotency_keys VALUES ('vc', 'key', 'activity');
      PRAGMA user_version = 1;`);
    old.close();
    const database = openDatabase(file);
    expect(database.prepare('SELECT activity_id FROM idempotency_keys').get()).toEqual(
      jasmine.objectContaining({ activity_id: 'activity' }),
    );
    expect(database.prepare('SELECT count(*) AS count FROM audit_entries').get()).toEqual(
      jasmine.objectContaining({ count: 0 }),
    );
    database.close();
  });

  it('refuses a file that is no database', async () => {
    await using folder = await temporaryFolder();
    expect(() => openDatabase(folder.path)).toThrowError();
  });

  it('undoes a transaction that throws', () => {
    const database = openDatabase(':memory:');
    const work = (): never => {
      database.exec(`INSERT INTO idempotency_keys VALUES ('vc', 'key', 'activity')`);
      throw new Error('It went wrong.');
    };
    expect(() => inTransaction(database, work)).toThrowError('It went wrong.');
    expect(database.prepare('SELECT * FROM idempotency_keys').all()).toEqual([]);
  });
});
