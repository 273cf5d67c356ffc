import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';

const clusters = [{ clusterId: 'domain-c1', desired: 'installed' as const }];
const KEY = '00000000-0000-4000-8000-000000000001';

describe('a stale plan', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1), aHost(2)])],
      bundles: [aBundle()],
    });
    server = new ServerProcess(vcenter);
  });
  afterEach(() => server.runner.stop());

  const start = (planHash: string): Promise<unknown> =>
    server.activities.start(vcenter.user('anna'), { clusters, planHash, idempotencyKey: KEY });

  it('is refused with what has moved since, in plain sentences', async () => {
    const { hash } = await server.planner.plan(vcenter.user('anna'), { clusters });
    vcenter.world.changeHost('host-1', { rebootRequired: true });
    vcenter.world.changeHost('host-2', { connectionState: 'disconnected', filters: null });

    await expectAsync(start(hash)).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'planOutdated',
        extensions: {
          moved: [
            'New for esx-1.example.com: esx-1.example.com waits for a reboot; it may refuse other software until then.',
            'New for esx-2.example.com: esx-2.example.com is disconnected; it stays pending and the filter does not reach it now.',
          ],
        },
      }),
    );
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(0);
  });

  it('is taken up by the plan that is made anew', async () => {
    vcenter.world.changeHost('host-1', { rebootRequired: true });
    const { hash } = await server.planner.plan(vcenter.user('anna'), { clusters });

    await expectAsync(start(hash)).toBeResolved();
  });

  it('is refused without reasons when the server does not remember it', async () => {
    await expectAsync(start('0'.repeat(64))).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'planOutdated',
        extensions: { moved: [jasmine.stringContaining('does not remember')] },
      }),
    );
  });
});
