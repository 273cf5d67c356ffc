import { SAMPLE_API_TOKENS } from '../../testing/sample-automation.ts';
import { SAMPLE_VC_GUID } from '../../testing/sample-world.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import { problemSchema } from '../contract/problem.ts';
import { SESSION_HEADER } from '../contract/routes.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';

const BASE = `/api/v1/vcenters/${SAMPLE_VC_GUID}`;
const operate = { authorization: `Bearer ${SAMPLE_API_TOKENS.operate}` };
const product = { authorization: `Bearer ${SAMPLE_API_TOKENS['replication-jobs']}` };

describe('An API token on the API of vSphere users', () => {
  it('acts for the user that it is bound to, without a session', async () => {
    const users: AuthenticatedUser[] = [];
    const planner = {
      moved: () => [],
      plan: (user: AuthenticatedUser) => {
        users.push(user);
        return Promise.resolve({
          vcGuid: SAMPLE_VC_GUID,
          clusters: [],
          policies: [],
          hash: 'f'.repeat(64),
        });
      },
    };
    await using app = await startApp({ planner });
    const reply = await app.client.send(`${BASE}/plans`, {
      method: 'POST',
      headers: { ...operate, 'content-type': 'application/json' },
      body: JSON.stringify({ clusters: [{ clusterId: 'domain-c8', desired: 'installed' }] }),
    });
    expect(reply.status).withContext(reply.text).toBe(200);
    expect(users).toEqual([
      jasmine.objectContaining({ userName: 'VSPHERE.LOCAL\\anna', sessionKey: null }),
    ]);
  });

  it('follows activities as a session does', async () => {
    await using app = await startApp();
    await using events = await app.client.events(`${BASE}/activity-events`, operate);
    expect(events.status).toBe(200);
    expect(await events.next()).toContain('event: activity');
  });

  it('is refused with the scope of the replication product', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${BASE}/inventory`, { headers: product });
    expect(reply.status).toBe(403);
    expect(problemSchema.parse(reply.json()).code).toBe('notPermitted');
  });

  it('is told to a caller without any login, as one of the two ways in', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${BASE}/inventory`);
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe('vSphere-Client-Session, Bearer');
  });

  it('does not count beside a session, which goes first', async () => {
    await using app = await startApp();
    const headers = { [SESSION_HEADER]: SAMPLE_TOKEN, authorization: 'Basic added-by-a-proxy' };
    const reply = await app.client.send(`${BASE}/inventory`, { headers });
    expect(reply.status).toBe(200);
  });

  it('is limited in how often it may ask, and cannot be guessed for long', async () => {
    const rateLimits = { perSession: 2, refusedPerAddress: 4 };
    await using app = await startApp({ rateLimits });
    const ask = async (headers: Record<string, string>) =>
      (await app.client.send(`${BASE}/inventory`, { headers })).status;
    expect([await ask(operate), await ask(operate), await ask(operate)]).toEqual([200, 200, 429]);
    const guesses: number[] = [];
    for (let guess = 0; guess < 6; guess += 1)
      guesses.push(await ask({ authorization: `Bearer rtr_guess${guess}` }));
    expect(guesses).toEqual([401, 401, 401, 401, 429, 429]);
  });

  it('never shows in the log', async () => {
    await using app = await startApp();
    await app.client.send(`${BASE}/inventory`, { headers: operate });
    await app.client.send(`${BASE}/inventory`, {
      headers: { authorization: 'Bearer rtr_guessed' },
    });
    const log = JSON.stringify(app.logged());
    expect(log).toContain('/inventory');
    expect(log).not.toContain(SAMPLE_API_TOKENS.operate);
    expect(log).not.toContain('rtr_guessed');
  });
});
