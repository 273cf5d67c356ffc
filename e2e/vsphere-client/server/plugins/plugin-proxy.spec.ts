import { once } from 'node:events';
import { connect } from 'node:tls';
import { startExamplePluginServer } from '../../testing/example-plugin-server.ts';
import type { ExamplePluginServer } from '../../testing/example-plugin-server.ts';
import { startFixtureOrigin } from '../../testing/fixture-origin.ts';
import type { FixtureOrigin } from '../../testing/fixture-origin.ts';
import { exampleExtension } from '../../testing/fixture-vcenter.ts';
import { httpsFetch, httpsOpen } from '../../testing/https-fetch.ts';

describe('the plug-in proxy', () => {
  let plugin: ExamplePluginServer;
  let origin: FixtureOrigin;
  let base: string;

  beforeEach(async () => {
    plugin = await startExamplePluginServer();
    origin = await startFixtureOrigin();
    origin.setExtensions([exampleExtension(plugin)]);
    await origin.client.deployer.settled();
    base = `${origin.url}/plugins/com.example.plugin~1.0.0~1/localhost-${plugin.port}`;
  });

  afterEach(async () => {
    await origin.stop();
    await plugin.close();
  });

  it('serves the pages of a deployed plug-in', async () => {
    const answer = await httpsFetch(`${base}/page.html?x=1`, origin.certificatePem);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('htmlClientSdk.js');
    expect(plugin.requests.at(-1)?.url).toBe('/page.html?x=1');
  });

  it('hands over method, body and session header, but no cookies', async () => {
    await httpsFetch(`${base}/dynamic/menu`, origin.certificatePem, {
      method: 'POST',
      headers: { cookie: 'vmware_soap_session="secret"', 'vmware-api-session-id': 'token' },
      body: '{"objectIds":[]}',
    });
    const seen = plugin.requests.at(-1);
    expect(seen?.method).toBe('POST');
    expect(seen?.body).toBe('{"objectIds":[]}');
    expect(seen?.headers['vmware-api-session-id']).toBe('token');
    expect(seen?.headers['cookie']).toBeUndefined();
  });

  it('passes the first event of a stream on before the stream ends', async () => {
    const response = await httpsOpen(`${base}/stream`, origin.certificatePem);
    const [chunk] = (await once(response, 'data')) as [Buffer];
    expect(chunk.toString()).toBe('data: first\n\n');
    response.destroy();
  });

  it('breaks a stream off when the server behind it is gone', async () => {
    const response = await httpsOpen(`${base}/stream`, origin.certificatePem);
    await once(response, 'data');
    const ended = once(response, 'end');
    await Promise.all([expectAsync(ended).toBeRejectedWithError('aborted'), plugin.close()]);
  });

  it('takes WebSockets through', async () => {
    const { hostname, port, pathname } = new URL(`${base}/socket`);
    const socket = connect({
      host: hostname,
      port: Number(port),
      ca: origin.certificatePem,
      allowPartialTrustChain: true,
    });
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    let received = '';
    for await (const chunk of socket) {
      received += (chunk as Buffer).toString('latin1');
      if (received.endsWith('hello')) break;
    }
    expect(received).toContain('101 Switching Protocols');
    expect(received).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  it('answers 503 "no healthy upstream" when the server is down', async () => {
    await plugin.close();
    const answer = await httpsFetch(`${base}/page.html`, origin.certificatePem);
    expect(answer.status).toBe(503);
    expect(answer.body).toBe('no healthy upstream');
  });

  it('answers 503 when the server has got another certificate', async () => {
    const { port } = plugin;
    await plugin.close();
    const other = await startExamplePluginServer(undefined, port);
    const answer = await httpsFetch(`${base}/page.html`, origin.certificatePem);
    await other.close();
    expect(answer.status).toBe(503);
    expect(other.requests).toEqual([]);
  });

  it('answers 404 for plug-ins and servers that nobody registered', async () => {
    const paths = [
      '/plugins/com.other~1.0.0~1/localhost-1/x',
      '/plugins/com.example.plugin~1.0.0~1/localhost-1/x',
      '/plugins/%E0%A4%A/localhost-1/x',
      '/plugins/',
    ];
    const answers = await Promise.all(
      paths.map((path) => httpsFetch(`${origin.url}${path}`, origin.certificatePem)),
    );
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404]);
  });

  it('forgets the way to a plug-in that was unregistered', async () => {
    origin.setExtensions([]);
    const answer = await httpsFetch(`${base}/page.html`, origin.certificatePem);
    expect(answer.status).toBe(404);
  });
});
