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
import { putUnder } from '../../testing/put-under.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { aJob } from '../../testing/usage-builders.ts';
import { addVms } from '../../testing/vm-world.ts';
import type { PlanRequest } from '../domain/plan.ts';
import type { PolicyWishes } from '../domain/vm-change.ts';

const EDIT_DEVICE = 'VirtualMachine.Config.EditDevice';

function wishes(changes: Partial<PolicyWishes> = {}): PlanRequest {
  const policies: PolicyWishes = {
    virtualMachines: [],
    combine: true,
    ineligible: 'refuse',
    ...changes,
  };
  return { clusters: [], policies };
}

function assigned(...vmIds: readonly string[]): PlanRequest {
  return wishes({ virtualMachines: vmIds.map((vmId) => ({ vmId, desired: 'assigned' })) });
}

/** Two clusters with the filter and one without; machines are spread over them in turn. */
function twoClusters(): FakeVcenter {
  const filters = [aHostFilter()];
  const vcenter = new FakeVcenter({
    clusters: [
      aCluster(1, [aHost(1, { filters })]),
      aCluster(2, [aHost(2, { filters })]),
      aCluster(3, [aHost(3)]),
    ],
    bundles: [aBundle()],
  });
  for (const number of [1, 2])
    vcenter.world.putRecord(aCluster(number, []).ref, { filter: aClusterFilter(), issues: [] });
  return vcenter;
}

