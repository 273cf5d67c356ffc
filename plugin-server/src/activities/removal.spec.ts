import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { aRule, encryptionRule, ruleSet } from '../../testing/policy-builders.ts';
import { passTime } from '../../testing/pass-time.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Activity } from '../domain/activity.ts';
import { newActivity } from '../domain/new-activity.ts';
import { VcenterUnreachable } from '../domain/vim-fault.ts';

const CLUSTER = { type: 'ClusterComputeResource', value: 'domain-c1' };

function installedCluster(machines = 2): FakeVcenter {
  const hosts = [1, 2].map((number) => aHost(number, { filters: [aHostFilter()] }));
  const vcenter = new FakeVcenter({ clusters: [aCluster(1, hosts)], bundles: [aBundle()] });
  const { world } = vcenter;
  world.putRecord(CLUSTER, { filter: aClusterFilter(), issues: [] });
  world.policies.set('profile-1', { name: 'Replicated', filterNames: ['samplefilter'] });
  for (let number = 1; number <= machines; number += 1) {
    const vm = { type: 'VirtualMachine', value: `vm-${number}` };
    const host = { type: 'HostSystem', value: 'host-1' };
    const facts = { name: `db-${number}`, host, powerState: 'poweredOn', template: false } as const;
    world.vms.set(vm.value, { ref: vm, ...facts });
    const policy = { profileId: 'profile-1', filterNames: ['samplefilter'] };
    world.disks.push({ vm, diskKey: 2000, ...policy }, { vm, diskKey: 2001, ...policy });
  }
  return vcenter;
}

/** Starts the removal of a plan that was free of refusals when it was made. */
async function remove(server: ServerProcess, vcenter: FakeVcenter): Promise<Activity> {
  const user = vcenter.user('anna');
  const plan = await server.planner.plan(user, {
    clusters: [{ clusterId: 'domain-c1', desired: 'absent' }],
  });
  const activity = newActivity({
    id: 'removal',
    plan,
    initiatedBy: user.userName,
    serviceAccount: 'VSPHERE.LOCAL\\service',
    createdAt: '2025-03-01T10:00:00.000Z',
  });
  server.store.save(activity);
  server.runner.enqueue(activity);
  return activity;
}

function stepsOf({ clusters }: Activity): readonly string[] {
  return (clusters[0]?.steps ?? []).map(({ name, state }) => `${name} ${state}`);
}

