import {
  FAKE_ROOT_FOLDER,
  FAKE_VC_GUID,
  FakeVcenter,
} from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { aJob, aVm } from '../../testing/usage-builders.ts';
import type { ClusterPlan } from '../domain/plan.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';

const EDIT_DEVICE = 'VirtualMachine.Config.EditDevice';
const remove = {
  clusters: [
    { clusterId: 'domain-c1', desired: 'absent' as const },
    { clusterId: 'domain-c2', desired: 'absent' as const },
  ],
};

describe('planning a removal', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    const filters = [aHostFilter()];
    vcenter = new FakeVcenter({
      clusters: [
        aCluster(1, [aHost(1, { filters }), aHost(2, { filters })]),
        aCluster(2, [aHost(3, { filters }), aHost(4, { filters })]),
      ],
      bundles: [aBundle()],
    });
    const { world } = vcenter;
    for (const number of [1, 2])
      world.putRecord(aCluster(number, []).ref, { filter: aClusterFilter(), issues: [] });
    const machines = [aVm(1), aVm(2), aVm(3, { host: aHost(3).ref })];
    for (const vm of machines) world.vms.set(vm.ref.value, vm);
    for (const { ref } of machines)
      for (const diskKey of [2000, 2001])
        world.disks.push({ vm: ref, diskKey, profileId: 'p', filterNames: ['samplefilter'] });
    server = new ServerProcess(vcenter);
  });

  const planned = async (
    user: AuthenticatedUser = vcenter.user('anna'),
  ): Promise<readonly ClusterPlan[]> => (await server.planner.plan(user, remove)).clusters;

  it('names the machines of each cluster and how many of their disks use the filter', async () => {
    const rows = await planned();

    expect(rows.map(({ action }) => action)).toEqual(['remove', 'remove']);
    expect(
      rows.map((row) => row.virtualMachines.map(({ name, disks }) => `${name} ${disks}`)),
    ).toEqual([['web-1 2', 'web-2 2'], ['web-3 2']]);
  });

  it('reads all machines of all clusters at once', async () => {
    await planned();

    expect(vcenter.wire.count('Inventory.readVms')).toBe(1);
    expect(vcenter.wire.count('QueryDisksUsingFilter')).toBe(2);
  });

  it('asks for no disks when nothing is to be removed', async () => {
    await server.planner.plan(vcenter.user('anna'), {
      clusters: [{ clusterId: 'domain-c1', desired: 'installed' }],
    });

    expect(vcenter.wire.count('QueryDisksUsingFilter')).toBe(0);
    expect(vcenter.wire.count('Inventory.readVms')).toBe(0);
  });

  it('finds the jobs of the cluster on which their machines run', async () => {
    server.jobs.put(aJob('Shop', [1, 3], { vcGuid: FAKE_VC_GUID }));
    server.jobs.put(aJob('Elsewhere', [1], { vcGuid: 'another-vcenter' }));

    const rows = await planned();

    expect(rows.map((row) => row.jobs.map(({ name, vmNames }) => [name, vmNames]))).toEqual([
      [['Shop', ['web-1']]],
      [['Shop', ['web-3']]],
    ]);
    expect(rows.map(({ action }) => action)).toEqual(['refuse', 'refuse']);
  });

  it('finds a job whose machine has no disk on the filter', async () => {
    vcenter.world.vms.set('vm-9', aVm(9, { host: aHost(4).ref }));
    server.jobs.put(aJob('Idle', [9], { vcGuid: FAKE_VC_GUID, kind: 'failover' }));

    const [first, second] = await planned();

    expect([first?.jobs.length, second?.jobs[0]?.name]).toEqual([0, 'Idle']);
  });

  it('leaves a job alone whose machines are all gone', async () => {
    server.jobs.put(aJob('Old', [77], { vcGuid: FAKE_VC_GUID }));

    const rows = await planned();

    expect(rows.map(({ action }) => action)).toEqual(['remove', 'remove']);
  });

  it('says which machine is blocked, why, and what helps', async () => {
    vcenter.world.changeVm('vm-2', { hasSnapshot: true });

    const [row] = await planned();

    const blocked = row?.virtualMachines.find(({ name }) => name === 'web-2');
    expect(blocked?.blocked).toContain('snapshots');
    expect(blocked?.remedy).toBe('Delete all snapshots of the virtual machine.');
    expect(row?.findings.map(({ code }) => code)).toContain('vmCannotBeDetached');
  });

  it('needs the right to edit devices, of the user and of the service account', async () => {
    vcenter.denyServiceAccount({ objectId: 'vm-3', privilege: EDIT_DEVICE });
    const user = vcenter.user('otto', { objectId: 'vm-1', privilege: EDIT_DEVICE });

    const rows = await planned(user);

    const blockers = rows.flatMap(({ findings }) =>
      findings
        .filter(({ severity }) => severity === 'blocker')
        .map(({ code, scope }) => `${code} ${scope.id}`),
    );
    expect(blockers).toEqual(['missingPrivilege vm-1', 'serviceAccountPrivilege vm-3']);
  });

  it('does not name a machine that the user may not see', async () => {
    const user = vcenter.user('otto', { objectId: 'vm-1', privilege: 'System.Read' });
    server.jobs.put(aJob('Shop', [1], { vcGuid: FAKE_VC_GUID }));

    const [row] = await planned(user);

    expect(JSON.stringify(row)).not.toContain('web-1');
    expect(row?.findings.map(({ code }) => code)).toContain('machinesNotVisible');
  });

  it('needs the service account to read storage policies', async () => {
    vcenter.denyServiceAccount({
      objectId: FAKE_ROOT_FOLDER.value,
      privilege: 'StorageProfile.View',
    });

    const [row] = await planned();

    expect([row?.action, row?.findings[0]?.scope.type]).toEqual(['refuse', 'vCenter']);
  });

  it('bears a filter that is removed between two questions', async () => {
    vcenter.world.removeRecord(aCluster(1, []).ref, aClusterFilter().id);

    const [row] = await planned();

    expect(row?.findings[0]?.code).toBe('filterNotListed');
  });

  it('changes its hash when a machine or a job comes to the filter', async () => {
    const user = vcenter.user('anna');
    const before = await server.planner.plan(user, remove);
    vcenter.world.disks.push({
      vm: aVm(2).ref,
      diskKey: 2002,
      profileId: 'p',
      filterNames: ['samplefilter'],
    });

    const now = await server.planner.plan(user, remove);

    expect(now.hash).not.toBe(before.hash);
    expect(server.planner.moved(before.hash, now)).toEqual([
      'web-2 uses the filter with 3 disks now, it was 2.',
    ]);
  });
});
