import { EXTENSION_MANAGER, SERVICE_INSTANCE, SESSION_MANAGER } from '../core/well-known.ts';
import { extensionXml } from '../testing/extension-xml.ts';
import { makeView } from '../testing/property-xml.ts';
import { NoAnswer } from '../testing/soap-client.ts';
import { OPERATOR, PASSWORD } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

describe('the controls', () => {
  let bed: VcenterBed;
  beforeEach(async () => {
    bed = await VcenterBed.start();
  });
  afterEach(() => bed.close());

  it('log every call with its user, version, time and fault', async () => {
    const client = await bed.login(OPERATOR, '8.0.1.0');
    await client.call('FindExtension', EXTENSION_MANAGER, '<extensionKey>a</extensionKey>');
    await client.call('UnregisterExtension', EXTENSION_MANAGER, '<extensionKey>a</extensionKey>');
    const calls = bed.running.control.calls();

    expect(calls.map(({ method, userName, fault }) => [method, userName, fault])).toEqual([
      ['Login', null, null],
      ['FindExtension', 'VSPHERE.LOCAL\\operator', null],
      ['UnregisterExtension', 'VSPHERE.LOCAL\\operator', 'NoPermission'],
    ]);
    expect(calls[1]).toEqual(
      jasmine.objectContaining({
        seq: 2,
        service: 'vim25',
        object: 'ExtensionManager:ExtensionManager',
        apiVersion: '8.0.1.0',
        durationMs: jasmine.any(Number),
      }),
    );
    bed.running.control.clearCalls();

    expect(bed.running.control.calls()).toEqual([]);
  });

  it('make chosen calls fail with a typed fault, after some and for a number of times', async () => {
    const { control } = bed.running;
    const client = await bed.login();
    const fault = { type: 'InvalidState', message: 'not now' };
    const rule = control.addFault({ method: 'FindExtension', skip: 1, times: 2, fault });
    const faults: unknown[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      const args = `<extensionKey>${key}</extensionKey>`;
      const reply = await client.call('FindExtension', EXTENSION_MANAGER, args);
      faults.push(reply.fault);
    }

    expect(faults).toEqual([undefined, 'InvalidState', 'InvalidState', undefined]);
    expect(control.faults()).toEqual([jasmine.objectContaining({ id: rule.id, hits: 2 })]);
    expect(control.removeFault(rule.id)).toBeTrue();
    expect(control.removeFault(rule.id)).toBeFalse();
  });

  it('make calls on one object fail only', async () => {
    const { control } = bed.running;
    const client = await bed.login();
    control.addFault({ method: 'Fetch', object: bed.named('Alpha').value });
    const alpha = await client.call('Fetch', bed.named('Alpha'), '<prop>name</prop>');
    const beta = await client.call('Fetch', bed.named('Beta'), '<prop>name</prop>');

    expect([alpha.fault, beta.fault]).toEqual(['SystemError', undefined]);
  });

  it('cut the connection before a call, so that it has no effect', async () => {
    const client = await bed.login();
    bed.running.control.addFault({ method: 'RegisterExtension', times: 1, action: 'cut-before' });
    const register = client.call('RegisterExtension', EXTENSION_MANAGER, extensionXml('com.spec'));

    await expectAsync(register).toBeRejectedWithError(NoAnswer);
    expect(bed.running.control.state().extensions).toEqual([]);
  });

  it('cut the connection after a call, which then has had its effect', async () => {
    const client = await bed.login();
    bed.running.control.addFault({ method: 'RegisterExtension', times: 1, action: 'cut-after' });
    const register = client.call('RegisterExtension', EXTENSION_MANAGER, extensionXml('com.spec'));

    await expectAsync(register).toBeRejectedWithError(NoAnswer);
    expect(bed.running.control.state().extensions).toEqual(['com.spec']);
  });

  it('slow a call down', async () => {
    bed.running.control.addFault({ method: 'CurrentTime', action: 'delay', delayMs: 50 });
    const client = await bed.login();
    await client.call('CurrentTime', SERVICE_INSTANCE);

    expect(bed.running.control.calls('CurrentTime')[0]?.durationMs).toBeGreaterThan(40);
  });

  it('keep the answer to a call back, which has had its effect by then', async () => {
    const { control } = bed.running;
    control.addFault({ method: 'RegisterExtension', action: 'delay', replyDelayMs: 60_000 });
    const client = await bed.login();
    const register = client.call('RegisterExtension', EXTENSION_MANAGER, extensionXml('com.spec'));
    const lost = expectAsync(register).toBeRejectedWithError(NoAnswer);
    while (control.state().extensions.length === 0) await new Promise(setImmediate);
    client.close();

    await lost;

    expect(control.state().extensions).toEqual(['com.spec']);
  });

  it('end the sessions of one user or of all', async () => {
    const operator = await bed.login(OPERATOR);
    const administrator = await bed.login();
    const ended = bed.running.control.expireSessions(OPERATOR);
    const logout = await operator.call('Logout', SESSION_MANAGER);
    const other = await administrator.call('AcquireCloneTicket', SESSION_MANAGER);

    expect([ended, logout.fault, other.fault]).toEqual([1, 'NotAuthenticated', undefined]);
    expect(bed.running.control.expireSessions()).toBe(1);
  });

  it('restart on the same port: sessions and views are gone, inventory and extensions stay', async () => {
    const client = await bed.login();
    await client.call('RegisterExtension', EXTENSION_MANAGER, extensionXml('com.spec'));
    const view = await makeView(client, bed.named('Alpha'));
    const pending = client.call('WaitForUpdatesEx', {
      type: 'PropertyCollector',
      value: 'propertyCollector',
    });
    const cut = expectAsync(pending).toBeRejectedWithError(NoAnswer);
    await bed.running.control.restart();
    await cut;
    const late = await client.call('Logout', SESSION_MANAGER);
    const { extensions, objects } = bed.running.control.state();

    expect(late.fault).toBe('NotAuthenticated');
    expect(bed.running.vcenter.registry.find(view)).toBeUndefined();
    expect(extensions).toEqual(['com.spec']);
    expect(objects['HostSystem']).toBe(4);
  });

  it('are down for the time asked', async () => {
    const down = bed.running.control.restart(200);
    const call = bed.client().call('RetrieveServiceContent', SERVICE_INSTANCE);

    await expectAsync(call).toBeRejectedWithError(NoAnswer);
    await down;

    expect((await bed.client().call('RetrieveServiceContent', SERVICE_INSTANCE)).status).toBe(200);
  });

  it('hand out client tokens for real logins only', () => {
    const { control } = bed.running;

    expect(control.issueUiToken(OPERATOR, PASSWORD)).toMatch(/^[0-9a-f]{48}$/);
    expect(() => control.issueUiToken(OPERATOR, 'wrong')).toThrowError();
  });
});
