import { FAKE_VC_GUID, FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { SAMPLE_ACTIVITY_ID, sampleActivity } from '../../testing/sample-world.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { addVms } from '../../testing/vm-world.ts';
import type { PolicyWishes } from '../domain/vm-change.ts';

describe('planning to restore what an activity recorded', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    const filters = [aHostFilter()];
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1, { filters })]), aCluster(2, [aHost(2, { filters })])],
      bundles: [aBundle()],
    });
    for (const number of [1, 2])
      vcenter.world.putRecord(aCluster(number, []).ref, { filter: aClusterFilter(), issues: [] });
    addVms(vcenter.world, { count: 4 });
    vcenter.world.policies.set('gold', { name: 'Gold', filterNames: [] });
    server = new ServerProcess(vcenter);
    const finished = { state: 'succeeded', finishedAt: '2025-03-01T10:10:00.000Z' } as const;
    const clusters = ['domain-c1', 'domain-c2'].flatMap((clusterId) =>
      sampleActivity.clusters.map((cluster) => ({
        ...cluster,
        clusterId,
        state: 'succeeded' as const,
      })),
    );
    server.store.save({ ...sampleActivity, ...finished, vcGuid: FAKE_VC_GUID, clusters });
    record('domain-c1', 'vm-1', 'vm-99');
    record('domain-c2', 'vm-2');
  });

  function record(clusterId: string, ...vmIds: readonly string[]): void {
    const owner = { vcGuid: FAKE_VC_GUID, clusterId, activityId: SAMPLE_ACTIVITY_ID };
    const rows = vmIds.map((value) => ({
      vm: { type: 'VirtualMachine', value },
      vmName: value,
      diskKey: 2000,
      profileId: 'gold',
      profileName: 'Gold',
      recordedAt: '2025-03-01T10:00:00.000Z',
    }));
    server.policies.record(owner, rows);
  }
  const planned = (restore: NonNullable<PolicyWishes['restore']>, user = vcenter.user('anna')) =>
    server.planner.plan(user, {
      clusters: [],
      policies: { virtualMachines: [], combine: true, ineligible: 'refuse', restore },
    });
  const refusal = (code: string) => jasmine.objectContaining({ code });

  it('names the machines that are still there, and says how many are not', async () => {
    const { clusters } = await planned({ activityId: SAMPLE_ACTIVITY_ID });

    const names = clusters.map(({ policyChanges }) =>
      policyChanges.map(({ name, action, disks }) => [name, action, disks[0]?.toName]),
    );
    expect(names).toEqual([[['web-1', 'restore', 'Gold']], [['web-2', 'restore', 'Gold']]]);
    expect(clusters[0]?.findings.map(({ code }) => code)).toEqual(['recordedMachinesGone']);
  });

  it('keeps to the clusters that are named, each once', async () => {
    const clusterIds = ['domain-c2', 'domain-c2'];
    const { clusters } = await planned({ activityId: SAMPLE_ACTIVITY_ID, clusterIds });
    expect(clusters.map(({ clusterName }) => clusterName)).toEqual(['Cluster 2']);
  });

  it('leaves machines out that the user may not see, without their names', async () => {
    const user = vcenter.user('otto', { objectId: 'vm-1', privilege: 'System.Read' });

    const plan = await planned({ activityId: SAMPLE_ACTIVITY_ID }, user);

    expect(JSON.stringify(plan)).not.toContain('web-1');
    expect(JSON.stringify(plan)).toContain('web-2');
  });

  it('leaves a cluster out that the user may not see, with its machines', async () => {
    const denied = ['domain-c1', 'vm-1'].map((objectId) => ({
      objectId,
      privilege: 'System.Read',
    }));
    const plan = await planned({ activityId: SAMPLE_ACTIVITY_ID }, vcenter.user('otto', ...denied));
    expect(plan.clusters.map(({ clusterName }) => clusterName)).toEqual(['Cluster 2']);
  });

  it('is refused for an activity that is not there, or that recorded nothing in a cluster', async () => {
    const activityId = '00000000-0000-4000-8000-00000000000f';
    await expectAsync(planned({ activityId })).toBeRejectedWith(refusal('notFound'));
    const clusterIds = ['domain-c3'];
    await expectAsync(planned({ activityId: SAMPLE_ACTIVITY_ID, clusterIds })).toBeRejectedWith(
      refusal('invalidRequest'),
    );
  });

  it('asks about privileges on machines that are there only, however many are gone', async () => {
    record('domain-c1', ...Array.from({ length: 50 }, (_, number) => `vm-${number + 500}`));
    vcenter.wire.calls.length = 0;

    await planned({ activityId: SAMPLE_ACTIVITY_ID });

    expect(vcenter.wire.count('HasPrivilegeOnEntities')).toBeLessThan(8);
  });
});
