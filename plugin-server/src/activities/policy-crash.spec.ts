import { crashEverywhere, vcenterForgets, vcenterIdle } from '../../testing/crash.ts';
import type { CrashResult } from '../../testing/crash.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { MemoryVmChangeStore } from '../../testing/memory-vm-change-store.ts';
import { passTime } from '../../testing/pass-time.ts';
import { planForAll, POLICY_ACTIVITY, vcenterWithMachines } from '../../testing/policy-plan.ts';
import { PolicyRun, reconfigurations } from '../../testing/policy-run.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { addVms } from '../../testing/vm-world.ts';
import { newVmWork } from '../domain/new-vm-work.ts';

/** Each way a run came out, once. */
function outcomes(results: readonly CrashResult[]): readonly string[] {
  const seen = results.map(({ activity, vcenter, machines }) => {
    const states = machines.map(({ name, state }) => `${name} ${state}`);
    const made = vcenter.wire.count('PbmCreate');
    const asked = vcenter.wire.count('ReconfigVM_Task');
    return [activity.state, `${made} made`, `${asked} changed`, ...states].join(', ');
  });
  return [...new Set(seen)];
}

describe('a server that is killed at any moment of a change of storage policies', () => {
  const ONCE = ['succeeded, 1 made, 3 changed, web-1 succeeded, web-2 succeeded, web-3 succeeded'];

  for (const [when, meanwhile] of [
    ['', undefined],
    [' when vCenter ended its tasks while the server was away', vcenterIdle],
    [' when vCenter has forgotten its tasks by then', vcenterForgets],
  ] as const)
    it(`changes each machine once and makes one policy${when}`, async () => {
      const results = await crashEverywhere({
        makeVcenter: () => vcenterWithMachines(3),
        clusterId: 'domain-c1',
        plan: (vcenter) => planForAll(vcenter),
        ...(meanwhile !== undefined && { meanwhile }),
      });

      expect(results.length).toBeGreaterThan(40);
      expect(outcomes(results)).toEqual(ONCE);
    });

  it('changes each machine once after an installation', async () => {
    const results = await crashEverywhere({
      makeVcenter: () => {
        const cluster = aCluster(1, [aHost(1)]);
        const vcenter = new FakeVcenter({ clusters: [cluster], bundles: [aBundle()] });
        addVms(vcenter.world, { count: 3 });
        return vcenter;
      },
      clusterId: 'domain-c1',
      plan: (vcenter) => planForAll(vcenter, { install: aBundle() }),
    });

    expect(results.length).toBeGreaterThan(60);
    expect(outcomes(results)).toEqual(ONCE);
    expect(
      results.every(({ vcenter }) => vcenter.wire.count('InstallIoFilter_Task') === 1),
    ).toBeTrue();
  });

  for (const [what, wished] of [
    ['takes the filter off each machine', { action: 'unassign', to: { kind: 'default' } }],
    [
      'puts each machine back under another policy',
      { action: 'restore', to: { kind: 'profile', profileId: 'gold' } },
    ],
    [
      'assigns a policy that has changed to each machine',
      { action: 'reapply', to: { kind: 'profile', profileId: 'p' } },
    ],
  ] as const)
    it(`${what} once`, async () => {
      const results = await crashEverywhere({
        makeVcenter: machinesUnderFilter,
        clusterId: 'domain-c1',
        plan: (vcenter) => planForAll(vcenter, wished),
      });

      expect(outcomes(results)).toEqual([ONCE[0]?.replace('1 made', '0 made') ?? '']);
    });
});

/** Machines under a policy with the filter that was changed after it was assigned to them. */
function machinesUnderFilter(): FakeVcenter {
  const vcenter = vcenterWithMachines(3);
  const { world } = vcenter;
  world.policies.set('gold', { name: 'Gold', filterNames: [] });
  const filterNames = ['samplefilter'];
  world.policies.set('p', { name: 'Replicated', filterNames, generation: 1 });
  for (const [place, disk] of world.disks.entries())
    world.disks.splice(place, 1, { ...disk, profileId: 'p', filterNames, generation: 0 });
  return vcenter;
}

describe('a computer that loses its power during a change of storage policies', () => {
  it('changes nothing twice, although it has forgotten which machines it had begun with', async () => {
    const vcenter = vcenterWithMachines(30);
    const vmChanges = new MemoryVmChangeStore();
    const run = new PolicyRun(vcenter, {}, { vmChanges, policyTasks: 10 });
    vcenter.operations.pace.hold();
    await run.untilAsked(10);
    for (let step = 0; step < 4; step += 1) await vcenter.operations.pace.step();
    await run.stop();
    const forgotten = new MemoryVmChangeStore();
    forgotten.save(newVmWork(POLICY_ACTIVITY, planForAll(vcenter)));

    const { store, policies } = run.server;
    const { clock } = run;
    const restarted = new ServerProcess(vcenter, { store, policies, clock, vmChanges: forgotten });
    restarted.runner.start();
    vcenter.operations.pace.release();
    await passTime(clock, restarted.ended(POLICY_ACTIVITY));

    expect(reconfigurations(vcenter)).toEqual(Array.from({ length: 30 }, () => 1));
    await restarted.runner.stop();
  });
});
