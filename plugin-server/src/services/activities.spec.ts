import { filter, firstValueFrom, tap } from 'rxjs';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { StartRequest } from './use-cases.ts';

const clusters = [{ clusterId: 'domain-c1', desired: 'installed' as const }];
const KEY = '00000000-0000-4000-8000-000000000001';
const OTHER_KEY = '00000000-0000-4000-8000-000000000002';

function twoClusters(): FakeVcenter {
  return new FakeVcenter({
    clusters: [aCluster(1, [aHost(1)]), aCluster(2, [aHost(2)])],
    bundles: [aBundle()],
  });
}

const patchMissing = { objectId: 'host-1', privilege: 'Host.Config.Patch' };
const cannotReadCluster = { objectId: 'domain-c1', privilege: 'System.Read' };

describe('starting an activity', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = twoClusters();
    server = new ServerProcess(vcenter);
  });
  afterEach(() => server.runner.stop());

  const requestFor = async (user = vcenter.user('planner')): Promise<StartRequest> => {
    const { hash } = await server.planner.plan(user, { clusters });
    return { clusters, planHash: hash, idempotencyKey: KEY };
  };

  it('names the user who asked and the account that works', async () => {
    const user = vcenter.user('anna');

    const activity = await server.activities.start(user, await requestFor());

    expect([activity.initiatedBy, activity.serviceAccount]).toEqual([
      'VSPHERE.LOCAL\\anna',
      'VSPHERE.LOCAL\\service',
    ]);
  });

  it('stores the activity before anything is asked of vCenter', async () => {
    const activity = await server.activities.start(vcenter.user('anna'), await requestFor());

    expect(server.store.find(activity.id)?.id).toBe(activity.id);
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(0);
  });

  it('answers a second request with the same key with the same activity', async () => {
    const user = vcenter.user('anna');
    const request = await requestFor();

    const first = await server.activities.start(user, request);
    const second = await server.activities.start(user, request);

    expect(second.id).toBe(first.id);
    expect(server.store.list({ vcGuid: user.vcGuid, limit: 10 }).length).toBe(1);
  });

  it('makes one activity of two requests with the same key at the same time', async () => {
    const user = vcenter.user('anna');
    const request = await requestFor();

    const [first, second] = await Promise.all([
      server.activities.start(user, request),
      server.activities.start(user, request),
    ]);

    expect(second.id).toBe(first.id);
  });

  it("does not hand out another user's activity for a guessed key", async () => {
    await server.activities.start(vcenter.user('anna'), await requestFor());

    const guessed = server.activities.start(vcenter.user('otto'), await requestFor());

    await expectAsync(guessed).toBeRejectedWith(
      jasmine.objectContaining({ code: 'invalidRequest' }),
    );
  });

  it('lets one of two simultaneous requests for a cluster through and names it to the other', async () => {
    const user = vcenter.user('anna');
    const request = await requestFor();

    const results = await Promise.allSettled([
      server.activities.start(user, request),
      server.activities.start(user, { ...request, idempotencyKey: OTHER_KEY }),
    ]);

    const started = results.flatMap((row) => (row.status === 'fulfilled' ? [row.value.id] : []));
    const refused = results.flatMap((row) =>
      row.status === 'rejected' ? [row.reason as unknown] : [],
    );
    expect(started.length).toBe(1);
    expect(refused).toEqual([
      jasmine.objectContaining({ code: 'clusterBusy', extensions: { activityId: started[0] } }),
    ]);
  });

  it('is refused to a user without Query patch, with a finding for each host', async () => {
    const operator = vcenter.user('otto', patchMissing);

    const started = server.activities.start(operator, await requestFor());

    await expectAsync(started).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'notPermitted',
        findings: [
          jasmine.objectContaining({
            code: 'missingPrivilege',
            scope: { type: 'host', id: 'host-1', name: 'esx-1.example.com' },
          }),
        ],
      }),
    );
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(0);
  });

  it('is refused as not permitted whatever hash such a user sends', async () => {
    const request = { clusters, planHash: 'f'.repeat(64), idempotencyKey: KEY };

    const started = server.activities.start(vcenter.user('otto', patchMissing), request);

    await expectAsync(started).toBeRejectedWith(jasmine.objectContaining({ code: 'notPermitted' }));
  });

  it('is refused when the world has moved since the plan', async () => {
    const request = await requestFor();
    vcenter.world.changeHost('host-1', { rebootRequired: true });

    const started = server.activities.start(vcenter.user('anna'), request);

    await expectAsync(started).toBeRejectedWith(jasmine.objectContaining({ code: 'planOutdated' }));
  });

  it('is refused with all blockers of the plan', async () => {
    vcenter.world.acceptanceLevels.set('host-1', 'partner');
    vcenter.denyServiceAccount(patchMissing);

    const started = server.activities.start(vcenter.user('anna'), await requestFor());

    await expectAsync(started).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'planRefused',
        findings: [
          jasmine.objectContaining({ code: 'acceptanceLevel' }),
          jasmine.objectContaining({ code: 'serviceAccountPrivilege' }),
        ],
      }),
    );
  });

  it('answers as if there were no cluster when the user may not see it', async () => {
    const request = await requestFor();

    const started = server.activities.start(vcenter.user('otto', cannotReadCluster), request);

    await expectAsync(started).toBeRejectedWith(jasmine.objectContaining({ code: 'notFound' }));
  });

  it('ends at once for a cluster that has the latest filter', async () => {
    vcenter.world.changeHost('host-1', { filters: [aHostFilter()] });
    vcenter.world.putRecord(aCluster(1, []).ref, { filter: aClusterFilter(), issues: [] });

    const activity = await server.activities.start(vcenter.user('anna'), await requestFor());

    expect([activity.state, activity.clusters[0]?.state]).toEqual(['succeeded', 'skipped']);
    expect(vcenter.wire.calls).not.toContain('CreateTask');
  });
});

