import { filter, firstValueFrom, toArray } from 'rxjs';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aDisconnectedHost, aHost } from '../../testing/inventory-builders.ts';
import { MemoryActivityStore } from '../../testing/memory-activity-store.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Activity } from '../domain/activity.ts';
import type { HostFacts } from '../domain/inventory-facts.ts';
import { newActivity } from '../domain/new-activity.ts';
import { ownTaskType } from './operation.ts';

const OWN_TASK_TYPE = ownTaskType('setup', 'install');

function vcenterWith(...hosts: readonly HostFacts[]): FakeVcenter {
  return new FakeVcenter({ clusters: [aCluster(1, hosts)], bundles: [aBundle()] });
}

function stepsOf(activity: Activity): readonly string[] {
  return (activity.clusters[0]?.steps ?? []).map((step) => `${step.name} ${step.state}`);
}

function hostStates(activity: Activity): readonly string[] {
  return (activity.clusters[0]?.hosts ?? []).map((host) => host.state);
}

describe('an activity that installs the filter', () => {
  it('ends with the filter on every host, step by step', async () => {
    const vcenter = vcenterWith(aHost(1), aHost(2));
    const server = new ServerProcess(vcenter);

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const ended = await server.ended(id);

    expect(hostStates(ended)).toEqual(['installed', 'installed']);
    expect(stepsOf(ended)).toEqual([
      'look succeeded',
      'publishBundle succeeded',
      'requestTask succeeded',
      'followTask succeeded',
      'verifyHosts succeeded',
    ]);
    expect([ended.state, ended.clusters[0]?.progress]).toEqual(['succeeded', 100]);
  });

  it('shows host by host how it gets on', async () => {
    const vcenter = vcenterWith(aHost(1), aHost(2));
    vcenter.operations.pace.hold();
    const server = new ServerProcess(vcenter);
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const reach = (states: string): Promise<Activity> =>
      server.when(id, (activity) => hostStates(activity).join(' ') === states);
    await server.when(id, (activity) => activity.clusters[0]?.vcenterTaskId !== null);

    const begun = reach('installing installing');
    await vcenter.operations.pace.step();
    await begun;
    const half = reach('installed installing');
    await vcenter.operations.pace.step();
    await half;
    const both = reach('installed installed');
    await vcenter.operations.pace.step();

    expect((await both).state).toBe('running');
    vcenter.operations.pace.release();
    expect((await server.ended(id)).state).toBe('succeeded');
  });

  it('records the task of vCenter before it follows it', async () => {
    const vcenter = vcenterWith(aHost(1));
    const recorded: Activity[] = [];
    const store = new MemoryActivityStore((activity) => recorded.push(activity));
    const server = new ServerProcess(vcenter, { store });

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.ended(id);

    const following = recorded.find((activity) => stepsOf(activity).includes('followTask running'));
    const [install] = vcenter.world.tasks.filter((task) => task.name === 'InstallIoFilter_Task');
    expect(following?.clusters[0]?.vcenterTaskId).toBe(install?.ref.value ?? 'no task');
  });

  it('mirrors itself in Recent Tasks', async () => {
    const vcenter = vcenterWith(aHost(1));
    const server = new ServerProcess(vcenter);

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.ended(id);

    const own = vcenter.world.tasks.filter((task) => task.descriptionId === OWN_TASK_TYPE);
    expect(own.map((task) => task.state)).toEqual(['success']);
  });

  it('goes on without a line in Recent Tasks when vCenter refuses one', async () => {
    const vcenter = vcenterWith(aHost(1));
    vcenter.world.registeredTaskTypes.clear();
    const server = new ServerProcess(vcenter);

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const ended = await server.ended(id);

    expect([ended.state, ended.clusters[0]?.ownTaskId]).toEqual(['succeeded', null]);
    expect(server.log.lines.map((line) => line.level)).toEqual(['warn']);
  });

  it('leaves a disconnected host pending and succeeds for the others', async () => {
    const vcenter = vcenterWith(aHost(1), aDisconnectedHost(2));
    const server = new ServerProcess(vcenter);

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const ended = await server.ended(id);

    expect([ended.state, ...hostStates(ended)]).toEqual(['succeeded', 'installed', 'pending']);
  });

  it('fails with the plain words of the host that failed', async () => {
    const vcenter = vcenterWith(aHost(1), aHost(2));
    vcenter.world.hostFaults.set('host-2', { type: 'VibInvalidFormat', message: 'Bad VIB.' });
    const server = new ServerProcess(vcenter);

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const ended = await server.ended(id);

    const failed = ended.clusters[0]?.hosts[1];
    expect([ended.state, ...hostStates(ended)]).toEqual(['failed', 'installed', 'failed']);
    expect(failed?.message).toContain('The host refused the bundle');
    expect(failed?.rawFault).toBe('VibInvalidFormat: Bad VIB.');
    expect(ended.clusters[0]?.problem?.detail).toContain('1 host(s) failed.');
  });

  it('ends its own task with the reason when it fails', async () => {
    const vcenter = vcenterWith(aHost(1));
    vcenter.world.hostFaults.set('host-1', { type: 'VibInvalidFormat', message: 'Bad VIB.' });
    const server = new ServerProcess(vcenter);

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.ended(id);

    const own = vcenter.world.tasks.find((task) => task.descriptionId === OWN_TASK_TYPE);
    expect(own?.state).toBe('error');
    expect(own?.error?.message).toContain('1 host(s) failed.');
  });

  it('does nothing when the cluster has got the filter since it was planned', async () => {
    const vcenter = vcenterWith(aHost(1));
    const first = new ServerProcess(vcenter, { slots: 1 });
    const user = vcenter.user('anna');
    const waiting = new ServerProcess(vcenter, { store: new MemoryActivityStore() });
    const plan = await waiting.planner.plan(user, {
      clusters: [{ clusterId: 'domain-c1', desired: 'installed' }],
    });
    await first.ended((await first.setUp(user, 'domain-c1')).id);

    const activity = newActivity({
      id: 'late',
      plan,
      initiatedBy: user.userName,
      serviceAccount: 'svc',
      createdAt: '2025-03-01T10:00:00.000Z',
    });
    waiting.store.save(activity);
    waiting.runner.enqueue(activity);

    const ended = await waiting.ended('late');
    expect(stepsOf(ended)).toEqual([
      'look succeeded',
      'publishBundle skipped',
      'requestTask skipped',
      'followTask skipped',
      'verifyHosts skipped',
    ]);
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
  });

  it('does not take the task of vCenter for it when a host never reports the filter', async () => {
    const vcenter = vcenterWith(aHost(1));
    const clock = new FakeClock();
    const server = new ServerProcess(vcenter, { clock });
    vcenter.world.changes
      .pipe(filter(() => vcenter.world.hosts.some((host) => host.filters?.[0]?.available === true)))
      .subscribe(() => {
        const filters = (vcenter.world.hosts[0]?.filters ?? []).map((row) => ({
          ...row,
          available: false,
        }));
        vcenter.world.changeHost('host-1', { filters });
      });

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, (activity) => stepsOf(activity).includes('verifyHosts running'));
    await clock.whenWaiting();
    clock.advance(120_000);
    const waiting = await server.when(id, ({ clusters }) => clusters[0]?.state === 'waiting');

    expect(waiting.clusters[0]?.problem?.code).toBe('hostsWithoutFilter');
    expect(hostStates(waiting)).toEqual(['failed']);
    await server.runner.stop();
  });
});

