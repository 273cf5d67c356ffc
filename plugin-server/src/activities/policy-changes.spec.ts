import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { vcenterWithMachines } from '../../testing/policy-plan.ts';
import { PolicyRun, reconfigurations } from '../../testing/policy-run.ts';
import { addVms } from '../../testing/vm-world.ts';

describe('a change of storage policies', () => {
  let run: PolicyRun;

  afterEach(() => run.stop());

  it('puts every disk under a policy that is made once, with one task for each machine', async () => {
    run = new PolicyRun(vcenterWithMachines(5, { disksEach: 2 }));
    const activity = await run.ended();

    expect(activity.state).toBe('succeeded');
    expect(activity.clusters[0]?.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'recordPolicies succeeded',
      'preparePolicies succeeded',
      'changePolicies succeeded',
      'verifyPolicies succeeded',
    ]);
    expect(activity.clusters[0]?.policies).toEqual({
      total: 5,
      succeeded: 5,
      failed: 0,
      cancelled: 0,
    });
    expect([...run.vcenter.world.policies.values()].map(({ name }) => name)).toEqual([
      'Real-Time Replication I/O Filter',
    ]);
    expect(new Set(run.vcenter.world.disks.map(({ profileId }) => profileId)).size).toBe(1);
    expect(
      run.vcenter.world.disks.every((disk) => disk.filterNames[0] === 'samplefilter'),
    ).toBeTrue();
    expect(reconfigurations(run.vcenter)).toEqual([1, 1, 1, 1, 1]);
    expect(run.rows.map(({ state, attempt }) => [state, attempt])).toEqual(
      Array.from({ length: 5 }, () => ['succeeded', 1]),
    );
  });

  it('remembers what the disks were under', async () => {
    const made = vcenterWithMachines(2);
    made.world.policies.set('gold', { name: 'Gold', filterNames: [] });
    const [disk] = made.world.disks;
    if (disk !== undefined) made.world.disks.splice(0, 1, { ...disk, profileId: 'gold' });
    run = new PolicyRun(made);
    await run.ended();

    const recorded = run.server.policies.recorded(run.vcenter.user('anna').vcGuid, 'domain-c1');
    expect(recorded.map(({ vmName, profileName }) => [vmName, profileName])).toEqual([
      ['web-1', 'Gold'],
      ['web-2', null],
    ]);
  });

  it('asks vCenter once for each machine, and little else', async () => {
    run = new PolicyRun(vcenterWithMachines(400));
    await run.ended();

    const { calls } = run.vcenter.wire;
    expect(run.vcenter.wire.count('ReconfigVM_Task')).toBe(400);
    const others = calls.filter((call) => !['ReconfigVM_Task', 'TaskEnds.ended'].includes(call));
    expect(others.filter((call) => call !== 'UpdateProgress').length).toBeLessThan(35);
    expect(run.vcenter.wire.count('Tasks.recentOn')).toBe(0);
  });

  it('gives the vCenter no more machines at a time than it shall have, whatever the number of clusters', async () => {
    const made = vcenterWithMachines(60, { clusters: 3 });
    let most = 0;
    made.world.changes.subscribe(() => {
      const busy = made.world.tasks.filter(
        ({ name, state }) => name === 'ReconfigVM_Task' && state !== 'success' && state !== 'error',
      );
      most = Math.max(most, busy.length);
    });
    run = new PolicyRun(made, {}, { policyTasks: 7 });

    expect((await run.ended()).state).toBe('succeeded');
    expect([most, run.vcenter.wire.count('ReconfigVM_Task')]).toEqual([7, 60]);
    expect(run.vcenter.wire.count('PbmCreate')).toBe(1);
  });

  it('brings the filter to the cluster first when the plan says so, also when it is there already', async () => {
    const made = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1), aHost(2)])],
      bundles: [aBundle()],
    });
    addVms(made.world, { count: 3 });
    run = new PolicyRun(made, { install: aBundle() });
    const first = await run.ended();
    await run.stop();
    run = new PolicyRun(made, { install: aBundle() });
    const second = await run.ended();

    expect([first.state, second.state]).toEqual(['succeeded', 'succeeded']);
    expect(first.clusters[0]?.steps.map(({ state }) => state)).toEqual(
      Array.from({ length: 9 }, () => 'succeeded'),
    );
    expect(second.clusters[0]?.steps.map(({ name, state }) => `${name} ${state}`)).toContain(
      'requestTask skipped',
    );
    expect(made.wire.count('InstallIoFilter_Task')).toBe(1);
    expect(made.wire.count('PbmCreate')).toBe(1);
  });

  it('takes the filter off again', async () => {
    const made = vcenterWithMachines(3);
    run = new PolicyRun(made);
    await run.ended();
    await run.stop();
    run = new PolicyRun(made, { action: 'unassign', to: { kind: 'default' } });

    expect((await run.ended()).state).toBe('succeeded');
    expect(made.world.disks.map(({ profileId }) => profileId)).toEqual([null, null, null]);
  });

  it('warns of what vCenter reports as not compliant', async () => {
    const made = vcenterWithMachines(2);
    const [disk] = made.world.disks;
    if (disk !== undefined) made.world.disks.splice(0, 1, { ...disk, compliance: 'nonCompliant' });
    run = new PolicyRun(made);
    const activity = await run.ended();

    expect(activity.state).toBe('succeeded');
    expect(activity.clusters[0]?.watch[0]).toContain('1 virtual machine as not compliant');
    expect(JSON.stringify(activity)).not.toContain('web-1');
  });

  it('shows itself in Recent Tasks', async () => {
    run = new PolicyRun(vcenterWithMachines(2));
    await run.ended();

    const own = run.vcenter.world.tasks.filter(({ descriptionId }) =>
      descriptionId.startsWith('com.'),
    );
    expect(own.map(({ descriptionId, state }) => [descriptionId, state])).toEqual([
      ['com.rtr.iofilter.task.policies', 'success'],
    ]);
  });
});
