import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { MemoryActivityStore } from '../../testing/memory-activity-store.ts';
import { passTime } from '../../testing/pass-time.ts';
import { POLICY_ACTIVITY, vcenterWithMachines } from '../../testing/policy-plan.ts';
import { PolicyRun, reconfigurations } from '../../testing/policy-run.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Activity, ClusterActivity } from '../domain/activity.ts';

const isFollowing = ({ clusters }: Activity): boolean =>
  clusters[0]?.steps[3]?.state === 'running' && clusters[0].progress !== null;

describe('a store that cannot be written while a task is followed', () => {
  let vcenter: FakeVcenter;
  let store: MemoryActivityStore;
  let server: ServerProcess;
  let activityId: string;

  beforeEach(async () => {
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1), aHost(2)])],
      bundles: [aBundle()],
    });
    store = new MemoryActivityStore();
    server = new ServerProcess(vcenter, { store });
    vcenter.operations.pace.hold();
    activityId = (await server.setUp(vcenter.user('anna'), 'domain-c1')).id;
    await server.when(activityId, isFollowing);
  });
  afterEach(() => server.runner.stop());

  async function logged(message: string): Promise<void> {
    while (!server.log.lines.some((line) => line.message === message))
      await new Promise((resolve) => setImmediate(resolve));
  }

  /** Nothing can be stored any more from the moment at which a record is to be stored of which this holds. */
  function breakAt(holds: (cluster: ClusterActivity) => boolean): jasmine.Spy {
    const save = store.save.bind(store);
    let isBroken = false;
    return spyOn(store, 'save').and.callFake((activity) => {
      isBroken ||= activity.clusters.some(holds);
      if (isBroken) throw new Error('The disk is full.');
      save(activity);
    });
  }

  it('does not end the process, and the work goes on at the next start', async () => {
    const save = breakAt(({ hosts }) => hosts.some(({ state }) => state === 'installed'));
    vcenter.operations.pace.release();
    await logged('hosts can no longer be watched');
    await logged('the end of a cluster could not be recorded');
    expect(store.find(activityId)?.finishedAt).toBeNull();

    save.and.callThrough();
    const restarted = new ServerProcess(vcenter, { store });
    restarted.runner.start();
    expect((await restarted.ended(activityId)).state).toBe('succeeded');
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
    await restarted.runner.stop();
  });

  it('does not end the process when vCenter refuses to cancel', async () => {
    for (const { ref, name } of vcenter.world.tasks)
      if (name === 'InstallIoFilter_Task') vcenter.world.changeTask(ref, { cancelable: false });
    breakAt(({ watch }) => watch.length > 0);

    server.runner.cancel(activityId, 'domain-c1');

    await logged('that a task cannot be cancelled could not be recorded');
    expect(store.find(activityId)?.clusters[0]?.cancelRequested).toBeTrue();
  });
});

describe('a store that cannot be written while machines are changed', () => {
  it('does not end the process, and the next start changes nothing twice', async () => {
    const vcenter = vcenterWithMachines(20);
    const run = new PolicyRun(vcenter, {}, { policyTasks: 4 });
    vcenter.operations.pace.hold();
    await run.untilAsked(4);
    const { store, vmChanges, policies, log } = run.server;
    const saves = [spyOn(store, 'save'), spyOn(vmChanges, 'save')];
    for (const save of saves) save.and.throwError('The disk is full.');
    vcenter.operations.pace.release();
    while (!log.lines.some(({ message }) => message.includes('could not be recorded')))
      await new Promise((resolve) => setImmediate(resolve));
    await run.stop();

    for (const save of saves) save.and.callThrough();
    const { clock } = run;
    const restarted = new ServerProcess(vcenter, { store, vmChanges, policies, clock });
    restarted.runner.start();
    const ended = await passTime(clock, restarted.ended(POLICY_ACTIVITY));

    expect(ended.state).toBe('succeeded');
    expect(reconfigurations(vcenter)).toEqual(Array.from({ length: 20 }, () => 1));
    await restarted.runner.stop();
  });
});
