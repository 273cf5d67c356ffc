import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Planner } from './planner.ts';

const both = {
  clusters: [
    { clusterId: 'domain-c2', desired: 'installed' as const },
    { clusterId: 'domain-c1', desired: 'installed' as const },
  ],
};

describe('planning', () => {
  let vcenter: FakeVcenter;
  let planner: Planner;

  beforeEach(() => {
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1)]), aCluster(2, [aHost(2)]), aCluster(3, [aHost(3)])],
      bundles: [aBundle()],
    });
    planner = new ServerProcess(vcenter).planner;
  });

  it('plans the chosen clusters in the order of the request', async () => {
    const plan = await planner.plan(vcenter.user('anna'), both);

    expect(plan.clusters.map((row) => `${row.clusterName} ${row.action}`)).toEqual([
      'Cluster 2 install',
      'Cluster 1 install',
    ]);
  });

  it('gives the same hash for the same world', async () => {
    const first = await planner.plan(vcenter.user('anna'), both);
    const second = await planner.plan(vcenter.user('otto'), both);

    expect(first.hash).toMatch(/^[a-f0-9]{64}$/);
    expect(second.hash).toBe(first.hash);
  });

  it('gives another hash when the world has moved', async () => {
    const first = await planner.plan(vcenter.user('anna'), both);
    vcenter.world.acceptanceLevels.set('host-1', 'partner');

    const second = await planner.plan(vcenter.user('anna'), both);

    expect(second.hash).not.toBe(first.hash);
  });

  it('asks for the rights of user and service account once each', async () => {
    await planner.plan(vcenter.user('anna'), both);

    expect(vcenter.wire.count('HasPrivilegeOnEntities')).toBe(2);
    expect(vcenter.wire.count('Inventory.read')).toBe(1);
  });

  it('changes nothing', async () => {
    await planner.plan(vcenter.user('anna'), both);

    expect(vcenter.wire.calls.filter((call) => call.endsWith('_Task'))).toEqual([]);
    expect(vcenter.world.tasks).toEqual([]);
  });

  it('checks the user and the service account on their own', async () => {
    vcenter.denyServiceAccount({ objectId: 'host-2', privilege: 'Host.Config.Patch' });
    const user = vcenter.user('otto', { objectId: 'host-1', privilege: 'Host.Config.Patch' });

    const plan = await planner.plan(user, both);

    const blockers = plan.clusters.map((row) =>
      row.findings.filter(({ severity }) => severity === 'blocker').map(({ code }) => code),
    );
    expect(blockers).toEqual([['serviceAccountPrivilege'], ['missingPrivilege']]);
  });

  it('does not know a cluster that is not there', async () => {
    const plan = planner.plan(vcenter.user('anna'), {
      clusters: [{ clusterId: 'domain-c99', desired: 'installed' }],
    });

    await expectAsync(plan).toBeRejectedWith(jasmine.objectContaining({ code: 'notFound' }));
  });

  it('does not know a cluster that the user may not see', async () => {
    const user = vcenter.user('otto', { objectId: 'domain-c1', privilege: 'System.Read' });

    await expectAsync(planner.plan(user, both)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'notFound' }),
    );
  });
});