describe('planning storage policies', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = twoClusters();
    addVms(vcenter.world, { count: 6, disksEach: 2 });
    server = new ServerProcess(vcenter);
  });
  afterEach(() => server.runner.stop());

  const planned = (request: PlanRequest, user = vcenter.user('anna')) =>
    server.planner.plan(user, request);

  /** One line a cluster. */
  const linesOf = async (request: PlanRequest, user = vcenter.user('anna')) =>
    (await planned(request, user)).clusters.map(({ clusterName, action, policyChanges }) =>
      [
        `${clusterName} ${action}`,
        ...policyChanges.map((change) => `${change.name} ${change.action}`),
      ].join(', '),
    );
  const refusal = async (request: PlanRequest, user = vcenter.user('anna')): Promise<unknown> => {
    try {
      return await planned(request, user);
    } catch (error) {
      return error;
    }
  };
  const record = (activityId: string, vmId: string, profileId: string | null) => {
    const vm = { type: 'VirtualMachine', value: vmId };
    const row = { vm, vmName: vmId, profileId, profileName: null, recordedAt: '2025-01-01' };
    const owner = { vcGuid: FAKE_VC_GUID, clusterId: 'domain-c1', activityId };
    server.policies.record(owner, [
      { ...row, diskKey: 2000 },
      { ...row, diskKey: 2001 },
    ]);
  };

  it('names no host that the user may not see', async () => {
    const otto = vcenter.user('otto', { objectId: 'host-3', privilege: 'System.Read' });

    const own = JSON.stringify((await planned(assigned('vm-3'))).clusters[0]?.policyChanges);
    const theirs = JSON.stringify(
      (await planned(assigned('vm-3'), otto)).clusters[0]?.policyChanges,
    );

    expect(own).toContain('host esx-3.example.com does not carry the filter');
    expect(theirs).toContain('host host-3 does not carry the filter');
  });

  it('brings the clusters of the machines in as they are', async () => {
    expect(await linesOf(assigned('vm-5', 'vm-1', 'vm-4'))).toEqual([
      'Cluster 1 skip, web-1 assign, web-4 assign',
      'Cluster 2 skip, web-5 assign',
    ]);
  });

  it('says which policy will be made, once for all machines', async () => {
    const { policies } = await planned(assigned('vm-1', 'vm-2'));

    expect(policies.map(({ name, profileId, disks }) => [name, profileId, disks])).toEqual([
      ['Real-Time Replication I/O Filter', null, 4],
    ]);
  });

  it('assigns where the same plan installs the filter, and not where it does not', async () => {
    const machine = assigned('vm-3');
    const alone = await planned(machine);
    const clusters = [{ clusterId: 'domain-c3', desired: 'installed' as const }];
    const together = await linesOf({ ...machine, clusters });

    expect(alone.clusters[0]?.policyChanges[0]?.reasons.map(({ code }) => code)).toEqual([
      'hostWithoutFilter',
    ]);
    expect(alone.clusters[0]?.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'blocker vmNotEligible',
    ]);
    expect(together).toEqual(['Cluster 3 install, web-3 assign']);
  });

  it('asks no host for its acceptance level when nothing is installed', async () => {
    await planned(assigned('vm-1'));

    expect(vcenter.wire.count('HostImageConfigGetAcceptance')).toBe(0);
  });

  it('reads many machines in chunks, with few calls', async () => {
    addVms(vcenter.world, { count: 600, prefix: 'many' });
    const ids = [...vcenter.world.vms.keys()];

    const { clusters } = await planned({
      ...assigned(...ids),
      policies: {
        virtualMachines: ids.map((vmId) => ({ vmId, desired: 'assigned' })),
        combine: true,
        ineligible: 'leaveOut',
      },
    });

    expect(clusters.flatMap(({ policyChanges }) => policyChanges).length).toBe(606);
    const count = (method: string) => vcenter.wire.count(method);
    expect([count('VmInventory.read'), count('VmInventory.disks')]).toEqual([1, 3]);
    expect(count('PbmQueryAssociatedProfiles')).toBe(1);
  });

  it('does not say that a machine is there that the user may not see', async () => {
    const user = vcenter.user('otto', { objectId: 'vm-1', privilege: 'System.Read' });
    const hidden = await refusal(assigned('vm-2', 'vm-1'), user);
    const unknown = await refusal(assigned('vm-2', 'vm-1'.replace('1', '99')), user);

    const message = 'There is no virtual machine vm-1, or you may not see it.';
    expect(hidden).toEqual(jasmine.objectContaining({ code: 'notFound', message }));
    expect(unknown).toEqual(
      jasmine.objectContaining({ code: 'notFound', message: message.replace('vm-1', 'vm-99') }),
    );
  });

  it('does not name a cluster that the user may not see', async () => {
    const user = vcenter.user('otto', { objectId: 'domain-c1', privilege: 'System.Read' });

    expect(await refusal(assigned('vm-1'), user)).toEqual(
      jasmine.objectContaining({ code: 'notFound' }),
    );
  });

  it('refuses machines outside of clusters with the reason', async () => {
    vcenter.world.changeVm('vm-1', { host: null });

    expect(await refusal(assigned('vm-1'))).toEqual(
      jasmine.objectContaining({
        code: 'invalidRequest',
        message: jasmine.stringContaining('web-1'),
      }),
    );
  });

  it('needs the right to edit devices of the machine, of the user and of the service account', async () => {
    vcenter.denyServiceAccount({ objectId: 'vm-2', privilege: EDIT_DEVICE });
    const user = vcenter.user('otto', { objectId: 'vm-1', privilege: EDIT_DEVICE });

    const { clusters } = await planned(assigned('vm-1', 'vm-2'), user);

    const blockers = clusters.flatMap(({ findings }) => findings);
    expect(blockers.map(({ code, scope }) => `${code} ${scope.id}`)).toEqual([
      'missingPrivilege vm-1',
      'serviceAccountPrivilege vm-2',
    ]);
  });

  for (const privilege of ['StorageProfile.View', 'StorageProfile.Update'])
    it(`needs ${privilege} at the root when the policy has to be made`, async () => {
      const user = vcenter.user('otto', { objectId: FAKE_ROOT_FOLDER.value, privilege });
      vcenter.denyServiceAccount({ objectId: FAKE_ROOT_FOLDER.value, privilege });

      const { clusters } = await planned(assigned('vm-1'), user);

      const codes = clusters[0]?.findings.map(({ code }) => code);
      expect(codes).toContain('serviceAccountPrivilege');
      expect(codes?.includes('missingPrivilege')).toBe(true);
    });

  it('reads no policies for a user who may not see them', async () => {
    const denied = { objectId: FAKE_ROOT_FOLDER.value, privilege: 'StorageProfile.View' };
    vcenter.wire.calls.length = 0;

    await planned(assigned('vm-1'), vcenter.user('otto', denied));

    expect(vcenter.wire.calls.filter((call) => call.startsWith('Pbm'))).toEqual([]);
  });

  it('does not need StorageProfile.Update when the policy is there', async () => {
    vcenter.world.policies.set('p', { name: 'Mine', filterNames: ['samplefilter'] });
    const denied = { objectId: FAKE_ROOT_FOLDER.value, privilege: 'StorageProfile.Update' };

    const { clusters, policies } = await planned(assigned('vm-1'), vcenter.user('otto', denied));

    expect([clusters[0]?.findings, policies[0]?.profileId]).toEqual([[], 'p']);
  });

  it('puts disks back under the policy that was recorded', async () => {
    const { policies } = vcenter.world;
    policies.set('p', { name: 'Mine', filterNames: ['samplefilter'] });
    policies.set('gold', { name: 'Gold', filterNames: [] });
    putUnder(vcenter.world, 'p', 'vm-1');
    record('00000000-0000-4000-8000-00000000000a', 'vm-1', 'gold');

    const { clusters } = await planned(
      wishes({ virtualMachines: [{ vmId: 'vm-1', desired: 'unassigned' }] }),
    );

    expect(
      clusters[0]?.policyChanges.map(({ action, disks }) => [
        action,
        ...disks.map(({ toName }) => toName),
      ]),
    ).toEqual([['unassign', 'Gold', 'Gold']]);
  });

  it('does not take the filter off machines that a job replicates', async () => {
    vcenter.world.policies.set('p', { name: 'Mine', filterNames: ['samplefilter'] });
    putUnder(vcenter.world, 'p', 'vm-1');
    server.jobs.put(aJob('Shop', [1], { vcGuid: FAKE_VC_GUID }));

    const { clusters } = await planned(
      wishes({ virtualMachines: [{ vmId: 'vm-1', desired: 'unassigned' }] }),
    );

    expect(clusters[0]?.policyChanges[0]?.reasons.map(({ code }) => code)).toEqual([
      'replicationJob',
    ]);
  });

  it('re-applies to the disks for which the policy is out of date, and to nothing else', async () => {
    vcenter.world.policies.set('p', { name: 'Mine', filterNames: ['samplefilter'], generation: 2 });
    putUnder(vcenter.world, 'p', 'vm-1', { generation: 1 });
    putUnder(vcenter.world, 'p', 'vm-4', { generation: 2 });

    expect(await linesOf(wishes({ reapplyProfileId: 'p' }))).toEqual([
      'Cluster 1 skip, web-1 reapply',
    ]);
    expect(await refusal(wishes({ reapplyProfileId: 'unknown' }))).toEqual(
      jasmine.objectContaining({ code: 'notFound' }),
    );
  });

  it('changes its hash when a disk goes under another policy, and says which machine', async () => {
    const before = await planned(assigned('vm-1'));
    vcenter.world.policies.set('gold', { name: 'Gold', filterNames: [] });
    putUnder(vcenter.world, 'gold', 'vm-1');

    const now = await planned(assigned('vm-1'));

    expect(now.hash).not.toBe(before.hash);
    expect(server.planner.moved(before.hash, now).join(' ')).toContain('web-1');
  });
});
