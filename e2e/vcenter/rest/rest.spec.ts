import { SESSION_MANAGER } from '../core/well-known.ts';
import { httpJson, type HttpAnswer } from '../testing/http-json.ts';
import { OPERATOR, PASSWORD } from '../testing/small-world.ts';
import { textAt } from '../testing/soap-client.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

const SESSION_HEADER = 'vmware-api-session-id';

function basic(userName: string, password: string): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}` };
}

describe('the REST endpoints', () => {
  let bed: VcenterBed;
  beforeAll(async () => {
    bed = await VcenterBed.start();
  });
  afterAll(() => bed.close());

  const send = (
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<HttpAnswer> => {
    const { url, caPem } = bed.running;
    return httpJson(method, url + path, { ...options, caPem });
  };
  const cloneTicket = (token: string, body: unknown): Promise<HttpAnswer> =>
    send('POST', '/api/ui/vcenter/session/clone-ticket', {
      body,
      headers: { [SESSION_HEADER]: token },
    });

  it('start, show and end a session', async () => {
    const started = await send('POST', '/api/session', { headers: basic(OPERATOR, PASSWORD) });
    const headers = { [SESSION_HEADER]: String(started.body) };
    const shown = await send('GET', '/api/session', { headers });
    const ended = await send('DELETE', '/api/session', { headers });
    const after = await send('GET', '/api/session', { headers });

    expect([started, shown, ended, after].map(({ status }) => status)).toEqual([
      201, 200, 204, 401,
    ]);
    expect(shown.body).toEqual(jasmine.objectContaining({ user: 'VSPHERE.LOCAL\\operator' }));
  });

  it('wrap everything in a value on the older path', async () => {
    const path = '/rest/com/vmware/cis/session';
    const started = await send('POST', path, { headers: basic(OPERATOR, PASSWORD) });
    const { value } = started.body as { value: string };
    const shown = await send('GET', path, { headers: { [SESSION_HEADER]: value } });

    expect([started.status, shown.status]).toEqual([200, 200]);
    expect(shown.body).toEqual({
      value: jasmine.objectContaining({ user: 'VSPHERE.LOCAL\\operator' }),
    });
  });

  it('fail and are cut as a control says, the list of API versions too', async () => {
    const { control } = bed.running;
    const path = '/sdk/vimServiceVersions.xml';
    const statusFor = async (type: string): Promise<number> => {
      control.addFault({ method: `GET ${path}`, times: 1, fault: { type } });
      return (await send('GET', path)).status;
    };
    const types = ['NotAuthenticated', 'NoPermission', 'NotFound', 'SystemError'];
    const statuses: number[] = [];
    for (const type of types) statuses.push(await statusFor(type));
    control.addFault({ method: `GET ${path}`, times: 1, action: 'cut-after' });

    expect(statuses).toEqual([401, 403, 404, 503]);
    await expectAsync(send('GET', path)).toBeRejected();
    expect(control.calls(`GET ${path}`).at(-1)?.fault).toBe('cut');

    control.clearFaults();
  });

  const refused: [string, Record<string, string>][] = [
    ['no credentials', {}],
    ['a wrong password', basic(OPERATOR, 'wrong')],
    ['another scheme', { Authorization: 'Bearer x' }],
  ];
  for (const [what, headers] of refused) {
    it(`answer 401 to a login with ${what}`, async () => {
      const answer = await send('POST', '/api/session', { headers });

      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(jasmine.objectContaining({ error_type: 'UNAUTHENTICATED' }));
    });
  }

  it('turn a client token into a clone ticket that CloneSession takes', async () => {
    const token = bed.running.control.issueUiToken(OPERATOR, PASSWORD);
    const answer = await cloneTicket(token, { vc_guid: bed.running.instanceUuid });
    const { session_clone_ticket: ticket } = answer.body as { session_clone_ticket: string };
    const clone = await bed
      .client()
      .call('CloneSession', SESSION_MANAGER, `<cloneTicket>${ticket}</cloneTicket>`);

    expect(answer.status).toBe(200);
    expect(clone.results.map((session) => textAt(session, 'userName'))).toEqual([
      'VSPHERE.LOCAL\\operator',
    ]);
  });

  it('refuse a clone ticket for a wrong token, an unknown vCenter and a malformed body', async () => {
    const token = bed.running.control.issueUiToken(OPERATOR, PASSWORD);
    const guid = { vc_guid: bed.running.instanceUuid };

    expect((await cloneTicket('nonsense', guid)).status).toBe(401);
    expect((await cloneTicket(token, { vc_guid: 'another' })).status).toBe(404);
    expect((await cloneTicket(token, { guid: 1 })).status).toBe(400);
  });

  it('do not take a client token for a REST session, nor the other way round', async () => {
    const token = bed.running.control.issueUiToken(OPERATOR, PASSWORD);
    const started = await send('POST', '/api/session', { headers: basic(OPERATOR, PASSWORD) });
    const asSession = await send('GET', '/api/session', { headers: { [SESSION_HEADER]: token } });
    const asToken = await cloneTicket(String(started.body), { vc_guid: bed.running.instanceUuid });

    expect([asSession.status, asToken.status]).toEqual([401, 401]);
  });

  it('obey fault rules and are in the call log', async () => {
    const { control } = bed.running;
    const method = 'POST /api/session';
    control.clearCalls();
    control.addFault({ method, times: 1 });
    control.addFault({ method, times: 1, action: 'cut-before' });
    const headers = basic(OPERATOR, PASSWORD);
    const broken = await send('POST', '/api/session', { headers });
    await expectAsync(send('POST', '/api/session', { headers })).toBeRejected();
    const whole = await send('POST', '/api/session', { headers });

    expect([broken.status, whole.status]).toEqual([503, 201]);
    expect(control.calls(method).map(({ fault, userName }) => [fault, userName])).toEqual([
      ['503', null],
      ['cut', null],
      [null, 'VSPHERE.LOCAL\\operator'],
    ]);
    control.clearFaults();
  });
});
