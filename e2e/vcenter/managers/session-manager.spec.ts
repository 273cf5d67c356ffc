import { SESSION_MANAGER } from '../core/well-known.ts';
import { VimFault } from '../core/vim-fault.ts';
import { children, textAt, type SoapClient } from '../testing/soap-client.ts';
import { ADMINISTRATOR, OPERATOR, PASSWORD } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

function credentials(userName: string, password = PASSWORD): string {
  return `<userName>${userName}</userName><password>${password}</password>`;
}

async function currentUser(client: SoapClient): Promise<string | undefined> {
  const reply = await client.call('Fetch', SESSION_MANAGER, '<prop>currentSession</prop>');
  return reply.results.map((session) => textAt(session, 'userName'))[0];
}

describe('the session manager', () => {
  let bed: VcenterBed;
  beforeAll(async () => {
    bed = await VcenterBed.start();
  });
  afterAll(() => bed.close());

  it('knows a user by either spelling of the name', async () => {
    const one = await bed.client().call('Login', SESSION_MANAGER, credentials(OPERATOR));
    const other = await bed
      .client()
      .call('Login', SESSION_MANAGER, credentials('Vsphere.Local\\OPERATOR'));

    expect(one.xml).toContain('<userName>VSPHERE.LOCAL\\operator</userName>');
    expect(other.xml).toContain('<userName>VSPHERE.LOCAL\\operator</userName>');
  });

  const wrong: [string, string][] = [
    ['a wrong password', credentials(OPERATOR, 'wrong')],
    ['an unknown user', credentials('stranger@vsphere.local')],
  ];
  for (const [what, body] of wrong) {
    it(`answers InvalidLogin to ${what} and sets no cookie`, async () => {
      const client = bed.client();
      const reply = await client.call('Login', SESSION_MANAGER, body);

      expect(reply.status).toBe(500);
      expect(reply.fault).toBe('InvalidLogin');
      expect(client.cookie).toBe('');
    });
  }

  it('refuses a second login on a live session', async () => {
    const client = await bed.login();
    const reply = await client.call('Login', SESSION_MANAGER, credentials(OPERATOR));

    expect(reply.fault).toBe('InvalidLogin');
  });

  it('refuses a locale that it does not have', async () => {
    const body = `${credentials(OPERATOR)}<locale>tlh</locale>`;
    const reply = await bed.client().call('Login', SESSION_MANAGER, body);

    expect(reply.fault).toBe('InvalidLocale');
  });

  it('shows the current session to its owner and nothing to a stranger', async () => {
    const client = await bed.login(OPERATOR);

    expect(await currentUser(client)).toBe('VSPHERE.LOCAL\\operator');
    expect(await currentUser(bed.client())).toBeUndefined();
  });

  it('ends a session at logout', async () => {
    const client = await bed.login();
    const logout = await client.call('Logout', SESSION_MANAGER);

    expect(logout.fault).toBeUndefined();
    expect((await client.call('Logout', SESSION_MANAGER)).fault).toBe('NotAuthenticated');
  });

  it('clones a session once per ticket', async () => {
    const owner = await bed.login(OPERATOR);
    const ticket = await owner.call('AcquireCloneTicket', SESSION_MANAGER);
    const body = `<cloneTicket>${ticket.text}</cloneTicket>`;
    const clone = bed.client();
    const first = await clone.call('CloneSession', SESSION_MANAGER, body);
    const second = await bed.client().call('CloneSession', SESSION_MANAGER, body);

    expect(first.fault).toBeUndefined();
    expect(await currentUser(clone)).toBe('VSPHERE.LOCAL\\operator');
    expect(clone.cookie).not.toBe(owner.cookie);
    expect(second.fault).toBe('InvalidLogin');
  });

  it('lets a clone outlive its original, and a ticket die with it', async () => {
    const owner = await bed.login(OPERATOR);
    const used = await owner.call('AcquireCloneTicket', SESSION_MANAGER);
    const late = await owner.call('AcquireCloneTicket', SESSION_MANAGER);
    const clone = bed.client();
    await clone.call('CloneSession', SESSION_MANAGER, `<cloneTicket>${used.text}</cloneTicket>`);
    await owner.call('Logout', SESSION_MANAGER);
    const reply = await bed
      .client()
      .call('CloneSession', SESSION_MANAGER, `<cloneTicket>${late.text}</cloneTicket>`);

    expect(await currentUser(clone)).toBe('VSPHERE.LOCAL\\operator');
    expect(reply.fault).toBe('InvalidLogin');
  });

  it('lists and terminates sessions for those who may', async () => {
    const victim = await bed.login(OPERATOR);
    const administrator = await bed.login();
    const reply = await administrator.call('Fetch', SESSION_MANAGER, '<prop>sessionList</prop>');
    const victims = reply.results
      .flatMap((list) => children(list, 'UserSession'))
      .filter((each) => textAt(each, 'userName') === 'VSPHERE.LOCAL\\operator');
    const ids = victims.map((each) => `<sessionId>${textAt(each, 'key') ?? ''}</sessionId>`);
    const refused = await victim.call('Fetch', SESSION_MANAGER, '<prop>sessionList</prop>');
    const done = await administrator.call('TerminateSession', SESSION_MANAGER, ids.join(''));

    expect(refused.fault).toBe('NoPermission');
    expect(done.fault).toBeUndefined();
    expect((await victim.call('Logout', SESSION_MANAGER)).fault).toBe('NotAuthenticated');
  });

  it('tells whether a session is alive to those who may validate sessions', async () => {
    const operator = await bed.login(OPERATOR);
    const key = bed.running.vcenter.sessions
      .list()
      .find((each) => operator.cookie.includes(each.token))?.key;
    const args = `<sessionID>${key ?? ''}</sessionID><userName>VSPHERE.LOCAL\\operator</userName>`;
    const administrator = await bed.login(ADMINISTRATOR);
    const alive = await administrator.call('SessionIsActive', SESSION_MANAGER, args);
    const refused = await operator.call('SessionIsActive', SESSION_MANAGER, args);
    await operator.call('Logout', SESSION_MANAGER);
    const dead = await administrator.call('SessionIsActive', SESSION_MANAGER, args);

    expect([alive.text, dead.text]).toEqual(['true', 'false']);
    expect(refused.fault).toBe('NoPermission');
    expect(refused.xml).toContain('<privilegeId>Sessions.ValidateSession</privilegeId>');
  });

  it('ends a session that has been idle for half an hour', async () => {
    const client = await bed.login(OPERATOR);
    const session = bed.running.vcenter.sessions
      .list()
      .find((each) => client.cookie.includes(each.token));
    if (session !== undefined) session.lastActiveTime = new Date(Date.now() - 31 * 60_000);

    expect((await client.call('Logout', SESSION_MANAGER)).fault).toBe('NotAuthenticated');
  });

  it('ends client tokens with their session', () => {
    const { sessions } = bed.running.vcenter;
    const session = sessions.login(OPERATOR, PASSWORD, { ipAddress: '::1', userAgent: 'spec' });
    const token = sessions.issueUiToken(session);
    const before = sessions.byUiToken(token);
    sessions.end(session);

    expect(before).toBe(session);
    expect(sessions.byUiToken(token)).toBeUndefined();
    expect(() => sessions.clone('cst-none', { ipAddress: '::1', userAgent: '' })).toThrowError(
      VimFault,
    );
  });
});
