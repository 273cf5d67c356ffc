import { EXTENSION_MANAGER } from '../core/well-known.ts';
import { extensionXml } from '../testing/extension-xml.ts';
import { textAt, type SoapClient, type SoapReply } from '../testing/soap-client.ts';
import { ADMINISTRATOR, OPERATOR } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

const KEY = 'com.example.spec';

describe('the extension manager', () => {
  let bed: VcenterBed;
  let client: SoapClient;
  beforeEach(async () => {
    bed = await VcenterBed.start();
    client = await bed.login();
  });
  afterEach(() => bed.close());

  const manage = (method: string, args: string): Promise<SoapReply> =>
    client.call(method, EXTENSION_MANAGER, args);
  const find = async (key = KEY): Promise<string | undefined> => {
    const reply = await manage('FindExtension', `<extensionKey>${key}</extensionKey>`);
    return reply.results.map((each) => textAt(each, 'version'))[0];
  };

  it('registers, finds, updates and unregisters', async () => {
    const before = await find();
    await manage('RegisterExtension', extensionXml(KEY));
    const registered = await find();
    await manage('UpdateExtension', extensionXml(KEY, '1.1.0'));
    const updated = await find();
    await manage('UnregisterExtension', `<extensionKey>${KEY}</extensionKey>`);

    expect([before, registered, updated, await find()]).toEqual([
      undefined,
      '1.0.0',
      '1.1.0',
      undefined,
    ]);
  });

  it('refuses a key that is taken or malformed', async () => {
    await manage('RegisterExtension', extensionXml(KEY));
    const twice = await manage('RegisterExtension', extensionXml(KEY));
    const malformed = await manage('RegisterExtension', extensionXml('com.example/spec'));

    expect(twice.fault).toBe('InvalidArgument');
    expect(twice.xml).toContain('<invalidProperty>extension.key</invalidProperty>');
    expect(malformed.fault).toBe('InvalidArgument');
  });

  it('answers NotFound about an extension that is not registered', async () => {
    const update = await manage('UpdateExtension', extensionXml(KEY));
    const remove = await manage('UnregisterExtension', `<extensionKey>${KEY}</extensionKey>`);
    const account = await manage(
      'SetServiceAccount',
      `<extensionKey>${KEY}</extensionKey><serviceAccount>a</serviceAccount>`,
    );

    expect([update.fault, remove.fault, account.fault]).toEqual([
      'NotFound',
      'NotFound',
      'NotFound',
    ]);
  });

  it('refuses members out of order, as everywhere', async () => {
    const text = extensionXml(KEY)
      .replace(/<key>.*<\/key>/, '')
      .replace('</extension>', `<key>${KEY}</key></extension>`);

    expect((await manage('RegisterExtension', text)).fault).toBe('InvalidRequest');
  });

  it('lists what is registered', async () => {
    await manage('RegisterExtension', extensionXml(KEY));
    const list = await client.call('Fetch', EXTENSION_MANAGER, '<prop>extensionList</prop>');

    expect(list.xml).toContain(`<Extension><description><label>Spec</label>`);
    expect(list.xml).toContain(`<key>${KEY}</key>`);
  });

  it('gives the privileges of an extension to administrators', async () => {
    await manage('RegisterExtension', extensionXml(KEY));
    const { authorization } = bed.running.vcenter;

    expect(authorization.has(ADMINISTRATOR, bed.named('Alpha'), 'Spec.Use')).toBeTrue();
    expect(authorization.has(OPERATOR, bed.named('Alpha'), 'Spec.Use')).toBeFalse();
  });

  it('wants a certificate in words when a connection brings none', async () => {
    await manage('RegisterExtension', extensionXml(KEY));
    const none = await manage('SetExtensionCertificate', `<extensionKey>${KEY}</extensionKey>`);
    const pem = await manage(
      'SetExtensionCertificate',
      `<extensionKey>${KEY}</extensionKey><certificatePem>x</certificatePem>`,
    );

    expect(none.fault).toBe('NoClientCertificate');
    expect(pem.fault).toBeUndefined();
  });

  it('knows no machine that an extension manages', async () => {
    const reply = await manage('QueryManagedBy', `<extensionKey>${KEY}</extensionKey>`);

    expect(reply.fault).toBeUndefined();
    expect(reply.results).toEqual([]);
  });
});