describe('looking at activities', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = twoClusters();
    server = new ServerProcess(vcenter);
  });
  afterEach(() => server.runner.stop());

  it('lists newest first', async () => {
    const user = vcenter.user('anna');
    const first = await server.setUp(user, 'domain-c1');
    const second = await server.setUp(user, 'domain-c2');

    const listed = await server.activities.list(user, { limit: 10 });

    expect(listed.map((activity) => activity.id)).toEqual([second.id, first.id]);
  });

  it('lists those of one cluster', async () => {
    const user = vcenter.user('anna');
    const first = await server.setUp(user, 'domain-c1');
    await server.setUp(user, 'domain-c2');

    const listed = await server.activities.list(user, { clusterId: 'domain-c1', limit: 10 });

    expect(listed.map((activity) => activity.id)).toEqual([first.id]);
  });

  it('leaves out clusters that the user may not see', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1', 'domain-c2');

    const [seen] = await server.activities.list(vcenter.user('otto', cannotReadCluster), {
      limit: 10,
    });

    expect(seen?.id).toBe(id);
    expect(seen?.clusters.map((cluster) => cluster.clusterId)).toEqual(['domain-c2']);
  });

  it('hides an activity of which the user may see nothing', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const other = vcenter.user('otto', cannotReadCluster);

    expect(await server.activities.list(other, { limit: 10 })).toEqual([]);
    await expectAsync(server.activities.find(other, id)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'notFound' }),
    );
  });

  it('keeps showing an activity to who started it, also when the cluster is gone', async () => {
    const user = vcenter.user('anna');
    const { id } = await server.setUp(user, 'domain-c1');
    await server.ended(id);
    vcenter.world.inventory = { clusters: [aCluster(2, [aHost(2)])], standaloneHosts: [] };

    expect((await server.activities.find(user, id)).id).toBe(id);
    expect(await server.activities.list(vcenter.user('otto'), { limit: 10 })).toEqual([]);
  });

  it('does not find an activity of another vCenter', async () => {
    const user = vcenter.user('anna');
    const { id } = await server.setUp(user, 'domain-c1');

    const elsewhere = { ...user, vcGuid: '99999999-2222-3333-4444-555555555555' };

    await expectAsync(server.activities.find(elsewhere, id)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'notFound' }),
    );
  });

  it('streams what is under way first and then every change, up to the end', async () => {
    vcenter.operations.pace.hold();
    const user = vcenter.user('anna');
    const { id } = await server.setUp(user, 'domain-c1');
    const first = firstValueFrom(server.activities.changes(user));
    const last = firstValueFrom(
      server.activities.changes(user).pipe(filter((activity) => activity.finishedAt !== null)),
    );

    expect((await first).id).toBe(id);
    vcenter.operations.pace.release();
    expect((await last).state).toBe('succeeded');
  });

  it('streams nothing of clusters that the user may not see', async () => {
    const seen: string[] = [];
    const ended = firstValueFrom(
      server.activities.changes(vcenter.user('otto', cannotReadCluster)).pipe(
        tap((activity) => seen.push(activity.id)),
        filter((activity) => activity.finishedAt !== null),
      ),
    );

    const hidden = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.ended(hidden.id);
    const shown = await server.setUp(vcenter.user('anna'), 'domain-c2');
    await ended;

    expect([...new Set(seen)]).toEqual([shown.id]);
  });
});
