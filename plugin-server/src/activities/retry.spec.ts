import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { passTime } from '../../testing/pass-time.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Activity, ClusterActivity } from '../domain/activity.ts';

const FAULT = { type: 'PlatformConfigFault', message: 'No space left.' };

function vcenterWithFailingHost(): FakeVcenter {
  const vcenter = new FakeVcenter({
    clusters: [aCluster(1, [aHost(1), aHost(2)]), aCluster(2, [aHost(3)])],
    bundles: [aBundle()],
  });
  vcenter.world.hostFaults.set('host-2', FAULT);
  return vcenter;
}

function firstOf({ clusters }: Activity): ClusterActivity {
  const [cluster] = clusters;
  if (cluster === undefined) throw new Error('The activity has no cluster.');
  return cluster;
}

const isWaiting = (activity: Activity): boolean => firstOf(activity).state === 'waiting';

/** The operations that vCenter was asked for, in their order. */
function asked({ wire }: FakeVcenter): readonly string[] {
  return wire.calls.filter((call) => /^(Install|Upgrade|Uninstall|Resolve).*_Task$/.test(call));
}

describe('a try that fails', () => {
  let vcenter: FakeVcenter;
  let clock: FakeClock;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = vcenterWithFailingHost();
    clock = new FakeClock();
    server = new ServerProcess(vcenter, { clock, slots: 1 });
  });
  afterEach(() => server.runner.stop());

  it('is made again a minute later, and the minute can be seen', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const { waiting, attempt, attempts, problem } = firstOf(await server.when(id, isWaiting));

    expect(waiting?.for).toBe('retry');
    expect(Date.parse(waiting?.until ?? '') - clock.now().getTime()).toBe(60_000);
    expect([attempt, attempts]).toEqual([1, 4]);
    expect(problem?.rawFault).toContain('PlatformConfigFault');
  });

  it('resolves what vCenter lists by then, instead of installing again', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isWaiting);
    vcenter.world.hostFaults.clear();

    const ended = firstOf(await passTime(clock, server.ended(id)));

    expect([ended.state, ended.attempt]).toEqual(['succeeded', 2]);
    expect(asked(vcenter)).toEqual([
      'InstallIoFilter_Task',
      'ResolveInstallationErrorsOnCluster_Task',
    ]);
    expect(ended.problem).toBeNull();
  });

  it('installs again when vCenter does not list the filter', async () => {
    vcenter.world.hostFaults.clear();
    const url = vcenter.urlOf(aBundle());
    vcenter.world.bundlesByUrl.delete(url);
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isWaiting);
    vcenter.world.bundlesByUrl.set(url, aBundle());

    const ended = firstOf(await passTime(clock, server.ended(id)));

    expect(ended.state).toBe('succeeded');
    expect(asked(vcenter)).toEqual(['InstallIoFilter_Task', 'InstallIoFilter_Task']);
  });

  it('is made four times at most', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');

    const ended = firstOf(await passTime(clock, server.ended(id)));

    expect([ended.state, ended.attempt]).toEqual(['failed', 4]);
    expect(asked(vcenter).length).toBe(4);
    expect(clock.now().getTime() - Date.parse('2025-03-01T10:00:00.000Z')).toBeGreaterThanOrEqual(
      180_000,
    );
  });

  it('gives its slot to others for the minute', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1', 'domain-c2');
    const other = await server.when(id, ({ clusters }) => clusters[1]?.state === 'succeeded');

    expect(firstOf(other).state).toBe('waiting');
  });

  it('waits out the rest of its minute after a restart', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isWaiting);
    await clock.whenWaiting();
    clock.advance(40_000);
    await server.runner.stop();
    vcenter.world.hostFaults.clear();

    const { store } = server;
    const restarted = new ServerProcess(vcenter, { clock, store });
    restarted.runner.start();
    await clock.whenWaiting();
    clock.advance(19_000);
    const before = store.find(id);
    clock.advance(1_000);
    const ended = await restarted.ended(id);

    expect(before === null ? '' : firstOf(before).state).toBe('waiting');
    expect(firstOf(ended).attempt).toBe(2);
    expect(ended.state).toBe('succeeded');
    await restarted.runner.stop();
  });

  it('shows one line in Recent Tasks for all tries', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await passTime(clock, server.ended(id));

    const own = vcenter.world.tasks.filter((task) => task.descriptionId.startsWith('com.rtr.'));
    expect(own.map((task) => task.state)).toEqual(['error']);
  });
});
