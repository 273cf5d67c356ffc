import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describeActivityStore } from '../../testing/contracts/activity-store-contract.ts';
import { MemoryActivityStore } from '../../testing/memory-activity-store.ts';
import { sampleActivity } from '../../testing/sample-world.ts';
import { SqliteActivityStore } from './sqlite-activity-store.ts';

describeActivityStore('In memory', () => new MemoryActivityStore());
describeActivityStore('In SQLite', () => new SqliteActivityStore(':memory:'));

describe('the activity database', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'activities-'));
    path = join(folder, 'activities.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('still holds after a restart what was saved before it', () => {
    const before = new SqliteActivityStore(path);
    before.save(sampleActivity);
    before.close();

    const after = new SqliteActivityStore(path);

    expect(after.find(sampleActivity.id)).toEqual(sampleActivity);
    after.close();
  });

  it('shows to another connection what was saved, without being closed', () => {
    const first = new SqliteActivityStore(path);
    first.save(sampleActivity);

    const second = new SqliteActivityStore(path);

    expect(second.unfinished()).toEqual([sampleActivity]);
    first.close();
    second.close();
  });

  it('writes ahead and waits for the disk', () => {
    new SqliteActivityStore(path).close();
    const database = new DatabaseSync(path);

    const mode = database.prepare('PRAGMA journal_mode').get();

    expect(mode?.['journal_mode']).toBe('wal');
    database.close();
  });

  it('refuses a database that a newer server wrote', () => {
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 999');
    database.close();

    expect(() => new SqliteActivityStore(path)).toThrowError(/newer server/);
  });

  it('refuses a row that is no activity', () => {
    const store = new SqliteActivityStore(path);
    store.save(sampleActivity);
    store.close();
    const database = new DatabaseSync(path);
    database.exec(`UPDATE activities SET body = '{"some":"thing"}'`);
    database.close();

    const again = new SqliteActivityStore(path);

    expect(() => again.find(sampleActivity.id)).toThrowError(/no activity/);
    again.close();
  });
});
