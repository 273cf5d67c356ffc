import type { Activity } from '../../src/domain/activity.ts';
import type { ActivityStore } from '../../src/ports/activity-store.ts';

const VC_GUID = '11111111-2222-3333-4444-555555555555';

function anActivity(
  id: string,
  changes: Partial<Activity> = {},
  clusterId = 'domain-c1',
): Activity {
  return {
    id,
    vcGuid: VC_GUID,
    kind: 'setup',
    title: 'Set up I/O Filter on Production',
    initiatedBy: 'VSPHERE.LOCAL\\anna',
    serviceAccount: 'VSPHERE.LOCAL\\service',
    createdAt: '2025-03-01T10:00:00.000Z',
    startedAt: null,
    finishedAt: null,
    state: 'queued',
    revision: 1,
    clusters: [
      {
        clusterId,
        clusterName: 'Production',
        action: 'install',
        state: 'queued',
        waiting: null,
        attempt: 1,
        attempts: 4,
        cancelRequested: false,
        watch: [],
        goal: 'present',
        targetHostId: null,
        operation: null,
        progress: null,
        filterId: null,
        filterName: 'samplefilter',
        filterVersion: '1.2.0',
        bundleId: 'b'.repeat(64),
        knownTaskIds: [],
        vcenterTaskId: null,
        ownTaskId: null,
        steps: [],
        hosts: [],
        policies: null,
        problem: null,
      },
    ],
    ...changes,
  };
}

/** What every implementation of ActivityStore does. */
export function describeActivityStore(name: string, makeStore: () => ActivityStore): void {
  describe(`${name}: activity store`, () => {
    let store: ActivityStore;

    beforeEach(() => {
      store = makeStore();
    });

    it('gives back what was saved', () => {
      store.save(anActivity('a'));

      expect(store.find('a')).toEqual(anActivity('a'));
    });

    it('finds nothing under an unknown id', () => {
      expect(store.find('a')).toBeNull();
    });

    it('replaces an activity by a newer revision', () => {
      store.save(anActivity('a'));
      store.save(anActivity('a', { revision: 2, state: 'running' }));

      expect(store.find('a')?.state).toBe('running');
    });

    it('refuses a revision older than the stored one and keeps what it has', () => {
      store.save(anActivity('a', { revision: 2, state: 'running' }));

      expect(() => store.save(anActivity('a', { revision: 1 }))).toThrowError();
      expect(store.find('a')?.state).toBe('running');
    });

    it('goes on after a refusal', () => {
      store.save(anActivity('a', { revision: 2 }));
      expect(() => store.save(anActivity('a', { revision: 1 }))).toThrowError();

      store.save(anActivity('b'));

      expect(store.find('b')?.id).toBe('b');
    });

    it('lists newest first, whatever was changed last', () => {
      for (const id of ['a', 'b', 'c']) store.save(anActivity(id));
      store.save(anActivity('a', { revision: 2 }));

      const listed = store.list({ vcGuid: VC_GUID, limit: 10 });

      expect(listed.map((activity) => activity.id)).toEqual(['c', 'b', 'a']);
    });

    it('lists no more than asked for', () => {
      for (const id of ['a', 'b', 'c']) store.save(anActivity(id));

      expect(store.list({ vcGuid: VC_GUID, limit: 2 }).map(({ id }) => id)).toEqual(['c', 'b']);
    });

    it('lists only activities of the given vCenter', () => {
      store.save(anActivity('a'));
      store.save(anActivity('b', { vcGuid: '99999999-2222-3333-4444-555555555555' }));

      expect(store.list({ vcGuid: VC_GUID, limit: 10 }).map(({ id }) => id)).toEqual(['a']);
    });

    it('lists only activities of the given cluster', () => {
      store.save(anActivity('a', {}, 'domain-c1'));
      store.save(anActivity('b', {}, 'domain-c2'));

      const listed = store.list({ vcGuid: VC_GUID, clusterId: 'domain-c2', limit: 10 });

      expect(listed.map(({ id }) => id)).toEqual(['b']);
    });

    it('tells what is unfinished, oldest first', () => {
      for (const id of ['a', 'b', 'c']) store.save(anActivity(id));
      store.save(
        anActivity('b', {
          revision: 2,
          state: 'succeeded',
          finishedAt: '2025-03-01T10:05:00.000Z',
        }),
      );

      expect(store.unfinished().map(({ id }) => id)).toEqual(['a', 'c']);
    });

    it('finds an activity by its idempotency key, for one vCenter only', () => {
      store.rememberIdempotencyKey(VC_GUID, 'key-1', 'a');
      store.save(anActivity('a'));

      expect(store.findByIdempotencyKey(VC_GUID, 'key-1')?.id).toBe('a');
      expect(store.findByIdempotencyKey('99999999', 'key-1')).toBeNull();
    });

    it('takes a key whose activity was never saved for no key at all', () => {
      store.rememberIdempotencyKey(VC_GUID, 'key-1', 'a');

      expect(store.findByIdempotencyKey(VC_GUID, 'key-1')).toBeNull();
    });

    it('lets such a key be used again', () => {
      store.rememberIdempotencyKey(VC_GUID, 'key-1', 'a');
      store.rememberIdempotencyKey(VC_GUID, 'key-1', 'b');
      store.save(anActivity('b'));

      expect(store.findByIdempotencyKey(VC_GUID, 'key-1')?.id).toBe('b');
    });
  });
}
