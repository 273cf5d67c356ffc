import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Activity } from '../domain/activity.ts';
import { VcenterUnreachable } from '../domain/vim-fault.ts';

describe('looking ahead', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;
  let activity: Activity;

  beforeEach(async () => {
    const clusters = [0, 1].map((number) =>
      aCluster(
        number + 1,
        [1, 2, 3, 4].map((host) => aHost(4 * number + host)),
      ),
    );
    vcenter = new FakeVcenter({ clusters, bundles: [aBundle()] });
    vcenter.operations.pace.hold();
    server = new ServerProcess(vcenter, { slots: 1 });
    activity = await server.setUp(vcenter.user('anna'), 'domain-c1', 'domain-c2');
    await server.when(activity.id, ({ clusters: [first] }) => first?.vcenterTaskId !== null);
  });

  const looks = (): number => vcenter.wire.count('Inventory.readCluster');

  /** Lets vCenter work on the first cluster until that share is done. */
  async function reach(percent: number): Promise<void> {
    const progress = (): number => server.store.find(activity.id)?.clusters[0]?.progress ?? 0;
    while (progress() < percent) await vcenter.operations.pace.step();
  }

  async function lookedTwice(): Promise<void> {
    while (looks() < 2) await new Promise((resolve) => setImmediate(resolve));
  }

  async function end(): Promise<Activity> {
    vcenter.operations.pace.release();
    return server.ended(activity.id);
  }

  it('asks about the next cluster when the one before it comes to its end, not sooner', async () => {
    await reach(50);
    const before = looks();
    await reach(75);
    await lookedTwice();

    expect([before, looks()]).toEqual([1, 2]);
    await end();
  });

  it('leaves the next cluster in the queue, with nothing recorded of it', async () => {
    await reach(75);
    await lookedTwice();

    const next = server.store.find(activity.id)?.clusters[1];
    expect([next?.state, next?.operation, next?.steps[0]?.state]).toEqual([
      'queued',
      null,
      'pending',
    ]);
    expect(server.runner.queuePosition(activity.id, 'domain-c2')).toBe(1);
    await end();
  });

  it('does not ask again when the turn comes soon after', async () => {
    await reach(75);
    await lookedTwice();

    expect((await end()).state).toBe('succeeded');
    expect(looks()).toBe(2);
  });

  it('asks again when the turn comes some seconds later', async () => {
    await reach(75);
    await lookedTwice();
    server.clock.advance(3_001);

    expect((await end()).state).toBe('succeeded');
    expect(looks()).toBe(3);
  });

  it('asks nothing about a vCenter that is paused', async () => {
    server.runner.setPaused(activity.vcGuid, true);
    await reach(100);

    expect(looks()).toBe(1);
    server.runner.setPaused(activity.vcGuid, false);
    expect((await end()).state).toBe('succeeded');
  });

  it('leaves it to the turn of the cluster when a question fails', async () => {
    const error = new VcenterUnreachable('away');
    vcenter.wire.addFault({ method: 'Inventory.readCluster', when: 'before', error });
    await reach(75);
    await lookedTwice();

    expect((await end()).state).toBe('succeeded');
    expect(looks()).toBe(3);
  });

  it('forgets a cluster that is cancelled before its turn', async () => {
    await reach(75);
    await lookedTwice();
    server.runner.cancel(activity.id, 'domain-c2');

    expect((await end()).clusters.map(({ state }) => state)).toEqual(['succeeded', 'cancelled']);
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
  });
});
