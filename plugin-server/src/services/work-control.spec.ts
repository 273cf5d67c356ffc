import { FakeVcenter, FAKE_ROOT_FOLDER } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { AuditTrail } from './audit-trail.ts';
import { Maintenance } from './maintenance.ts';
import { WorkControl } from './work-control.ts';

const CLUSTER = { type: 'ClusterComputeResource', value: 'domain-c1' };
const noPatch = { objectId: 'host-1', privilege: 'Host.Config.Patch' };
const noMaintenance = { objectId: 'host-2', privilege: 'Host.Config.Maintenance' };

function clusterWithIssue(): FakeVcenter {
  const hosts = [aHost(1, { filters: [aHostFilter()] }), aHost(2)];
  const vcenter = new FakeVcenter({
    clusters: [aCluster(1, hosts), aCluster(2, [aHost(3)])],
    bundles: [aBundle()],
  });
  const filter = aClusterFilter({ vibUrl: vcenter.urlOf(aBundle()) });
  const issue = { host: aHost(2).ref, faultType: 'PlatformConfigFault', message: 'No space.' };
  vcenter.world.putRecord(CLUSTER, { filter, issues: [issue] });
  return vcenter;
}

function controlOf(vcenter: FakeVcenter, server: ServerProcess) {
  const trail = new AuditTrail(server.audit);
  const { activities, store, vmChanges, runner, clock, line } = server;
  const own = { vcenters: vcenter.vcenters(line), bundles: vcenter, trail };
  const parts = { activities, store, vmChanges, runner, clock, ...own };
  return { work: new WorkControl(parts), maintenance: new Maintenance(parts) };
}

const refused = (code: string) => jasmine.objectContaining({ code });

describe('control over work', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = clusterWithIssue();
    server = new ServerProcess(vcenter, { slots: 1 });
  });
  afterEach(() => server.runner.stop());

  it('cancels all clusters of an activity that have not ended', async () => {
    const user = vcenter.user('anna');
    vcenter.operations.pace.hold();
    const { work } = controlOf(vcenter, server);
    const { id } = await server.setUp(user, 'domain-c2', 'domain-c1');

    const cancelled = await work.cancel(user, id);

    expect(cancelled.clusters.map(({ state }) => state)).toEqual(['running', 'cancelled']);
    expect(cancelled.clusters.map(({ cancelRequested }) => cancelRequested)).toEqual([true, true]);
    vcenter.operations.pace.release();
    expect((await server.ended(id)).state).toBe('cancelled');
  });

  it('cancels nothing for a user who could not have started it', async () => {
    vcenter.operations.pace.hold();
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const { work } = controlOf(vcenter, server);

    const cancelled = work.cancel(vcenter.user('otto', noPatch), id);

    await expectAsync(cancelled).toBeRejectedWith(refused('notPermitted'));
    expect(server.store.find(id)?.clusters[0]?.cancelRequested).toBeFalse();
    vcenter.operations.pace.release();
  });

  it('knows no activity that the user may not see', async () => {
    const { work } = controlOf(vcenter, server);

    const cancelled = work.cancel(vcenter.user('anna'), 'no such id');

    await expectAsync(cancelled).toBeRejectedWith(refused('notFound'));
  });

  it('pauses the queue of a vCenter, also for the next start', async () => {
    const user = vcenter.user('anna');
    const { work } = controlOf(vcenter, server);
    await work.setPaused(user, true);
    const { id } = await server.setUp(user, 'domain-c2');
    const queue = await work.queue(user);
    const { store, queueState } = server;
    const restarted = new ServerProcess(vcenter, { store, queueState });
    restarted.runner.start();

    expect(queue).toEqual({ slots: 1, paused: true, waiting: 1, working: 0 });
    expect(restarted.store.find(id)?.clusters[0]?.state).toBe('queued');
    restarted.runner.setPaused(user.vcGuid, false);
    expect((await restarted.ended(id)).state).toBe('succeeded');
    await restarted.runner.stop();
  });

  it('pauses nothing for a user who may not install everywhere', async () => {
    const { work } = controlOf(vcenter, server);
    const otto = vcenter.user('otto', {
      objectId: FAKE_ROOT_FOLDER.value,
      privilege: 'Host.Config.Patch',
    });
    vcenter.world.denials.set('session-otto', [
      { objectId: FAKE_ROOT_FOLDER.value, privilege: 'Host.Config.Patch' },
    ]);

    await expectAsync(work.setPaused(otto, true)).toBeRejectedWith(refused('notPermitted'));
    expect(server.queueState.paused()).toEqual([]);
  });

  it('lets vCenter resolve what is open on the cluster', async () => {
    const { work } = controlOf(vcenter, server);

    const { id, kind } = await work.resolve(vcenter.user('anna'), 'domain-c1');
    const ended = await server.ended(id);

    expect([kind, ended.state]).toEqual(['resolve', 'succeeded']);
    expect(vcenter.wire.count('ResolveInstallationErrorsOnCluster_Task')).toBe(1);
    expect(ended.clusters[0]?.hosts.map(({ state }) => state)).toEqual(['installed', 'installed']);
  });

  it('lets vCenter resolve what is open on one host', async () => {
    const { work } = controlOf(vcenter, server);

    const { id } = await work.resolve(vcenter.user('anna'), 'domain-c1', 'host-2');
    const ended = await server.ended(id);

    expect(ended.state).toBe('succeeded');
    expect(vcenter.wire.count('ResolveInstallationErrorsOnHost_Task')).toBe(1);
    expect(ended.clusters[0]?.hosts.map(({ hostId }) => hostId)).toEqual(['host-2']);
  });

  it('resolves nothing for a user who may not change the host', async () => {
    const { work } = controlOf(vcenter, server);

    const resolving = work.resolve(vcenter.user('otto', noMaintenance), 'domain-c1', 'host-2');

    await expectAsync(resolving).toBeRejectedWith(refused('notPermitted'));
  });

  it('resolves nothing where vCenter lists no filter of ours', async () => {
    const { work } = controlOf(vcenter, server);

    const resolving = work.resolve(vcenter.user('anna'), 'domain-c2');

    await expectAsync(resolving).toBeRejectedWith(refused('invalidRequest'));
  });

  it('leaves a cluster alone on which something else works', async () => {
    vcenter.operations.pace.hold();
    const { work } = controlOf(vcenter, server);
    const first = await work.resolve(vcenter.user('anna'), 'domain-c1');

    const second = work.resolve(vcenter.user('anna'), 'domain-c1');

    await expectAsync(second).toBeRejectedWith(
      jasmine.objectContaining({ code: 'clusterBusy', extensions: { activityId: first.id } }),
    );
    vcenter.operations.pace.release();
  });

  it('writes down who asked for what, whether it was done or refused', async () => {
    const { work } = controlOf(vcenter, server);
    const otto = vcenter.user('otto', noMaintenance);
    await expectAsync(work.resolve(otto, 'domain-c1')).toBeRejected();
    await work.setPaused(vcenter.user('anna'), true);

    const rows = server.audit.entries.map(({ who, action, outcome }) => [who, action, outcome]);

    expect(rows).toEqual([
      ['VSPHERE.LOCAL\\otto', 'activity.resolve', 'refused'],
      ['VSPHERE.LOCAL\\anna', 'queue.pause', 'accepted'],
    ]);
  });
});

