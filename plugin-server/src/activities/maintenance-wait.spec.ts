import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { Activity } from '../domain/activity.ts';

const FAULT = { type: 'VibRequiresHostInMaintenanceMode', message: 'Enter maintenance mode.' };

const isWaiting = ({ clusters }: Activity): boolean => clusters[0]?.state === 'waiting';

function operations({ wire }: FakeVcenter): readonly string[] {
  return wire.calls.filter((call) => /^(Install|Resolve).*_Task$/.test(call));
}

/** What an administrator does: the host needs no maintenance mode any more once it is in it. */
function enterMaintenanceMode({ world }: FakeVcenter, hostId: string): void {
  world.hostFaults.delete(hostId);
  world.changeHost(hostId, { inMaintenanceMode: true });
}

describe('a host that has to be put into maintenance mode', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1), aHost(2), aHost(3)])],
      bundles: [aBundle()],
    });
    vcenter.world.hostFaults.set('host-2', FAULT);
    server = new ServerProcess(vcenter, { clock: new FakeClock() });
  });
  afterEach(() => server.runner.stop());

  it('is waited for by name, and the cluster has not failed', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const [cluster] = (await server.when(id, isWaiting)).clusters;

    expect(cluster?.waiting?.for).toBe('maintenanceMode');
    expect(cluster?.waiting?.hostIds).toEqual(['host-2']);
    expect(cluster?.waiting?.detail).toContain('esx-2.example.com');
    expect([cluster?.waiting?.since, cluster?.waiting?.until]).toEqual([
      '2025-03-01T10:00:00.000Z',
      null,
    ]);
    expect(cluster?.hosts.map(({ state }) => state)).toEqual([
      'installed',
      'needsMaintenanceMode',
      'installed',
    ]);
  });

  it('lets the work go on by itself as soon as it is in maintenance mode', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isWaiting);
    await vcenter.operations.pace.step();

    enterMaintenanceMode(vcenter, 'host-2');
    const ended = await server.ended(id);

    expect([ended.state, ended.clusters[0]?.attempt]).toEqual(['succeeded', 1]);
    expect(operations(vcenter)).toEqual([
      'InstallIoFilter_Task',
      'ResolveInstallationErrorsOnCluster_Task',
    ]);
  });

  it('is waited for after a restart too', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isWaiting);
    await server.runner.stop();

    const restarted = new ServerProcess(vcenter, { store: server.store });
    restarted.runner.start();
    enterMaintenanceMode(vcenter, 'host-2');

    expect((await restarted.ended(id)).state).toBe('succeeded');
    await restarted.runner.stop();
  });

  it('is waited for one after the other when there are two', async () => {
    vcenter.world.hostFaults.set('host-3', FAULT);
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isWaiting);
    enterMaintenanceMode(vcenter, 'host-2');
    const second = await server.when(
      id,
      ({ clusters }) => clusters[0]?.waiting?.hostIds.join() === 'host-3',
    );
    vcenter.world.changeHost('host-2', { inMaintenanceMode: false });
    enterMaintenanceMode(vcenter, 'host-3');

    expect(second.clusters[0]?.attempt).toBe(1);
    expect((await server.ended(id)).state).toBe('succeeded');
  });

  it('can be given up by cancelling', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isWaiting);

    server.runner.cancel(id, 'domain-c1');

    expect((await server.ended(id)).clusters[0]?.problem?.detail).toContain('2 of 3 hosts');
  });

  it('draws a warning when another host is in maintenance mode at the same time', async () => {
    vcenter.world.hostFaults.set('host-3', FAULT);
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, isWaiting);
    enterMaintenanceMode(vcenter, 'host-2');
    enterMaintenanceMode(vcenter, 'host-3');

    const ended = await server.ended(id);

    expect(ended.clusters[0]?.watch).toEqual([
      'esx-2.example.com and esx-3.example.com of Cluster 1 are in maintenance mode at the same time (2 of 3 hosts).',
    ]);
  });
});
