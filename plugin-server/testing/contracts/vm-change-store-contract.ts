import type { VmChangeStore, VmWork } from '../../src/ports/vm-change-store.ts';

const ACTIVITY = 'b0f7c0c8-4f0d-4b53-9a55-0d5b4f0f8a11';

/** A machine whose one disk goes to the filter's policy. */
function aVmWork(number: number, changes: Partial<VmWork> = {}): VmWork {
  return {
    activityId: ACTIVITY,
    clusterId: 'domain-c1',
    vm: { type: 'VirtualMachine', value: `vm-${number}` },
    name: `db-${number}`,
    action: 'assign',
    disks: [
      {
        diskKey: 2000,
        label: 'Hard disk 1',
        from: null,
        to: { kind: 'filter' },
        toName: 'Replication',
      },
    ],
    state: 'pending',
    taskId: null,
    attempt: 0,
    problem: null,
    finishedAt: null,
    ...changes,
  };
}

const ALL = { activityId: ACTIVITY, offset: 0, limit: 100 };

/** What every implementation of VmChangeStore does. */
export function describeVmChangeStore(name: string, makeStore: () => VmChangeStore): void {
  describe(`${name}: record of machines`, () => {
    let store: VmChangeStore;

    beforeEach(() => {
      store = makeStore();
    });

    const names = (query: Partial<Parameters<VmChangeStore['list']>[0]> = {}): readonly string[] =>
      store.list({ ...ALL, ...query }).rows.map((row) => row.name);

    it('gives back what was saved', () => {
      const problem = {
        code: 'machineGone',
        title: 'Gone',
        detail: 'It is gone.',
        remedy: null,
        rawFault: 'ManagedObjectNotFound',
      };
      const rows = [
        aVmWork(1, { state: 'failed', problem, finishedAt: '2025-03-01T10:00:00.000Z' }),
        aVmWork(2, { state: 'running', taskId: 'task-7', attempt: 2 }),
      ];
      store.save(rows);
      expect(store.list(ALL)).toEqual({ total: 2, rows });
    });

    it('replaces a machine, also when nobody waits for the disk', () => {
      store.save([aVmWork(1)]);
      store.save([aVmWork(1, { state: 'succeeded' })], 'process');
      expect(store.list(ALL).rows.map(({ state }) => state)).toEqual(['succeeded']);
    });

    it('lists in the order of cluster, name and id, one page at a time', () => {
      store.save([
        aVmWork(1, { name: 'b' }),
        aVmWork(2, { name: 'a' }),
        aVmWork(3, { name: 'c', clusterId: 'domain-c0' }),
        aVmWork(4, { name: 'B' }),
        aVmWork(10, { name: 'a' }),
      ]);
      const all = ['vm-3', 'vm-4', 'vm-10', 'vm-2', 'vm-1'];
      expect(store.list(ALL).rows.map(({ vm }) => vm.value)).toEqual(all);
      const page = store.list({ ...ALL, offset: 1, limit: 2 });
      expect([page.total, page.rows.map(({ vm }) => vm.value)]).toEqual([5, ['vm-4', 'vm-10']]);
    });

    it('chooses by activity, cluster and state', () => {
      store.save([
        aVmWork(1),
        aVmWork(2, { state: 'failed' }),
        aVmWork(3, { clusterId: 'domain-c2' }),
        aVmWork(4, { activityId: 'another' }),
      ]);
      expect(names()).toEqual(['db-1', 'db-2', 'db-3']);
      expect(names({ clusterId: 'domain-c2' })).toEqual(['db-3']);
      expect(names({ clusterIds: ['domain-c2', 'domain-c3'] })).toEqual(['db-3']);
      expect(names({ clusterIds: [] })).toEqual([]);
      expect(names({ states: ['failed', 'running'] })).toEqual(['db-2']);
      expect(names({ activityId: 'a third' })).toEqual([]);
    });

    it('keeps a machine of two clusters apart', () => {
      store.save([aVmWork(1), aVmWork(1, { clusterId: 'domain-c2', state: 'failed' })]);
      expect(names()).toEqual(['db-1', 'db-1']);
    });

    it('counts how far a cluster is', () => {
      store.save([
        aVmWork(1, { state: 'succeeded' }),
        aVmWork(2, { state: 'succeeded' }),
        aVmWork(3, { state: 'failed' }),
        aVmWork(4, { state: 'cancelled' }),
        aVmWork(5, { state: 'running' }),
        aVmWork(6),
        aVmWork(7, { clusterId: 'domain-c2', state: 'succeeded' }),
      ]);
      expect(store.progress(ACTIVITY, 'domain-c1')).toEqual({
        total: 6,
        succeeded: 2,
        failed: 1,
        cancelled: 1,
      });
    });

    it('takes many machines at once', () => {
      store.save(Array.from({ length: 2000 }, (_, index) => aVmWork(index)));
      expect(store.progress(ACTIVITY, 'domain-c1').total).toBe(2000);
      expect(store.list({ ...ALL, limit: 1 }).total).toBe(2000);
    });
  });
}