describe('a removal', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;
  let clock: FakeClock;

  beforeEach(() => {
    vcenter = installedCluster();
    clock = new FakeClock();
    server = new ServerProcess(vcenter, { clock });
  });
  afterEach(() => server.runner.stop());

  const removed = async (): Promise<Activity> => {
    await remove(server, vcenter);
    return passTime(clock, server.ended('removal'));
  };

  it('detaches every disk, asks once and ends without the filter on any host', async () => {
    const ended = await removed();

    expect(stepsOf(ended)).toEqual([
      'look succeeded',
      'guardJobs succeeded',
      'recordPolicies succeeded',
      'detachPolicies succeeded',
      'verifyDetached succeeded',
      'requestTask succeeded',
      'followTask succeeded',
      'verifyRemoved succeeded',
    ]);
    expect(ended.clusters[0]?.hosts.map(({ state }) => state)).toEqual(['removed', 'removed']);
    expect(vcenter.wire.count('UninstallIoFilter_Task')).toBe(1);
    expect(vcenter.world.recordsOf(CLUSTER)).toEqual([]);
  });

  it('changes each machine with one task', async () => {
    await removed();

    expect(vcenter.wire.count('ReconfigVM_Task')).toBe(2);
    expect(vcenter.world.disks.every(({ profileId }) => profileId === null)).toBeTrue();
  });

  it('gives a disk the policy back that was recorded before it got the filter', async () => {
    const { world } = vcenter;
    const { vcGuid } = vcenter.user('anna');
    world.policies.set('gold', { name: 'Gold', filterNames: [] });
    const vm = { type: 'VirtualMachine', value: 'vm-1' };
    const gold = { vm, diskKey: 2000, profileId: 'gold', profileName: 'Gold', vmName: 'db-1' };
    server.policies.record({ vcGuid, clusterId: 'domain-c1', activityId: 'assignment' }, [
      { ...gold, recordedAt: '2025-02-01T10:00:00.000Z' },
    ]);

    await removed();

    const isGold = ({ profileId }: { readonly profileId: string | null }) => profileId === 'gold';
    expect(world.disks.filter(isGold)).toEqual([
      jasmine.objectContaining({ vm, diskKey: 2000, filterNames: [] }),
    ]);
    expect(world.disks.filter(({ profileId }) => profileId === null).length).toBe(3);
  });

  it('asks nothing of a machine whose disk would be decrypted, and leaves the filter', async () => {
    const ours = aRule('samplefilter', 'samplefilter@REPLICATION');
    const ruleSets = [ruleSet('sp-1', encryptionRule('True'), ours)];
    const sealed = { name: 'Sealed', filterNames: ['samplefilter'], ruleSets };
    vcenter.world.policies.set('profile-1', sealed);

    const [cluster] = (await removed()).clusters;

    expect(cluster?.problem?.code).toBe('vmCannotBeDetached');
    expect(cluster?.problem?.detail).toBe('A disk would be decrypted (2).');
    expect(vcenter.wire.count('ReconfigVM_Task')).toBe(0);
    expect(vcenter.wire.count('UninstallIoFilter_Task')).toBe(0);
  });

  it('changes no more machines at a time than the vCenter is given', async () => {
    vcenter = installedCluster(20);
    server = new ServerProcess(vcenter, { clock, policyTasks: 8 });
    let most = 0;
    vcenter.world.changes.subscribe(() => {
      const busy = vcenter.world.tasks.filter(
        ({ name, state }) =>
          name === 'ReconfigVM_Task' && (state === 'queued' || state === 'running'),
      );
      most = Math.max(most, busy.length);
    });

    expect((await removed()).state).toBe('succeeded');
    expect([most, vcenter.wire.count('ReconfigVM_Task')]).toEqual([8, 20]);
  });

  it('remembers who had which policy', async () => {
    await removed();

    const rows = server.policies.recorded(vcenter.user('anna').vcGuid, 'domain-c1');
    expect(rows.map(({ vmName, diskKey, profileName }) => [vmName, diskKey, profileName])).toEqual([
      ['db-1', 2000, 'Replicated'],
      ['db-1', 2001, 'Replicated'],
      ['db-2', 2000, 'Replicated'],
      ['db-2', 2001, 'Replicated'],
    ]);
  });

  it('stops before anything is changed when a job has come to use the filter', async () => {
    await remove(server, vcenter);
    server.jobs.put({
      id: 'job-1',
      vcGuid: vcenter.user('anna').vcGuid,
      name: 'Nightly',
      kind: 'replication',
      vmIds: ['vm-1'],
      encrypted: true,
      updatedAt: '2025-03-01T10:00:00.000Z',
    });
    const ended = await server.ended('removal');

    expect(ended.clusters[0]?.problem?.code).toBe('replicationJobs');
    expect(ended.clusters[0]?.problem?.detail).toBe('Replication job Nightly (1 virtual machine).');
    expect(vcenter.wire.count('ReconfigVM_Task')).toBe(0);
  });

  it('goes on at its next try when somebody has taken the filter off a machine that was refused', async () => {
    vcenter.world.vmFaults.set('vm-2', [{ at: 'call', type: 'TaskInProgress', times: 5 }]);
    server.runner.changes.subscribe(({ clusters }) => {
      if (clusters[0]?.waiting?.for !== 'retry') return;
      const { disks } = vcenter.world;
      for (const disk of disks.filter(({ vm }) => vm.value === 'vm-2'))
        disks.splice(disks.indexOf(disk), 1, { ...disk, profileId: null, filterNames: [] });
    });

    const [cluster] = (await removed()).clusters;

    expect([cluster?.state, cluster?.attempt]).toEqual(['succeeded', 2]);
    expect(cluster?.policies).toEqual({ total: 2, succeeded: 2, failed: 0, cancelled: 0 });
  });

  it('tells how many machines were refused, and names none to who sees the cluster', async () => {
    const fault = { type: 'FileLocked', message: 'db-2.vmdk is locked.', at: 'task' as const };
    vcenter.world.vmFaults.set('vm-2', [{ ...fault, times: 9 }]);
    const ended = await removed();

    expect(ended.clusters[0]?.problem?.detail).toBe(
      'The files of the virtual machine cannot be changed (1).',
    );
    expect(JSON.stringify(ended)).not.toMatch(/db-\d/);
    const query = { activityId: 'removal', offset: 0, limit: 9 };
    expect(server.vmChanges.list(query).rows[1]?.problem?.detail).toContain('db-2.vmdk');
  });

  it('stops before anything is changed when a machine has got a snapshot', async () => {
    await remove(server, vcenter);
    vcenter.world.changeVm('vm-2', { hasSnapshot: true });
    const ended = await server.ended('removal');

    expect(ended.clusters[0]?.problem?.code).toBe('vmCannotBeDetached');
    expect(ended.clusters[0]?.problem?.detail).toContain('1 virtual machine: it has snapshots');
    expect(JSON.stringify(ended)).not.toMatch(/db-\d/);
    expect(vcenter.wire.count('ReconfigVM_Task')).toBe(0);
  });

  it('counts the machines when vCenter says in the end that the filter is in use', async () => {
    const { world } = vcenter;
    world.changes.subscribe(() => {
      const isAsked = world.tasks.some(({ name }) => name === 'ReconfigVM_Task');
      const isFree = world.disks.every(({ filterNames }) => filterNames.length === 0);
      const disk = { vm: { type: 'VirtualMachine', value: 'vm-2' }, diskKey: 2002 };
      if (isAsked && isFree && server.store.find('removal') !== null)
        queueMicrotask(() => {
          const steps = server.store.find('removal')?.clusters[0]?.steps ?? [];
          if (steps[4]?.state === 'succeeded' && !world.disks.some((row) => row.diskKey === 2002))
            world.disks.push({ ...disk, profileId: 'profile-1', filterNames: ['samplefilter'] });
        });
    });
    server.runner.changes.subscribe(() => world.changes.next(undefined));

    const ended = await removed();

    expect(ended.clusters[0]?.problem?.code).toBe('filterInUse');
    expect(ended.clusters[0]?.problem?.detail).toBe(
      '1 disk of 1 virtual machine still uses the filter.',
    );
  });

  it('detaches nothing twice when an answer was cut off', async () => {
    vcenter.wire.addFault({
      method: 'ReconfigVM_Task',
      when: 'after',
      error: new VcenterUnreachable('The connection was cut.'),
    });

    expect((await removed()).state).toBe('succeeded');
    expect(vcenter.wire.count('ReconfigVM_Task')).toBe(2);
  });

  it('asks for the removal once when the answer was cut off', async () => {
    vcenter.wire.addFault({
      method: 'UninstallIoFilter_Task',
      when: 'after',
      error: new VcenterUnreachable('The connection was cut.'),
    });

    expect((await removed()).state).toBe('succeeded');
    expect(vcenter.wire.count('UninstallIoFilter_Task')).toBe(1);
  });

  it('goes on with what vCenter has begun when it is made again', async () => {
    vcenter.world.hostFaults.set('host-2', { type: 'HostCommunication', message: 'No answer.' });
    await remove(server, vcenter);
    await server.when('removal', ({ clusters }) => clusters[0]?.state === 'waiting');
    vcenter.world.hostFaults.clear();
    const ended = await passTime(clock, server.ended('removal'));

    expect([ended.state, ended.clusters[0]?.attempt]).toEqual(['succeeded', 2]);
    expect(vcenter.wire.count('UninstallIoFilter_Task')).toBe(1);
    expect(vcenter.wire.count('ResolveInstallationErrorsOnCluster_Task')).toBe(1);
  });

  it('ends at once when the filter has gone in the meantime', async () => {
    await remove(server, vcenter);
    vcenter.world.removeRecord(CLUSTER, aClusterFilter().id);
    for (const id of ['host-1', 'host-2']) vcenter.world.changeHost(id, { filters: [] });
    const ended = await server.ended('removal');

    expect([ended.state, ended.clusters[0]?.steps[1]?.state]).toEqual(['succeeded', 'skipped']);
  });

  it('that is cancelled while policies are detached leaves the filter and says so', async () => {
    vcenter.operations.pace.hold();
    await remove(server, vcenter);
    await server.when('removal', (activity) =>
      stepsOf(activity).includes('detachPolicies running'),
    );

    server.runner.cancel('removal', 'domain-c1');
    vcenter.operations.pace.release();
    const ended = await server.ended('removal');

    expect(ended.state).toBe('cancelled');
    expect(ended.clusters[0]?.problem?.detail).toContain('can be restored');
    expect(vcenter.wire.count('UninstallIoFilter_Task')).toBe(0);
  });
});
