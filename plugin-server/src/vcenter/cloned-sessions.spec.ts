import { DEMO_ADMINISTRATOR } from '../../../e2e/vcenter/scenario/demo-roles.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import { Problem } from '../domain/problem.ts';
import { VcenterUnreachable } from '../domain/vim-fault.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';

const MINUTE_MS = 60_000;

describe('ClonedSessions', () => {
  let bed: SimulatedVcenter;
  let token: string;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    token = newToken();
  });

  afterEach(async () => {
    await bed.close();
  });

  function newToken(): string {
    return bed.vcenter.control.issueUiToken(DEMO_ADMINISTRATOR, PASSWORDS[DEMO_ADMINISTRATOR]);
  }

  function authenticate(with_ = token): Promise<AuthenticatedUser> {
    return bed.users.authenticate(with_, bed.vcenter.instanceUuid);
  }

  function clones(): number {
    return bed.vcenter.control.calls('CloneSession').length;
  }

  async function problemOf(promise: Promise<unknown>): Promise<string> {
    const error: unknown = await promise.catch((reason: unknown) => reason);
    return error instanceof Problem ? error.code : String(error);
  }

  it('tells who the user of a session token is', async () => {
    const user = await authenticate();

    expect(user.userName.toLowerCase()).toContain('administrator');
    expect(user.fullName).toBe('Administrator vsphere.local');
    expect(user.vcGuid).toBe(bed.vcenter.instanceUuid);
    expect(user.sessionKey).not.toBe('');
  });

  it('clones once for many requests, also at the same time', async () => {
    const users = await Promise.all([authenticate(), authenticate(), authenticate()]);
    users.push(await authenticate());

    expect(new Set(users.map(({ sessionKey }) => sessionKey)).size).toBe(1);
    expect(clones()).toBe(1);
  });

  it('refuses a token that vCenter does not know, and one that is no token', async () => {
    expect(await problemOf(authenticate('made-up'))).toBe('notAuthenticated');
    expect(await problemOf(authenticate('two\r\nlines'))).toBe('notAuthenticated');
    expect(await problemOf(authenticate(''))).toBe('notAuthenticated');
    expect(clones()).toBe(0);
  });

  it('refuses a vCenter that was not added, without calling anything', async () => {
    const unknown = bed.users.authenticate(token, '00000000-0000-0000-0000-000000000000');

    expect(await problemOf(unknown)).toBe('unknownVcenter');
    expect(bed.vcenter.control.calls()).toEqual([]);
  });

  it('tells that the ticket was refused, and tries again with the next request', async () => {
    const fault = { type: 'InvalidLogin' };
    bed.vcenter.control.addFault({ method: 'CloneSession', times: 1, fault });

    expect(await problemOf(authenticate())).toBe('cloneTicketRefused');
    await expectAsync(authenticate()).toBeResolved();
  });

  it('notices within half a minute that a clone was ended, and clones anew', async () => {
    const first = await authenticate();
    bed.vcenter.vcenter.sessions.expire(DEMO_ADMINISTRATOR);
    token = newToken();
    const second = await authenticate();
    bed.clock.advance(MINUTE_MS / 2);

    const again = await authenticate();

    expect(second.sessionKey).not.toBe(first.sessionKey);
    expect(again).toEqual(second);
  });

  it('refuses a token whose session has ended together with its clone', async () => {
    await authenticate();
    bed.vcenter.control.expireSessions();
    bed.clock.advance(MINUTE_MS / 2);

    expect(await problemOf(authenticate())).toBe('notAuthenticated');
  });

  it('logs a clone out that was idle for ten minutes', async () => {
    const first = await authenticate();
    bed.clock.advance(10 * MINUTE_MS);

    const second = await authenticate();

    expect(second.sessionKey).not.toBe(first.sessionKey);
    await bed.users.stop();
    expect(bed.vcenter.control.calls('Logout').length).toBe(2);
  });

  it('asks for the token again after half an hour of use', async () => {
    await authenticate();
    for (let minutes = 0; minutes < 30; minutes += 5) {
      bed.clock.advance(5 * MINUTE_MS);
      await authenticate();
    }

    expect(clones()).toBe(2);
  });

  it('keeps a hundred clones and logs the one out that was not used for longest', async () => {
    const tokens = Array.from({ length: 101 }, newToken);
    for (const each of tokens) await authenticate(each);

    await authenticate(tokens[100]);
    expect(clones()).toBe(101);
    await authenticate(tokens[0]);
    expect(clones()).toBe(102);
  });

  it('does not keep a failure of the network', async () => {
    await authenticate();
    await bed.users.stop();
    bed.vcenter.control.addFault({ method: 'CloneSession', times: 1, action: 'cut-before' });

    await expectAsync(authenticate()).toBeRejectedWithError(VcenterUnreachable);
    await expectAsync(authenticate()).toBeResolved();
  });

  it('ends all clones when the server stops', async () => {
    await authenticate();
    const before = bed.vcenter.control.state().sessions.length;

    await bed.users.stop();

    expect(bed.vcenter.control.state().sessions.length).toBe(before - 1);
  });
});
