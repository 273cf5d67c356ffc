import { startApp } from '../../testing/start-app.ts';
import { VcenterUnreachable } from '../domain/vim-fault.ts';
import type { VcenterConnection, Vcenters } from '../ports/vcenter.ts';

describe('Health', () => {
  function vcenters(reachable: Readonly<Record<string, boolean>>): Vcenters & { asked: number } {
    const double = {
      asked: 0,
      list: () => Object.keys(reachable).map((vcGuid) => ({ vcGuid, name: vcGuid })),
      connect: (vcGuid: string) => {
        double.asked += 1;
        return reachable[vcGuid]
          ? Promise.resolve({ ping: () => Promise.resolve() } as VcenterConnection)
          : Promise.reject(new VcenterUnreachable('away'));
      },
    };
    return double;
  }

  it('is live without asking any vCenter', async () => {
    const double = vcenters({ a: false });
    await using app = await startApp({ vcenters: double });
    expect((await app.client.send('/health/live')).json()).toEqual({ status: 'live' });
    expect(double.asked).toBe(0);
  });

  it('is ready while one vCenter answers, and says how many do without naming them', async () => {
    await using app = await startApp({ vcenters: vcenters({ a: true, b: false }) });
    const reply = await app.client.send('/health/ready');
    expect(reply.status).toBe(200);
    expect(reply.json()).toEqual({
      status: 'ready',
      vcenters: { known: 2, reachable: 1 },
    });
  });

  it('is not ready while none answers', async () => {
    await using app = await startApp({ vcenters: vcenters({ a: false }) });
    expect((await app.client.send('/health/ready')).status).toBe(503);
  });

  it('takes a vCenter that is silent for five seconds for unreachable', async () => {
    const silent: Vcenters = {
      list: () => [{ vcGuid: 'a', name: 'a' }],
      connect: () => Promise.withResolvers<VcenterConnection>().promise,
    };
    await using app = await startApp({ vcenters: silent });
    const reply = app.client.send('/health/ready');
    while (app.clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
    app.clock.advance(5_000);
    expect((await reply).status).toBe(503);
  });

  it('asks the vCenters once for many callers', async () => {
    const double = vcenters({ a: true });
    await using app = await startApp({ vcenters: double });
    await Promise.all([1, 2, 3].map(() => app.client.send('/health/ready')));
    expect(double.asked).toBe(1);
    app.clock.advance(5_000);
    await app.client.send('/health/ready');
    expect(double.asked).toBe(2);
  });
});