describe('the queue of the runner', () => {
  function threeClusters(): FakeVcenter {
    const clusters = [1, 2, 3].map((number) => aCluster(number, [aHost(number)]));
    return new FakeVcenter({ clusters, bundles: [aBundle()] });
  }

  it('works on no more clusters than it has slots and tells the place of the others', async () => {
    const vcenter = threeClusters();
    vcenter.operations.pace.hold();
    const server = new ServerProcess(vcenter, { slots: 1 });

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1', 'domain-c2', 'domain-c3');
    const states = server.store.find(id)?.clusters.map((cluster) => cluster.state);

    expect(states).toEqual(['running', 'queued', 'queued']);
    expect(
      ['domain-c1', 'domain-c2', 'domain-c3'].map((cluster) =>
        server.runner.queuePosition(id, cluster),
      ),
    ).toEqual([null, 1, 2]);
    vcenter.operations.pace.release();
    expect((await server.ended(id)).state).toBe('succeeded');
  });

  it('never works on more clusters than it has slots', async () => {
    const vcenter = threeClusters();
    const server = new ServerProcess(vcenter, { slots: 2 });
    const changes = firstValueFrom(server.runner.changes.pipe(toArray()));

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1', 'domain-c2', 'domain-c3');
    await server.ended(id);
    await server.runner.stop();

    // All that is left of a cluster whose steps are done is to end our line in Recent Tasks.
    const working = (await changes).map(
      ({ clusters }) =>
        clusters.filter(
          ({ state, steps }) =>
            state === 'running' && steps.some((step) => step.state !== 'succeeded'),
        ).length,
    );
    expect(Math.max(...working)).toBe(2);
  });

  it('knows which activity keeps a cluster busy, until it has ended there', async () => {
    const vcenter = threeClusters();
    const server = new ServerProcess(vcenter);

    const { id, vcGuid } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const during = server.runner.busyActivity(vcGuid, 'domain-c1')?.id;
    await server.ended(id);

    expect(during).toBe(id);
    expect(server.runner.busyActivity(vcGuid, 'domain-c1')).toBeNull();
    expect(server.runner.busyActivity(vcGuid, 'domain-c2')).toBeNull();
  });

  it('goes on with the next cluster when one fails', async () => {
    const vcenter = threeClusters();
    vcenter.world.hostFaults.set('host-1', { type: 'VibInvalidFormat', message: 'Bad VIB.' });
    const server = new ServerProcess(vcenter, { slots: 1 });

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1', 'domain-c2');
    const ended = await server.ended(id);

    expect(ended.clusters.map((cluster) => cluster.state)).toEqual(['failed', 'succeeded']);
  });
});
