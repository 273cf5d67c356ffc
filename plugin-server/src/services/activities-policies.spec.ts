import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { addVms } from '../../testing/vm-world.ts';
import type { PlanRequest } from '../domain/plan.ts';
import { WorkControl } from './work-control.ts';
import { AuditTrail } from './audit-trail.ts';

const EDIT_DEVICE = 'VirtualMachine.Config.EditDevice';
const KEY = '00000000-0000-4000-8000-000000000001';
const PAGE = { offset: 0, limit: 100 };

describe('starting to change storage policies', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    const filters = [aHostFilter()];
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1, { filters })]), aCluster(2, [aHost(2, { filters })])],
      bundles: [aBundle()],
    });
    for (const number of [1, 2])
      vcenter.world.putRecord(aCluster(number, []).ref, { filter: aClusterFilter(), issues: [] });
    addVms(vcenter.world, { count: 4 });
    server = new ServerProcess(vcenter);
  });
  afterEach(() => server.runner.stop());

  const request = (...vmIds: readonly string[]): PlanRequest => ({
    clusters: [],
    policies: {
      virtualMachines: vmIds.map((vmId) => ({ vmId, desired: 'assigned' })),
      combine: true,
      ineligible: 'refuse',
    },
  });
  const start = async (wanted: PlanRequest, user = vcenter.user('anna'), idempotencyKey = KEY) => {
    const { hash } = await server.planner.plan(vcenter.user('planner'), wanted);
    return server.activities.start(user, { ...wanted, planHash: hash, idempotencyKey });
  };
  const refusal = (code: string) => jasmine.objectContaining({ code });

  it('records each machine before anything is asked of vCenter', async () => {
    const activity = await start(request('vm-1', 'vm-2', 'vm-3'));

    const { total, rows } = server.vmChanges.list({ activityId: activity.id, ...PAGE });
    expect([activity.kind, total]).toEqual(['policies', 3]);
    expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'web-1 pending',
      'web-3 pending',
      'web-2 pending',
    ]);
    expect(vcenter.wire.count('ReconfigVM_Task')).toBe(0);
    expect(activity.clusters.map(({ action, policies }) => [action, policies?.total])).toEqual([
      ['skip', 2],
      ['skip', 1],
    ]);
  });

  it('tells the audit log who asked, for how many machines, and which policy they go to', async () => {
    await start(request('vm-1', 'vm-3'));

    const [entry] = server.audit.entries;
    expect([entry?.who, entry?.account]).toEqual(['VSPHERE.LOCAL\\anna', 'VSPHERE.LOCAL\\service']);
    expect(entry?.detail).toContain('policies of 2 virtual machines of Cluster 1');
    expect(entry?.detail).toContain('Real-Time Replication I/O Filter: 2 disks');
  });

  it('names machines, and the number of the others, when it is refused', async () => {
    const wanted = { ...request('vm-1', 'vm-2'), planHash: 'f'.repeat(64), idempotencyKey: KEY };
    await expectAsync(server.activities.start(vcenter.user('anna'), wanted)).toBeRejectedWith(
      refusal('planOutdated'),
    );
    expect(server.audit.entries[0]?.target).toBe('vm-1, vm-2');
  });

  it('makes one activity of two requests with one key', async () => {
    const wanted = request('vm-1');
    const first = await start(wanted);
    const second = await start(wanted);
    expect(second.id).toBe(first.id);
    expect(server.vmChanges.list({ activityId: first.id, ...PAGE }).total).toBe(1);
  });

  it('is refused while another activity works on the cluster, also when its filter stays as it is', async () => {
    const first = await start(request('vm-1'));
    const other = start(request('vm-3'), vcenter.user('anna'), crypto.randomUUID());
    await expectAsync(other).toBeRejectedWith(
      jasmine.objectContaining({ code: 'clusterBusy', extensions: { activityId: first.id } }),
    );
    await expectAsync(
      start(request('vm-2'), vcenter.user('anna'), crypto.randomUUID()),
    ).toBeResolved();
  });

  it('is refused to an operator without the right to edit devices, with a finding for each machine', async () => {
    const otto = vcenter.user('otto', { objectId: 'vm-3', privilege: EDIT_DEVICE });
    await expectAsync(start(request('vm-1', 'vm-3'), otto)).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'notPermitted',
        findings: [
          jasmine.objectContaining({
            scope: { type: 'virtualMachine', id: 'vm-3', name: 'web-3' },
          }),
        ],
      }),
    );
    expect(vcenter.wire.count('ReconfigVM_Task')).toBe(0);
  });

  for (const privilege of ['StorageProfile.View', 'StorageProfile.Update'])
    it(`is refused to a user without ${privilege}`, async () => {
      const otto = vcenter.user('otto', { objectId: 'group-d1', privilege });
      await expectAsync(start(request('vm-1'), otto)).toBeRejectedWith(refusal('notPermitted'));
    });

  it('is refused as not found for a machine that the user may not see', async () => {
    const otto = vcenter.user('otto', { objectId: 'vm-1', privilege: 'System.Read' });
    await expectAsync(start(request('vm-1'), otto)).toBeRejectedWith(refusal('notFound'));
  });

  it('is refused when there is nothing to do at all', async () => {
    await expectAsync(start(request())).toBeRejectedWith(refusal('invalidRequest'));
  });

  it('shows the machines to who started it, and to others only those that they may see', async () => {
    const { id } = await start(request('vm-1', 'vm-3'));
    const otto = vcenter.user('otto', { objectId: 'vm-1', privilege: 'System.Read' });

    const own = await server.activities.machines(vcenter.user('anna'), id, PAGE);
    const theirs = await server.activities.machines(otto, id, PAGE);

    expect(own.rows.map(({ name }) => name)).toEqual(['web-1', 'web-3']);
    expect([theirs.total, ...theirs.rows.map(({ name }) => name)]).toEqual([2, 'web-3']);
  });

  it('shows and counts no machines of a cluster that the user may not see', async () => {
    const { id } = await start(request('vm-1', 'vm-2', 'vm-3'));
    const otto = vcenter.user('otto', { objectId: 'domain-c1', privilege: 'System.Read' });

    const { total, rows } = await server.activities.machines(otto, id, PAGE);

    expect([total, rows.map(({ name }) => name)]).toEqual([1, ['web-2']]);
  });

  it('shows the machines of one cluster or state, and knows no cluster that it does not touch', async () => {
    const { id } = await start(request('vm-1', 'vm-2'));
    const anna = vcenter.user('anna');
    const some = { clusterId: 'domain-c2', state: 'pending' as const, ...PAGE };

    const { rows } = await server.activities.machines(anna, id, some);

    expect(rows.map(({ name }) => name)).toEqual(['web-2']);
    await expectAsync(
      server.activities.machines(anna, id, { clusterId: 'domain-c9', ...PAGE }),
    ).toBeRejectedWith(refusal('notFound'));
  });

  it('can be cancelled by those only who may edit its machines', async () => {
    const { id } = await start(request('vm-1'));
    const { activities, store, runner, vmChanges, clock } = server;
    const trail = new AuditTrail(server.audit);
    const vcenters = vcenter.vcenters();
    const parts = {
      vcenters,
      activities,
      store,
      vmChanges,
      runner,
      bundles: vcenter,
      clock,
      trail,
    };
    const work = new WorkControl(parts);
    const otto = vcenter.user('otto', { objectId: 'vm-1', privilege: EDIT_DEVICE });

    const bert = vcenter.user('bert', { objectId: 'host-1', privilege: 'System.Read' });

    await expectAsync(work.cancel(otto, id)).toBeRejectedWith(refusal('notPermitted'));
    // Only the machines count, because nothing is done to the hosts.
    await expectAsync(work.cancel(bert, id)).toBeResolved();
  });
});
