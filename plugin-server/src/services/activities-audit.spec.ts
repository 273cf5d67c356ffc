import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { StartRequest } from './use-cases.ts';

const clusters = [{ clusterId: 'domain-c1', desired: 'installed' as const }];

describe('What the audit log says of starting an activity', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = new FakeVcenter({ clusters: [aCluster(1, [aHost(1)])], bundles: [aBundle()] });
    server = new ServerProcess(vcenter);
  });
  afterEach(() => server.runner.stop());

  async function request(): Promise<StartRequest> {
    const { hash } = await server.planner.plan(vcenter.user('planner'), { clusters });
    return { clusters, planHash: hash, idempotencyKey: crypto.randomUUID() };
  }

  it('names user, objects and account once, however often the same is asked for', async () => {
    const wanted = await request();
    const activity = await server.activities.start(vcenter.user('anna'), wanted);
    await server.activities.start(vcenter.user('anna'), wanted);
    expect(server.audit.entries).toEqual([
      jasmine.objectContaining({
        who: 'VSPHERE.LOCAL\\anna',
        action: 'activity.start',
        vcGuid: activity.vcGuid,
        target: `${activity.clusters[0]?.clusterName ?? ''} (domain-c1)`,
        account: activity.serviceAccount,
        outcome: 'accepted',
        detail: jasmine.stringContaining(activity.id),
      }),
    ]);
  });

  it('names the reason of a refusal', async () => {
    const otto = vcenter.user('otto', { objectId: 'host-1', privilege: 'Host.Config.Patch' });
    const wanted = await request();
    await expectAsync(server.activities.start(otto, wanted)).toBeRejected();
    expect(server.audit.entries).toEqual([
      jasmine.objectContaining({
        who: 'VSPHERE.LOCAL\\otto',
        outcome: 'refused',
        target: 'domain-c1',
        account: 'none',
        detail: jasmine.stringMatching(/^notPermitted: /),
      }),
    ]);
  });

  it('judges an API token by the privileges of its user, asked by name', async () => {
    const otto = vcenter.user('otto', { objectId: 'host-1', privilege: 'Host.Config.Patch' });
    const token = { ...otto, sessionKey: null, apiToken: { id: '0123456789ab', name: 'ci' } };
    const refusal = jasmine.objectContaining({ code: 'notPermitted' });
    await expectAsync(server.activities.start(token, await request())).toBeRejectedWith(refusal);
    expect(server.audit.entries[0]?.who).toBe('VSPHERE.LOCAL\\otto (API token ci)');
  });
});
