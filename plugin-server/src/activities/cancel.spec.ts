import { filter, firstValueFrom } from 'rxjs';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Activity } from '../domain/activity.ts';

function twoClusters(): FakeVcenter {
  return new FakeVcenter({
    clusters: [aCluster(1, [aHost(1), aHost(2)]), aCluster(2, [aHost(3)])],
    bundles: [aBundle()],
  });
}

const isFollowing = ({ clusters }: Activity): boolean =>
  clusters[0]?.steps[3]?.state === 'running' && clusters[0].progress !== null;

describe('cancelling a cluster', () => {
  let vcenter: FakeVcenter;
  let clock: FakeClock;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = twoClusters();
    clock = new FakeClock();
    server = new ServerProcess(vcenter, { clock, slots: 1 });
  });
  afterEach(() => server.runner.stop());

  it('that waits in the queue ends it at once, and nothing is asked of vCenter', async () => {
    vcenter.operations.pace.hold();
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1', 'domain-c2');

    server.runner.cancel(id, 'domain-c2');
    const [, second] = server.store.find(id)?.clusters ?? [];

    expect([second?.state, second?.problem?.code]).toEqual(['cancelled', 'cancelled']);
    expect(second?.problem?.detail).toContain('nothing was changed');
    vcenter.operations.pace.release();
    expect((await server.ended(id)).state).toBe('cancelled');
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
  });

  it('that waits for its next try ends it at once, and says how far it came', async () => {
    vcenter.world.hostFaults.set('host-2', { type: 'PlatformConfigFault', message: 'No space.' });
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, ({ clusters }) => clusters[0]?.state === 'waiting');
    await clock.whenWaiting();

    server.runner.cancel(id, 'domain-c1');
    const ended = await server.ended(id);

    expect(ended.state).toBe('cancelled');
    expect(ended.clusters[0]?.problem?.detail).toBe(
      'Cancelled between two tries. The filter is on 1 of 2 hosts.',
    );
  });

  it('asks vCenter to cancel its task and tells which hosts have the filter', async () => {
    vcenter.operations.pace.hold();
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, ({ clusters }) => clusters[0]?.vcenterTaskId !== null);
    await vcenter.operations.pace.step();
    await vcenter.operations.pace.step();
    await server.when(id, isFollowing);

    server.runner.cancel(id, 'domain-c1');
    vcenter.operations.pace.release();
    const ended = await server.ended(id);

    expect(vcenter.wire.count('CancelTask')).toBe(1);
    expect([ended.state, ...(ended.clusters[0]?.hosts ?? []).map(({ state }) => state)]).toEqual([
      'cancelled',
      'installed',
      'waiting',
    ]);
    expect(ended.clusters[0]?.problem?.detail).toContain('The filter is on 1 of 2 hosts.');
  });

  it('ends our line in Recent Tasks too', async () => {
    vcenter.operations.pace.hold();
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isFollowing);

    server.runner.cancel(id, 'domain-c1');
    vcenter.operations.pace.release();
    await server.ended(id);

    const own = vcenter.world.tasks.find((task) => task.descriptionId.startsWith('com.rtr.'));
    expect(own?.error?.message).toContain('Cancelled');
  });

  it('says so when vCenter does not let its task be cancelled, and goes on', async () => {
    vcenter.operations.pace.hold();
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isFollowing);
    for (const { ref, name } of vcenter.world.tasks)
      if (name === 'InstallIoFilter_Task') vcenter.world.changeTask(ref, { cancelable: false });

    server.runner.cancel(id, 'domain-c1');
    await server.when(id, ({ clusters }) => (clusters[0]?.watch ?? []).length > 0);
    vcenter.operations.pace.release();
    const ended = await server.ended(id);

    expect(ended.clusters[0]?.watch[0]).toContain('does not let this task be cancelled');
    expect([ended.state, ended.clusters[0]?.cancelRequested]).toEqual(['succeeded', true]);
  });

  it('holds when the server is restarted before vCenter has heard of it', async () => {
    vcenter.operations.pace.hold();
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isFollowing);
    vcenter.wire.addFault({
      method: 'CancelTask',
      when: 'before',
      error: new Error('The process was killed.'),
    });
    server.runner.cancel(id, 'domain-c1');
    await server.runner.stop();

    const restarted = new ServerProcess(vcenter, { clock, store: server.store });
    const cancelled = firstValueFrom(
      vcenter.world.changes.pipe(filter(() => vcenter.world.tasks.some((task) => task.cancelled))),
    );
    restarted.runner.start();
    await cancelled;
    vcenter.operations.pace.release();

    expect((await restarted.ended(id)).state).toBe('cancelled');
    await restarted.runner.stop();
  });

  it('makes no other try after a task that failed on the way', async () => {
    vcenter.operations.pace.hold();
    vcenter.world.hostFaults.set('host-1', { type: 'PlatformConfigFault', message: 'No space.' });
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isFollowing);
    for (const { ref, name } of vcenter.world.tasks)
      if (name === 'InstallIoFilter_Task') vcenter.world.changeTask(ref, { cancelable: false });

    server.runner.cancel(id, 'domain-c1');
    vcenter.operations.pace.release();

    expect((await server.ended(id)).state).toBe('failed');
  });

  it('changes nothing of a cluster that has ended', async () => {
    vcenter.world.hostFaults.set('host-2', { type: 'PlatformConfigFault', message: 'No space.' });
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c2', 'domain-c1');
    await server.when(id, ({ clusters }) => clusters[1]?.state === 'waiting');

    server.runner.cancel(id, 'domain-c2');

    const [ended] = server.store.find(id)?.clusters ?? [];
    expect([ended?.state, ended?.cancelRequested]).toEqual(['succeeded', false]);
  });
});
