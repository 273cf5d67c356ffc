import { httpJson, type HttpAnswer } from '../testing/http-json.ts';
import { OPERATOR, PASSWORD } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

describe('the control API', () => {
  let bed: VcenterBed;
  beforeEach(async () => {
    bed = await VcenterBed.start();
  });
  afterEach(() => bed.close());

  const send = (method: string, path: string, body?: unknown): Promise<HttpAnswer> =>
    httpJson(method, bed.running.controlUrl + path, body === undefined ? {} : { body });

  it('lists and clears the calls', async () => {
    await bed.login();
    const all = await send('GET', '/calls');
    const none = await send('GET', '/calls?method=Logout');
    await send('DELETE', '/calls');

    expect(all.body).toEqual([jasmine.objectContaining({ method: 'Login' })]);
    expect(none.body).toEqual([]);
    expect((await send('GET', '/calls')).body).toEqual([]);
  });

  it('takes, lists and drops fault rules', async () => {
    const made = await send('POST', '/faults', {
      method: 'Login',
      fault: { type: 'InvalidState' },
    });
    const { id } = made.body as { id: string };
    const listed = await send('GET', '/faults');
    const dropped = await send('DELETE', `/faults/${id}`);
    const again = await send('DELETE', `/faults/${id}`);

    expect([made.status, dropped.status, again.status]).toEqual([201, 204, 404]);
    expect(listed.body).toEqual([
      jasmine.objectContaining({ id, method: 'Login', action: 'fault' }),
    ]);
  });

  it('refuses rules that it does not understand', async () => {
    const answer = await send('POST', '/faults', { methods: 'Login' });

    expect(answer.status).toBe(400);
    expect(bed.running.control.faults()).toEqual([]);
  });

  it('ends sessions, hands out tokens and sets the clock', async () => {
    const token = await send('POST', '/ui-tokens', { userName: OPERATOR, password: PASSWORD });
    const wrong = await send('POST', '/ui-tokens', { userName: OPERATOR, password: 'wrong' });
    const ended = await send('POST', '/sessions/expire', { userName: OPERATOR });
    const clock = await send('PUT', '/clock', { factor: 25 });
    const state = await send('GET', '/state');

    expect([token.status, wrong.status, clock.status]).toEqual([201, 401, 204]);
    expect(ended.body).toEqual({ ended: 1 });
    expect(state.body).toEqual(
      jasmine.objectContaining({ clockFactor: 25, sessions: [], extensions: [], bugs: [] }),
    );
  });

  it('restarts the vCenter', async () => {
    await bed.login();
    const answer = await send('POST', '/restart', { downMs: 1 });

    expect(answer.status).toBe(204);
    expect(bed.running.control.state().sessions).toEqual([]);
  });

  it('disconnects, reconnects, adds and removes hosts', async () => {
    const host = bed.named('alpha-1.example.com');
    const connection = (): unknown =>
      (bed.running.vcenter.registry.get(host).properties['runtime'] as { connectionState: string })
        .connectionState;
    await send('POST', `/hosts/${host.value}/disconnect`);
    const cut = connection();
    await send('POST', `/hosts/${host.value}/reconnect`);
    const added = await send('POST', `/clusters/${bed.named('Beta').value}/hosts`, {
      name: 'new.example.com',
    });
    const { host: id } = added.body as { host: string };
    const removed = await send('DELETE', `/hosts/${id}`);
    const unknown = await send('DELETE', '/hosts/host-none');

    expect([cut, connection()]).toEqual(['disconnected', 'connected']);
    expect([added.status, removed.status, unknown.status]).toEqual([201, 204, 400]);
  });

  it('moves and switches machines, moves and restarts hosts, sets DRS, trusts roots', async () => {
    const host = bed.named('alpha-1.example.com').value;
    const vm = bed.named('Alpha-vm-1').value;
    const alpha = bed.named('Alpha').value;
    const added = await send('POST', `/clusters/${alpha}/hosts`, {});
    const { host: fresh } = added.body as { host: string };
    const pem = bed.running.caPem;
    const answers = [
      await send('POST', `/vms/${vm}/move`, { host }),
      await send('POST', `/vms/${vm}/power`, { state: 'poweredOff' }),
      await send('POST', `/vms/${vm}/power`, { state: 'poweredOff' }),
      await send('PUT', `/clusters/${alpha}/drs`, { level: 'manual' }),
      await send('PUT', `/clusters/${alpha}/drs`, { level: 'sometimes' }),
      await send('POST', `/hosts/${host}/reboot`),
      await send('POST', `/hosts/${host}/move`, { cluster: bed.named('Beta').value }),
      await send('POST', `/hosts/${fresh}/move`, { cluster: bed.named('Beta').value }),
      await send('POST', '/trusted-roots', { pem }),
      await send('POST', '/trusted-roots', { pem: 'none' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([
      204, 204, 400, 204, 400, 204, 400, 204, 204, 400,
    ]);
    expect(bed.running.vcenter.registry.get(bed.named('Beta')).properties['host']).toHaveSize(3);
  });

  it('takes failures that hosts shall have', async () => {
    const host = bed.named('alpha-1.example.com').value;
    const issue = {
      host,
      operation: 'install',
      fault: { type: 'PlatformConfigFault', message: 'no room' },
      times: 1,
    };

    expect((await send('POST', '/host-issues', issue)).status).toBe(204);
    expect((await send('POST', '/host-issues', { ...issue, operation: 'guess' })).status).toBe(400);
    expect((await send('DELETE', '/host-issues')).status).toBe(204);
  });

  it('serves no page in a browser', async () => {
    const url = `${bed.running.controlUrl}/state`;
    const page = await httpJson('GET', url, { headers: { Origin: 'https://evil.example.com' } });
    const name = await httpJson('GET', url, { headers: { Host: 'evil.example.com' } });

    expect([page.status, name.status]).toEqual([403, 403]);
  });
});
