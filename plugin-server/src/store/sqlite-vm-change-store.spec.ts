import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { describeVmChangeStore } from '../../testing/contracts/vm-change-store-contract.ts';
import { MemoryVmChangeStore } from '../../testing/memory-vm-change-store.ts';
import { sampleActivity } from '../../testing/sample-world.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { migrate } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { SqliteActivityStore } from './sqlite-activity-store.ts';
import { SqliteVmChangeStore } from './sqlite-vm-change-store.ts';

describeVmChangeStore('In memory', () => new MemoryVmChangeStore());
describeVmChangeStore('In SQLite', () => new SqliteVmChangeStore(openDatabase(':memory:')));

describe('a database from before storage policies could be changed', () => {
  it('is brought to the newest version, and its activities changed no policy', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'activities.db');
    const before = new DatabaseSync(file);
    migrate(before, 4);
    const { clusters, ...facts } = sampleActivity;
    const { id, vcGuid, revision } = facts;
    before
      .prepare(
        'INSERT INTO activities (id, vc_guid, finished, revision, body) VALUES (?, ?, 0, ?, ?)',
      )
      .run(id, vcGuid, revision, JSON.stringify(facts));
    for (const [position, cluster] of clusters.entries())
      before
        .prepare('INSERT INTO cluster_activities VALUES (1, ?, ?, ?)')
        .run(position, cluster.clusterId, JSON.stringify({ ...cluster, policies: undefined }));
    before.close();

    const after = new SqliteActivityStore(file);
    const database = openDatabase(file);

    expect(after.find(id)).toEqual({
      ...sampleActivity,
      clusters: clusters.map((cluster) => ({ ...cluster, policies: null })),
    });
    expect(new SqliteVmChangeStore(database).progress(id, 'domain-c8').total).toBe(0);
    after.close();
    database.close();
  });
});
