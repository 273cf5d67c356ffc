import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exampleManifest } from './example-manifest.ts';
import { examplePage, exampleScript, exampleSprites } from './example-page.ts';
import { makeTestCertificate } from './test-certificate.ts';
import type { TestCertificate } from './test-certificate.ts';

/** A request as the plug-in's server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A running server of the example plug-in. */
export interface ExamplePluginServer {
  readonly url: string;
  readonly port: number;
  readonly certificate: TestCertificate;
  readonly requests: readonly SeenRequest[];
  /** What is served as `/plugin.json`. */
  manifest: string | Buffer;
  /** What the server says of dynamic items; undefined answers HTTP 500. */
  dynamicItems: readonly object[] | undefined;
  close(): Promise<void>;
}

/** Starts a server with the example manifest, one page, dynamic answers, a live stream and a WebSocket that says hello. */
export async function startExamplePluginServer(
  certificate?: TestCertificate,
  port = 0,
): Promise<ExamplePluginServer> {
  const own = certificate ?? makeTestCertificate();
  const requests: SeenRequest[] = [];
  const server = createServer({ cert: own.pem, key: own.keyPem });
  const running = {
    url: '',
    port: 0,
    certificate: own,
    requests,
    manifest: JSON.stringify(exampleManifest()) as string | Buffer,
    dynamicItems: everythingVisible as readonly object[] | undefined,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on('request', (request, response) => void answer(running, requests, request, response));
  server.on('upgrade', (request, socket) => {
    const key = `${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.write(Buffer.from([0x81, 0x05, ...Buffer.from('hello')]));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  running.port = (server.address() as AddressInfo).port;
  running.url = `https://localhost:${running.port}`;
  return running;
}

const everythingVisible = [
  { id: 'example.setup', visible: true },
  { id: 'example.remove', visible: false },
  { id: 'example.card', visible: true },
  { id: 'example.cluster.configure', visible: true },
];

async function answer(
  running: Pick<ExamplePluginServer, 'manifest' | 'dynamicItems'>,
  requests: SeenRequest[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = request;
  requests.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
  const { pathname } = new URL(url, 'https://localhost');
  if (pathname.startsWith('/dynamic/')) {
    const { dynamicItems } = running;
    const body = JSON.stringify({ apiVersion: '1.0.0', dynamicItems });
    response.writeHead(dynamicItems ? 200 : 500, { 'content-type': 'application/json' }).end(body);
    return;
  }
  if (pathname === '/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: first\n\n');
    return;
  }
  const files: Record<string, readonly [string, string | Buffer]> = {
    '/plugin.json': ['application/json', running.manifest],
    '/page.html': ['text/html', examplePage],
    '/page.js': ['text/javascript', exampleScript],
    '/sprites.svg': ['image/svg+xml', exampleSprites],
  };
  const file = files[pathname];
  if (file) response.writeHead(200, { 'content-type': file[0] }).end(file[1]);
  else response.writeHead(404).end('not found');
}
