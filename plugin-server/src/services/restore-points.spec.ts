import {
  FAKE_ROOT_FOLDER,
  FAKE_VC_GUID,
  FakeVcenter,
} from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { MemoryActivityStore } from '../../testing/memory-activity-store.ts';
import { MemoryPolicyMemory } from '../../testing/memory-policy-memory.ts';
import { putUnder } from '../../testing/put-under.ts';
import { addVms } from '../../testing/vm-world.ts';
import { SAMPLE_ACTIVITY_ID, sampleActivity } from '../../testing/sample-world.ts';
import { RestorePoints } from './restore-points.ts';

const OLDER = '00000000-0000-4000-8000-000000000001';

describe('Restore points', () => {
  let vcenter: FakeVcenter;
  let policies: MemoryPolicyMemory;
  let points: RestorePoints;

  beforeEach(() => {
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1)]), aCluster(2, [aHost(2)])],
      bundles: [aBundle()],
    });
    addVms(vcenter.world, { count: 4 });
    vcenter.world.policies.set('gold', { name: 'Gold', filterNames: [] });
    policies = new MemoryPolicyMemory();
    const store = new MemoryActivityStore();
    store.save(sampleActivity);
    points = new RestorePoints({ vcenters: vcenter.vcenters(), policies, store });
  });

  const record = (
    clusterId: string,
    activityId: string,
    under: Readonly<Record<string, string | null>>,
  ) => {
    const owner = { vcGuid: FAKE_VC_GUID, clusterId, activityId };
    const recordedAt = activityId === OLDER ? '2025-01-01T00:00:00Z' : '2025-02-01T00:00:00Z';
    policies.record(
      owner,
      Object.entries(under).map(([value, profileId]) => ({
        vm: { type: 'VirtualMachine', value },
        vmName: value,
        diskKey: 2000,
        profileId,
        profileName: null,
        recordedAt,
      })),
    );
  };
  const list = (clusterId?: string, user = vcenter.user('anna')) => points.list(user, clusterId);

  it('are listed newest first, with the activity and the cluster', async () => {
    record('domain-c1', OLDER, { 'vm-1': 'gold' });
    record('domain-c2', SAMPLE_ACTIVITY_ID, { 'vm-2': null, 'vm-4': null });

    expect(
      (await list()).map(({ activityTitle, clusterName, vms }) => [
        activityTitle,
        clusterName,
        vms,
      ]),
    ).toEqual([
      [sampleActivity.title, 'Cluster 2', 2],
      ['An activity that is gone', 'Cluster 1', 1],
    ]);
    expect((await list('domain-c1')).map(({ clusterId }) => clusterId)).toEqual(['domain-c1']);
  });

  it('count the disks that are under another policy now and can be put back', async () => {
    record('domain-c1', OLDER, { 'vm-1': 'gold', 'vm-3': 'gold', 'vm-2': 'gone', 'vm-99': 'gold' });
    putUnder(vcenter.world, 'gold', 'vm-3');

    const [point] = await list();

    expect([point?.disks, point?.differs]).toEqual([4, 1]);
  });

  it('cost as many calls for many records as for one', async () => {
    addVms(vcenter.world, { count: 500 });
    const ids = [...vcenter.world.vms.keys()];
    record('domain-c1', OLDER, Object.fromEntries(ids.map((id) => [id, 'gold'])));
    vcenter.wire.calls.length = 0;

    expect((await list())[0]?.differs).toBe(504);
    expect(vcenter.wire.calls.length).toBeLessThan(9);
  });

  it('of a cluster that the user may not see are not shown, nor that it is there', async () => {
    record('domain-c1', OLDER, { 'vm-1': 'gold' });
    const otto = vcenter.user('otto', { objectId: 'domain-c1', privilege: 'System.Read' });

    expect(await list(undefined, otto)).toEqual([]);
    for (const id of ['domain-c1', 'domain-c99'])
      await expectAsync(list(id, otto)).toBeRejectedWith(
        jasmine.objectContaining({ code: 'notFound' }),
      );
  });

  it('do not count machines that the user may not see', async () => {
    record('domain-c1', OLDER, { 'vm-1': 'gold', 'vm-3': 'gold', 'vm-99': 'gold' });
    record('domain-c2', SAMPLE_ACTIVITY_ID, { 'vm-1': 'gold' });
    const otto = vcenter.user('otto', { objectId: 'vm-1', privilege: 'System.Read' });

    const shown = await list(undefined, otto);

    expect(shown.map(({ activityId, vms, disks, differs }) => [activityId, vms, disks, differs]))
      // One of the two machines is gone.
      .toEqual([[OLDER, 2, 2, 1]]);
  });

  it('need the right to view storage policies', async () => {
    const denied = { objectId: FAKE_ROOT_FOLDER.value, privilege: 'StorageProfile.View' };
    await expectAsync(list(undefined, vcenter.user('otto', denied))).toBeRejectedWith(
      jasmine.objectContaining({ code: 'notPermitted' }),
    );
  });
});