describe('maintenance mode', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = clusterWithIssue();
    server = new ServerProcess(vcenter);
  });
  afterEach(() => server.runner.stop());

  it('is entered and left with the task of vCenter', async () => {
    const { maintenance } = controlOf(vcenter, server);
    const user = vcenter.user('anna');

    const entering = await maintenance.setMaintenanceMode(user, 'host-1', true);
    vcenter.world.changeHost('host-1', { inMaintenanceMode: true });
    const leaving = await maintenance.setMaintenanceMode(user, 'host-1', false);

    expect([entering, leaving]).toEqual(['task-1', 'task-2']);
  });

  it('is refused to a user without the privilege, and nothing is asked of vCenter', async () => {
    const { maintenance } = controlOf(vcenter, server);

    const entering = maintenance.setMaintenanceMode(
      vcenter.user('otto', noMaintenance),
      'host-2',
      true,
    );

    await expectAsync(entering).toBeRejectedWith(refused('notPermitted'));
    expect(vcenter.wire.count('EnterMaintenanceMode_Task')).toBe(0);
  });

  it('is not entered twice', async () => {
    vcenter.world.changeHost('host-1', { inMaintenanceMode: true });
    const { maintenance } = controlOf(vcenter, server);

    const entering = maintenance.setMaintenanceMode(vcenter.user('anna'), 'host-1', true);

    await expectAsync(entering).toBeRejectedWith(refused('invalidRequest'));
  });

  it('lets a cluster that waits for it say that the host is on its way, and go on then', async () => {
    vcenter.world.hostFaults.set('host-3', {
      type: 'VibRequiresHostInMaintenanceMode',
      message: 'Enter maintenance mode.',
    });
    const user = vcenter.user('anna');
    const { maintenance } = controlOf(vcenter, server);
    const { id } = await server.setUp(user, 'domain-c2');
    await server.when(id, ({ clusters }) => clusters[0]?.state === 'waiting');
    vcenter.operations.pace.hold();

    await maintenance.setMaintenanceMode(user, 'host-3', true);
    const onItsWay = server.store.find(id)?.clusters[0]?.hosts[0]?.state;
    vcenter.world.hostFaults.clear();
    vcenter.operations.pace.release();

    expect(onItsWay).toBe('enteringMaintenanceMode');
    expect((await server.ended(id)).state).toBe('succeeded');
  });

  it('is forecast for the hosts that the user may empty', async () => {
    const { maintenance } = controlOf(vcenter, server);

    const rows = await maintenance.forecast(vcenter.user('otto', noMaintenance), 'domain-c1');

    expect(rows.map(({ hostName, canEvacuate }) => [hostName, canEvacuate])).toEqual([
      ['esx-1.example.com', true],
    ]);
  });

  it('is not forecast for a cluster that nobody knows', async () => {
    const { maintenance } = controlOf(vcenter, server);

    const rows = maintenance.forecast(vcenter.user('anna'), 'domain-c9');

    await expectAsync(rows).toBeRejectedWith(refused('notFound'));
  });
});
