import type { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { sampleActivity } from '../../testing/sample-world.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import type { Activity } from '../domain/activity.ts';
import { openDatabase } from './open-database.ts';
import { SqliteActivityRetention } from './sqlite-activity-retention.ts';
import { SqliteActivityStore } from './sqlite-activity-store.ts';
import { SqlitePolicyMemory } from './sqlite-policy-memory.ts';
import { SqliteVmChangeStore } from './sqlite-vm-change-store.ts';

const { vcGuid } = sampleActivity;
const NEW_YEAR = '2026-01-01T00:00:00.000Z';
const vm = { type: 'VirtualMachine', value: 'vm-1' };

/** What lies in one database of a server. */
class Stores implements AsyncDisposable {
  readonly store: SqliteActivityStore;
  readonly #database: DatabaseSync;
  readonly retention: SqliteActivityRetention;
  readonly policies: SqlitePolicyMemory;
  readonly vmChanges: SqliteVmChangeStore;

  constructor(file: string) {
    this.store = new SqliteActivityStore(file);
    this.#database = openDatabase(file);
    this.retention = new SqliteActivityRetention(this.#database);
    this.policies = new SqlitePolicyMemory(this.#database);
    this.vmChanges = new SqliteVmChangeStore(this.#database);
  }

  /** An activity on some clusters that has changed one machine of each, and recorded its policy before. */
  put(id: string, finishedAt: string | null, ...clusterIds: readonly string[]): void {
    const [cluster] = sampleActivity.clusters;
    const clusters: Activity['clusters'] =
      cluster === undefined ? [] : clusterIds.map((clusterId) => ({ ...cluster, clusterId }));
    const state = finishedAt === null ? 'running' : 'succeeded';
    this.store.rememberIdempotencyKey(vcGuid, `key of ${id}`, id);
    this.store.save({ ...sampleActivity, id, clusters, finishedAt, state });
    const disk = { vm, diskKey: 2000, vmName: 'web-1', profileId: 'gold', profileName: 'Gold' };
    for (const clusterId of clusterIds) {
      const owner = { vcGuid, clusterId, activityId: id };
      this.policies.record(owner, [{ ...disk, recordedAt: finishedAt ?? NEW_YEAR }]);
      const facts = { activityId: id, clusterId, vm, name: 'web-1', disks: [] };
      const rest = { taskId: null, attempt: 1, problem: null, finishedAt };
      this.vmChanges.save([{ ...facts, ...rest, action: 'assign', state: 'succeeded' }]);
    }
  }

  /** Activities whose policies are recorded for a cluster, the newest first. */
  recorded(clusterId: string): readonly string[] {
    return this.policies.recorded(vcGuid, clusterId).map(({ activityId }) => activityId);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.store.close();
    this.#database.close();
    return Promise.resolve();
  }
}

describe('Forgetting activities', () => {
  it('concerns those that ended before a moment, the oldest first, and none that has not ended', async () => {
    await using folder = await temporaryFolder();
    await using stores = new Stores(path.join(folder.path, 'activities.db'));
    stores.put('first', '2025-01-01T00:00:00.000Z', 'domain-c1');
    stores.put('second', '2025-06-01T00:00:00.000Z', 'domain-c1');
    stores.put('running', null, 'domain-c1');
    stores.put('third', '2026-02-01T00:00:00.000Z', 'domain-c1');

    expect(stores.retention.outdated(NEW_YEAR)).toEqual(['first', 'second']);
  });

  it('spares what was recorded last for a cluster, whatever its age', async () => {
    await using folder = await temporaryFolder();
    await using stores = new Stores(path.join(folder.path, 'activities.db'));
    stores.put('first', '2025-01-01T00:00:00.000Z', 'domain-c1', 'domain-c2');
    stores.put('second', '2025-02-01T00:00:00.000Z', 'domain-c1', 'domain-c3');
    stores.put('third', '2025-03-01T00:00:00.000Z', 'domain-c3', 'domain-c1');
    stores.put('without records', '2025-04-01T00:00:00.000Z');

    expect(stores.retention.outdated(NEW_YEAR)).toEqual(['second', 'without records']);
  });

  it('takes the machines, the recorded policies and the idempotency key along, and no others', async () => {
    await using folder = await temporaryFolder();
    await using stores = new Stores(path.join(folder.path, 'activities.db'));
    stores.put('old', '2025-01-01T00:00:00.000Z', 'domain-c1', 'domain-c2');
    stores.put('new', '2025-02-01T00:00:00.000Z', 'domain-c1', 'domain-c2');

    stores.retention.remove('old');

    const { store, vmChanges } = stores;
    expect([store.find('old'), store.findByIdempotencyKey(vcGuid, 'key of old')]).toEqual([
      null,
      null,
    ]);
    expect(store.findByIdempotencyKey(vcGuid, 'key of new')?.clusters.length).toBe(2);
    expect(['domain-c1', 'domain-c2'].map((id) => stores.recorded(id))).toEqual([['new'], ['new']]);
    const totals = ['old', 'new'].map(
      (activityId) => vmChanges.list({ activityId, offset: 0, limit: 9 }).total,
    );
    expect(totals).toEqual([0, 2]);
    expect(store.list({ vcGuid, clusterId: 'domain-c1', limit: 9 }).length).toBe(1);
  });

  it('of one that is unknown changes nothing', async () => {
    await using folder = await temporaryFolder();
    await using stores = new Stores(path.join(folder.path, 'activities.db'));
    stores.put('new', '2025-02-01T00:00:00.000Z', 'domain-c1');

    stores.retention.remove('unknown');

    expect(stores.store.find('new')).not.toBeNull();
  });
});
