import { gunzipSync } from 'node:zlib';
import { request } from 'node:https';
import { ref } from '../core/managed-object.ts';
import { SERVICE_INSTANCE, SESSION_MANAGER } from '../core/well-known.ts';
import { child, envelope, textAt } from '../testing/soap-client.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

const contentCall =
  '<RetrieveServiceContent xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></RetrieveServiceContent>';

describe('the SOAP endpoint', () => {
  let bed: VcenterBed;
  beforeAll(async () => {
    bed = await VcenterBed.start();
  });
  afterAll(() => bed.close());

  it('answers who it is without a login', async () => {
    const reply = await bed.client().call('RetrieveServiceContent', SERVICE_INSTANCE);
    const [content] = reply.results;

    expect(reply.status).toBe(200);
    expect(content && textAt(content, 'about', 'apiType')).toBe('VirtualCenter');
    expect(content && textAt(content, 'about', 'instanceUuid')).toBe(bed.running.instanceUuid);
    expect(content && textAt(content, 'rootFolder')).toBe('group-d1');
  });

  it('hides what is newer than the API version of the request', async () => {
    const old = await bed.client('5.5').call('RetrieveServiceContent', SERVICE_INSTANCE);
    const recent = await bed.client('6.0').call('RetrieveServiceContent', SERVICE_INSTANCE);

    expect(old.xml).not.toContain('<ioFilterManager');
    expect(recent.xml).toContain('<ioFilterManager type="IoFilterManager">');
  });

  it('takes a request without SOAPAction for one of the oldest version', async () => {
    const reply = await bed.client().send(envelope(contentCall), { headers: { SOAPAction: '' } });

    expect(reply.status).toBe(200);
    expect(reply.xml).not.toContain('<ioFilterManager');
  });

  it('refuses a parameter that the version of the request does not know', async () => {
    const manager = ref('IoFilterManager', 'IoFilterManager');
    const args =
      '<vibUrl>https://localhost/x.zip</vibUrl><compRes type="ClusterComputeResource">domain-c0</compRes>' +
      '<vibSslTrust xsi:type="UntrustedCertificate"/>';
    const client = await bed.login(undefined, '8.0.2.0');
    const reply = await client.call('InstallIoFilter_Task', manager, args);

    expect(reply.status).toBe(500);
    expect(reply.fault).toBe('InvalidRequest');
    expect(reply.xml).toContain('vibSslTrust');
  });

  it('refuses a method that the version of the request does not know', async () => {
    const client = await bed.login(undefined, '6.0');
    const manager = ref('AuthorizationManager', 'AuthorizationManager');
    const args = '<entities type="Folder">group-d1</entities><userName>a</userName>';
    const reply = await client.call('FetchUserPrivilegeOnEntities', manager, args);

    expect(reply.fault).toBe('InvalidRequest');
  });

  it('refuses a version that is newer than its own', async () => {
    const reply = await bed.client('9.9.9.9').call('RetrieveServiceContent', SERVICE_INSTANCE);

    expect(reply.status).toBe(500);
    expect(reply.fault).toBe('InvalidRequest');
    expect(reply.xml).toContain('Unsupported version URI &quot;urn:vim25/9.9.9.9&quot;');
  });

  const malformed: [string, string, RegExp][] = [
    ['no XML', 'hello', /InvalidRequest/],
    ['nothing', '', /InvalidRequest/],
    ['an unclosed element', '<a>', /InvalidRequest/],
    ['a document type', '<!DOCTYPE a><a/>', /document type/],
    ['another document', '<a/>', /SOAP 1.1 envelope/],
    ['an empty body', envelope(''), /one element in the body/],
    ['two calls in one body', envelope(contentCall + contentCall), /one element in the body/],
    ['a call without an object', envelope('<Logout xmlns="urn:vim25"/>'), /Missing.*_this/],
    ['a call in another namespace', envelope('<Logout xmlns="urn:x"/>'), /Unsupported namespace/],
    [
      'an object without a type',
      envelope('<Logout xmlns="urn:vim25"><_this>SessionManager</_this></Logout>'),
      /Type attribute not found/,
    ],
    [
      'a method that nothing has',
      envelope('<Nonsense xmlns="urn:vim25"><_this type="Nothing">x</_this></Nonsense>'),
      /Unable to resolve WSDL method name/,
    ],
  ];
  for (const [what, xml, problem] of malformed) {
    it(`answers InvalidRequest with status 500 to ${what}`, async () => {
      const reply = await bed.client().send(xml);

      expect(reply.status).toBe(500);
      expect(reply.fault).toBe('InvalidRequest');
      expect(reply.xml).toMatch(problem);
    });
  }

  it('answers MethodNotFound when the object has no such method', async () => {
    const client = await bed.login();
    const reply = await client.call('ReconfigVM_Task', SESSION_MANAGER);

    expect(reply.fault).toBe('MethodNotFound');
    expect(reply.faultDetail && textAt(reply.faultDetail, 'receiver')).toBe('SessionManager');
  });

  it('answers ManagedObjectNotFound for an object that is not there', async () => {
    const client = await bed.login();
    const reply = await client.call('CancelTask', ref('Task', 'task-none'));

    expect(reply.fault).toBe('ManagedObjectNotFound');
    expect(reply.faultDetail && textAt(reply.faultDetail, 'obj')).toBe('task-none');
  });

  it('answers NotAuthenticated to a call that needs a session', async () => {
    const reply = await bed.client().call('AcquireCloneTicket', SESSION_MANAGER);

    expect(reply.status).toBe(500);
    expect(reply.fault).toBe('NotAuthenticated');
    expect(reply.xml).toContain(
      '<NotAuthenticatedFault xmlns="urn:vim25" xsi:type="NotAuthenticated">',
    );
  });

  it('sets a quoted cookie at login and takes it back unquoted too', async () => {
    const client = bed.client();
    const body =
      '<userName>administrator@vsphere.local</userName><password>Correct-horse-1</password>';
    const reply = await client.call('Login', SESSION_MANAGER, body);
    client.cookie = client.cookie.replace(/"/g, '');
    const ticket = await client.call('AcquireCloneTicket', SESSION_MANAGER);

    expect(String(reply.headers['set-cookie'])).toMatch(
      /^vmware_soap_session="[0-9a-f]{40}"; Path=\/; HttpOnly; Secure;$/,
    );
    expect(ticket.fault).toBeUndefined();
  });

  it('speaks PBM with the session of a SOAP header, on both paths', async () => {
    const client = await bed.login();
    const token = client.cookie.split('=')[1] ?? '';
    client.cookie = '';
    const call =
      '<PbmRetrieveServiceContent xmlns="urn:pbm"><_this type="PbmServiceInstance">ServiceInstance</_this></PbmRetrieveServiceContent>';
    const xml = envelope(call).replace(
      '<soapenv:Body>',
      `<soapenv:Header><vcSessionCookie>${token}</vcSessionCookie></soapenv:Header><soapenv:Body>`,
    );
    const reply = await client.send(xml, { service: 'pbm' });

    expect(reply.fault).toBeUndefined();
    expect(reply.results.map((each) => each.namespace)).toEqual(['urn:pbm']);
  });

  it('compresses a long reply only for a client that asks for it', async () => {
    const options = { method: 'POST', ca: bed.running.caPem, agent: false as const };
    const fetchContent = (accept: string): Promise<{ encoding: unknown; body: Buffer }> =>
      new Promise((resolve, reject) => {
        const headers = { SOAPAction: '"urn:vim25/8.0.3.0"', 'Accept-Encoding': accept };
        const sent = request(`${bed.running.url}/sdk`, { ...options, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              encoding: response.headers['content-encoding'],
              body: Buffer.concat(chunks),
            }),
          );
        });
        sent.on('error', reject);
        sent.end(envelope(contentCall));
      });
    const plain = await fetchContent('identity');
    const packed = await fetchContent('gzip, deflate');

    expect(plain.encoding).toBeUndefined();
    expect(packed.encoding).toBe('gzip');
    expect(gunzipSync(packed.body).toString()).toBe(plain.body.toString());
  });

  it('lists its API versions for clients to choose from', async () => {
    const { url, caPem } = bed.running;
    const text = await new Promise<string>((resolve, reject) => {
      request(`${url}/sdk/vimServiceVersions.xml`, { ca: caPem, agent: false }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve(body));
      })
        .on('error', reject)
        .end();
    });

    expect(text).toContain('<name>urn:vim25</name>\n  <version>8.0.3.0</version>');
    expect(text).toContain('<version>7.0.3.0</version>');
    expect(text).not.toContain('9.0.0.0');
  });

  it('reads one property by Fetch, as pyVmomi does', async () => {
    const client = await bed.login();
    const name = await client.call('Fetch', bed.named('Alpha'), '<prop>name</prop>');
    const unset = await client.call('Fetch', bed.named('Datacenters'), '<prop>parent</prop>');
    const wrong = await client.call('Fetch', bed.named('Alpha'), '<prop>nonsense</prop>');

    expect(name.text).toBe('Alpha');
    expect(unset.results).toEqual([]);
    expect(wrong.fault).toBe('InvalidProperty');
  });

  it('lets Fetch read without a session what is open to all, and nothing else', async () => {
    const client = bed.client();
    const content = await client.call('Fetch', SERVICE_INSTANCE, '<prop>content</prop>');
    const clock = await client.call('Fetch', SERVICE_INSTANCE, '<prop>serverClock</prop>');

    expect(content.results.map((each) => child(each, 'rootFolder').text)).toEqual(['group-d1']);
    expect(clock.fault).toBe('NotAuthenticated');
  });
});
