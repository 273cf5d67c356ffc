import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createTlsIdentity } from '../../../testing/tls-identity.ts';
import type { TlsIdentity } from '../../../testing/tls-identity.ts';
import { VcenterUnreachable, VimFault } from '../../domain/vim-fault.ts';
import { CookieJar } from './cookie-jar.ts';
import { HttpsTransport } from './https-transport.ts';
import type { SoapCall } from './send.ts';
import { SoapEndpoint } from './soap-endpoint.ts';

interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const cluster = { type: 'ClusterComputeResource', value: 'domain-c8' };
const query: SoapCall = {
  target: { type: 'IoFilterManager', value: 'IoFilterManager' },
  operation: 'QueryIoFilterInfo',
  args: { compRes: cluster },
};

function envelope(body: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n' +
    `<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
  );
}
const emptyAnswer = envelope('<QueryIoFilterInfoResponse xmlns="urn:vim25"/>');

describe('SoapEndpoint', () => {
  let identity: TlsIdentity;
  let server: Server;
  let transport: HttpsTransport;
  let received: Received[];
  let answer: { status: number; headers: Record<string, string>; body: string };

  beforeAll(async () => {
    identity = await createTlsIdentity();
  });

  beforeEach(async () => {
    received = [];
    answer = { status: 200, headers: {}, body: emptyAnswer };
    server = createServer({ key: identity.keyPem, cert: identity.certificatePem }, (req, res) => {
      let body = '';
      req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      req.on('end', () => {
        // Whether elements carry a prefix is node-soap's business.
        received.push({ headers: req.headers, body: body.replaceAll('vim25:', '') });
        res.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    transport = connectTo(identity.certificatePem);
  });

  afterEach(async () => {
    transport.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function connectTo(certificatePem: string, maxReplyBytes = 100_000): HttpsTransport {
    const { port } = server.address() as AddressInfo;
    const origin = `https://127.0.0.1:${port}`;
    return new HttpsTransport({ origin, certificatePem, maxReplyBytes, maxSockets: 4 });
  }

  async function open(apiVersion = '8.0.3.0', over = transport): Promise<SoapEndpoint> {
    return SoapEndpoint.open({ transport: over, path: '/sdk', service: 'vim25', apiVersion });
  }

  it('names the API version in SOAPAction and the operation id in the SOAP header', async () => {
    const endpoint = await open('8.0.2.0');

    await endpoint.send(query, new CookieJar(), 'op-1');

    expect(received[0]?.headers['soapaction']).toBe('"urn:vim25/8.0.2.0"');
    expect(received[0]?.body).toContain('<operationID>op-1</operationID>');
  });

  it('writes references with their plain type attribute', async () => {
    const endpoint = await open();

    await endpoint.send(query, new CookieJar());

    expect(received[0]?.body).toContain(
      '<QueryIoFilterInfo xmlns:vim25="urn:vim25" xmlns="urn:vim25"><_this type="IoFilterManager">IoFilterManager</_this>' +
        '<compRes type="ClusterComputeResource">domain-c8</compRes></QueryIoFilterInfo>',
    );
  });

  it('writes the members of a derived type in schema order, inherited ones first', async () => {
    answer.body = envelope(
      '<CreateFilterResponse xmlns="urn:vim25"><returnval/></CreateFilterResponse>',
    );
    const endpoint = await open();

    await endpoint.send(
      {
        target: { type: 'PropertyCollector', value: 'propertyCollector' },
        operation: 'CreateFilter',
        args: {
          partialUpdates: false,
          spec: {
            objectSet: [
              {
                selectSet: [
                  {
                    skip: false,
                    path: 'view',
                    type: 'ContainerView',
                    name: 'v',
                    $type: 'TraversalSpec',
                  },
                ],
                skip: true,
                obj: { type: 'ContainerView', value: 'view-1' },
              },
            ],
            propSet: [{ pathSet: ['name', 'a&<b'], type: 'HostSystem' }],
          },
        },
      },
      new CookieJar(),
    );

    expect(received[0]?.body).toContain(
      '<spec><propSet><type>HostSystem</type><pathSet>name</pathSet><pathSet>a&amp;&lt;b</pathSet></propSet>' +
        '<objectSet><obj type="ContainerView">view-1</obj><skip>true</skip>' +
        '<selectSet xsi:type="TraversalSpec"><name>v</name><type>ContainerView</type><path>view</path>' +
        '<skip>false</skip></selectSet></objectSet></spec><partialUpdates>false</partialUpdates>',
    );
  });

  it('leaves out what the negotiated API version does not know', async () => {
    answer.body = envelope(
      '<InstallIoFilter_TaskResponse xmlns="urn:vim25"><returnval type="Task">task-1</returnval></InstallIoFilter_TaskResponse>',
    );
    const install: SoapCall = {
      target: query.target,
      operation: 'InstallIoFilter_Task',
      args: {
        vibUrl: 'https://plugin/bundle.zip',
        compRes: cluster,
        vibSslTrust: { $type: 'PinnedCertificate', sslCertificate: 'PEM' },
      },
    };

    const task = await (await open('8.0.2.0')).send(install, new CookieJar());
    await (await open('8.0.3.0')).send(install, new CookieJar());

    expect(task).toEqual({ type: 'Task', value: 'task-1' });
    expect(received[0]?.body).not.toContain('vibSslTrust');
    expect(received[1]?.body).toContain(
      '<vibSslTrust xsi:type="PinnedCertificate"><sslCertificate>PEM</sslCertificate></vibSslTrust>',
    );
  });

  it('refuses a misspelt, a missing and an unwritable argument before anything is sent', async () => {
    const endpoint = await open();
    const send = (args: SoapCall['args']) => endpoint.send({ ...query, args }, new CookieJar());

    await expectAsync(send({ compRes: cluster, filter: 'x' })).toBeRejectedWithError(/no filter/);
    await expectAsync(send({})).toBeRejectedWithError(/lacks compRes/);
    await expectAsync(
      send({ compRes: { type: 'Cluster\u0001', value: 'x' } }),
    ).toBeRejectedWithError(/XML cannot carry/);
    expect(received).toEqual([]);
  });

  it('keeps the quoted session cookie of each session apart and sends it back unchanged', async () => {
    const endpoint = await open();
    const [first, second] = [new CookieJar(), new CookieJar()];
    answer.headers = { 'set-cookie': 'vmware_soap_session="abc"; Path=/; HttpOnly; Secure' };
    await endpoint.send(query, first);
    answer.headers = {};

    await endpoint.send(query, first);
    await endpoint.send(query, second);

    expect(received.map((request) => request.headers['cookie'])).toEqual([
      undefined,
      'vmware_soap_session="abc"',
      undefined,
    ]);
  });

  it('throws the typed fault of an HTTP 500 answer', async () => {
    answer.status = 500;
    answer.body = envelope(
      '<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>Permission was denied.</faultstring><detail>' +
        '<NoPermissionFault xmlns="urn:vim25" xsi:type="NoPermission"><object type="HostSystem">host-9</object>' +
        '<privilegeId>Host.Config.Patch</privilegeId></NoPermissionFault></detail></soapenv:Fault>',
    );
    const endpoint = await open();

    const error: unknown = await endpoint.send(query, new CookieJar()).catch((e: unknown) => e);

    expect(error).toBeInstanceOf(VimFault);
    expect(error).toEqual(
      jasmine.objectContaining({
        type: 'NoPermission',
        message: 'Permission was denied.',
        members: jasmine.objectContaining({
          object: { type: 'HostSystem', value: 'host-9' },
          privilegeId: 'Host.Config.Patch',
        }),
      }),
    );
  });

  it('takes an HTML page, an empty answer and a cut envelope for an unreachable vCenter', async () => {
    const endpoint = await open();
    for (const [status, body] of [
      [503, '<html>starting</html>'],
      [200, ''],
      [200, emptyAnswer.slice(0, -20)],
      [200, envelope('<OtherResponse/>')],
    ] as const) {
      answer = { status, headers: {}, body };

      await expectAsync(endpoint.send(query, new CookieJar())).toBeRejectedWithError(
        VcenterUnreachable,
      );
    }
  });

  it('refuses a reply beyond the size limit', async () => {
    const small = connectTo(identity.certificatePem, 50);
    const endpoint = await open('8.0.3.0', small);

    await expectAsync(endpoint.send(query, new CookieJar())).toBeRejectedWithError(
      /larger than 50/,
    );
    small.close();
  });

  it('sends nothing to a server whose certificate is not the accepted one', async () => {
    const other = connectTo((await createTlsIdentity()).certificatePem);
    const endpoint = await open('8.0.3.0', other);

    await expectAsync(endpoint.send(query, new CookieJar())).toBeRejectedWithError(
      VcenterUnreachable,
      /certificate is not the one that was accepted/,
    );
    expect(received).toEqual([]);
    other.close();
  });

  it('trusts a server certificate of the accepted authority', async () => {
    const byAuthority = connectTo(identity.caPem);
    const endpoint = await open('8.0.3.0', byAuthority);

    await expectAsync(endpoint.send(query, new CookieJar())).toBeResolvedTo([]);
    byAuthority.close();
  });

  it('ends with the reason of the caller who aborted', async () => {
    const endpoint = await open();
    const controller = new AbortController();
    server.removeAllListeners('request');
    server.on('request', () => controller.abort(new Error('no longer wanted')));

    await expectAsync(
      endpoint.send({ ...query, signal: controller.signal }, new CookieJar()),
    ).toBeRejectedWithError('no longer wanted');
  });

  it('gives up when the answer does not come in time', async () => {
    const endpoint = await open();
    server.removeAllListeners('request');

    await expectAsync(
      endpoint.send({ ...query, timeoutMs: 50 }, new CookieJar()),
    ).toBeRejectedWithError(VcenterUnreachable, /did not answer in time/);
  });

  it('leaves no password behind in an error or in the client', async () => {
    answer = { status: 503, headers: {}, body: 'no' };
    const endpoint = await open();
    const login: SoapCall = {
      target: { type: 'SessionManager', value: 'SessionManager' },
      operation: 'Login',
      args: { userName: 'svc', password: 'secret-word' },
    };

    const error: unknown = await endpoint.send(login, new CookieJar()).catch((e: unknown) => e);

    const { inspect } = await import('node:util');
    expect(received[0]?.body).toContain('secret-word');
    expect(inspect({ error, endpoint }, { depth: 12, showHidden: true })).not.toContain(
      'secret-word',
    );
  });
});
