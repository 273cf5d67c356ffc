import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { passTime } from '../../testing/pass-time.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Activity } from '../domain/activity.ts';

const HOUR = 60 * 60_000;

const isFollowing = ({ clusters }: Activity): boolean =>
  clusters[0]?.steps[3]?.state === 'running' && clusters[0].progress !== null;
const isWaiting = ({ clusters }: Activity): boolean => clusters[0]?.state === 'waiting';

describe('a vCenter that is away', () => {
  let vcenter: FakeVcenter;
  let clock: FakeClock;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = new FakeVcenter({ clusters: [aCluster(1, [aHost(1)])], bundles: [aBundle()] });
    clock = new FakeClock();
    server = new ServerProcess(vcenter, { clock });
    vcenter.operations.pace.hold();
  });
  afterEach(() => server.runner.stop());

  const goAway = async (): Promise<string> => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isFollowing);
    vcenter.wire.goDown();
    return id;
  };

  it('is what the cluster says that it waits for, and when it tries again', async () => {
    const id = await goAway();
    const { waiting } = (await server.when(id, isWaiting)).clusters[0] ?? {};

    expect(waiting?.for).toBe('vcenter');
    expect(waiting?.detail).toContain('vc.example.com cannot be reached');
    expect(Date.parse(waiting?.until ?? '') - clock.now().getTime()).toBe(1_000);
  });

  it('is tried less and less often, but at least once a minute', async () => {
    const id = await goAway();
    const pauses = new Set<number>();
    const watching = server.runner.changes.subscribe(({ clusters }) => {
      const { waiting = null } = clusters[0] ?? {};
      const until = waiting?.until ?? null;
      if (until !== null) pauses.add(Date.parse(until) - clock.now().getTime());
    });
    const hour = (async () => {
      const end = clock.now().getTime() + HOUR;
      while (clock.now().getTime() < end) await new Promise((resolve) => setImmediate(resolve));
    })();

    await passTime(clock, hour, 1_000);
    watching.unsubscribe();

    expect([...pauses]).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
    expect(server.store.find(id)?.clusters[0]?.waiting?.since).toBe('2025-03-01T10:00:00.000Z');
  });

  it('for an hour costs nothing but the hour', async () => {
    const id = await goAway();
    await server.when(id, isWaiting);
    await clock.whenWaiting();
    clock.advance(HOUR);
    vcenter.operations.pace.release();
    vcenter.wire.isUp = true;

    const ended = await passTime(clock, server.ended(id), 10_000);

    expect([ended.state, ended.clusters[0]?.attempt]).toEqual(['succeeded', 1]);
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
  });

  it('is waited for after a restart too', async () => {
    const id = await goAway();
    await server.when(id, isWaiting);
    await server.runner.stop();
    const restarted = new ServerProcess(vcenter, { clock, store: server.store });
    restarted.runner.start();
    await clock.whenWaiting();

    vcenter.operations.pace.release();
    vcenter.wire.isUp = true;

    expect((await passTime(clock, restarted.ended(id), 10_000)).state).toBe('succeeded');
    await restarted.runner.stop();
  });

  it('does not keep a cluster from being cancelled for which nothing was asked yet', async () => {
    const waiting = new ServerProcess(vcenter, { slots: 1, clock });
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.runner.stop();
    const stored = server.store.find(id);
    vcenter.wire.goDown();
    if (stored !== null) {
      const queued = { ...stored, id: 'queued', state: 'queued' as const };
      const clusters = queued.clusters.map((row) => ({
        ...row,
        state: 'queued' as const,
        steps: row.steps.map((step) => ({ ...step, state: 'pending' as const })),
      }));
      waiting.store.save({ ...queued, clusters });
      waiting.runner.enqueue({ ...queued, clusters });
    }
    await waiting.when('queued', isWaiting);

    waiting.runner.cancel('queued', 'domain-c1');

    expect((await waiting.ended('queued')).state).toBe('cancelled');
    await waiting.runner.stop();
  });
});
