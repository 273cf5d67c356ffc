import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import type { FaultRule } from '../../testing/fake-vcenter/fake-line.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Activity } from '../domain/activity.ts';
import { VcenterUnreachable, VimFault } from '../domain/vim-fault.ts';

function vcenterWithTwoHosts(): FakeVcenter {
  return new FakeVcenter({ clusters: [aCluster(1, [aHost(1), aHost(2)])], bundles: [aBundle()] });
}

const away = new VcenterUnreachable('The connection was cut.');

/** Runs one activity; each time the runner waits for the vCenter, the time that it waits passes. */
async function runThrough(vcenter: FakeVcenter, rule: FaultRule): Promise<Activity> {
  const clock = new FakeClock();
  const server = new ServerProcess(vcenter, { clock });
  vcenter.wire.addFault(rule);
  const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
  const ended = server.ended(id);
  await clock.whenWaiting();
  clock.advance(5_000);
  return ended;
}

describe('a connection that is cut', () => {
  it('before the request for the installation leads to one installation', async () => {
    const vcenter = vcenterWithTwoHosts();

    const ended = await runThrough(vcenter, {
      method: 'InstallIoFilter_Task',
      when: 'before',
      error: away,
    });

    expect(ended.state).toBe('succeeded');
    expect(vcenter.world.tasks.filter((task) => task.name === 'InstallIoFilter_Task').length).toBe(
      1,
    );
  });

  it('between the request for the installation and its reply leads to one installation', async () => {
    const vcenter = vcenterWithTwoHosts();

    const ended = await runThrough(vcenter, {
      method: 'InstallIoFilter_Task',
      when: 'after',
      error: away,
    });

    expect(ended.state).toBe('succeeded');
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
  });

  for (const method of ['connect', 'Inventory.readCluster', 'QueryIoFilterInfo', 'CreateTask'])
    it(`during ${method} is waited for`, async () => {
      const vcenter = vcenterWithTwoHosts();
      // The plan asks first; the fault is for the activity.
      const skip = { connect: 3, QueryIoFilterInfo: 2 }[method] ?? 0;

      const ended = await runThrough(vcenter, { method, when: 'before', error: away, skip });

      expect(ended.state).toBe('succeeded');
      expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
    });

  it('while the task is followed is waited for', async () => {
    const vcenter = vcenterWithTwoHosts();
    vcenter.operations.pace.hold();
    const clock = new FakeClock();
    const server = new ServerProcess(vcenter, { clock });
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(
      id,
      ({ clusters }) =>
        (clusters[0]?.hosts ?? []).some((host) => host.state === 'waiting') &&
        clusters[0]?.steps[3]?.state === 'running',
    );

    vcenter.wire.goDown();
    // Task and hosts are waited for, each by itself.
    await clock.whenWaiting(2);
    vcenter.operations.pace.release();
    vcenter.wire.isUp = true;
    clock.advance(5_000);

    expect((await server.ended(id)).state).toBe('succeeded');
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
  });
});

describe('a fault that vCenter answers', () => {
  for (const [type, code] of [
    ['NoPermission', 'serviceAccountPrivilege'],
    ['InvalidArgument', 'bundleRefused'],
    ['NotSupported', 'notSupported'],
  ] as const)
    it(`to the request, ${type}, ends the activity with ${code}`, async () => {
      const vcenter = vcenterWithTwoHosts();
      const server = new ServerProcess(vcenter);
      const error = new VimFault(type, 'As vCenter put it.');
      vcenter.wire.addFault({ method: 'InstallIoFilter_Task', when: 'before', error });

      const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
      const ended = await server.ended(id);

      expect([ended.state, ended.clusters[0]?.problem?.code]).toEqual(['failed', code]);
      expect(ended.clusters[0]?.steps.map((step) => step.state)).toEqual([
        'succeeded',
        'succeeded',
        'failed',
        'pending',
        'pending',
      ]);
    });

  it('ends the activity when the cluster is gone', async () => {
    const vcenter = vcenterWithTwoHosts();
    const server = new ServerProcess(vcenter, { slots: 0 });
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    vcenter.world.inventory = { clusters: [], standaloneHosts: [] };

    const restarted = new ServerProcess(vcenter, { store: server.store });
    restarted.runner.start();

    expect((await restarted.ended(id)).clusters[0]?.problem?.code).toBe('clusterGone');
  });
});

describe('a mistake of the server', () => {
  it('ends the cluster it happened on and is logged, not shown', async () => {
    const vcenter = vcenterWithTwoHosts();
    const server = new ServerProcess(vcenter);
    const error = new TypeError('secret detail');
    vcenter.wire.addFault({ method: 'InstallIoFilter_Task', when: 'before', error });

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const ended = await server.ended(id);

    expect(ended.clusters[0]?.problem?.code).toBe('internal');
    expect(JSON.stringify(ended)).not.toContain('secret detail');
    expect(server.log.lines.some((line) => line.level === 'error')).toBe(true);
  });
});

describe('a stop of the server', () => {
  it('leaves the activity running for the next start, which ends it', async () => {
    const vcenter = vcenterWithTwoHosts();
    vcenter.operations.pace.hold();
    const server = new ServerProcess(vcenter);
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, ({ clusters }) => clusters[0]?.steps[3]?.state === 'running');

    await server.runner.stop();
    const stopped = server.store.find(id)?.state;
    const restarted = new ServerProcess(vcenter, { store: server.store });
    restarted.runner.start();
    vcenter.operations.pace.release();
    const ended = await restarted.ended(id);

    expect([stopped, ended.state]).toEqual(['running', 'succeeded']);
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
  });

  it('ends the stream of changes', async () => {
    const server = new ServerProcess(vcenterWithTwoHosts());
    const completed = jasmine.createSpy('completed');
    server.runner.changes.subscribe({ complete: () => completed() as undefined });

    await server.runner.stop();

    expect(completed).toHaveBeenCalledTimes(1);
  });
});
