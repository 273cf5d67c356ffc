import { createServer } from 'node:https';
import { createServer as createPlainServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeClock } from '../../testing/fake-clock.ts';
import { aBundle } from '../../testing/inventory-builders.ts';
import { createTlsIdentity } from '../../testing/tls-identity.ts';
import type { TlsIdentity } from '../../testing/tls-identity.ts';
import { OwnUrlCheck } from './url-check.ts';

const BUNDLE = aBundle();

describe('Checking the own address of a bundle', () => {
  let identity: TlsIdentity;
  let requests: number;
  const servers: Server[] = [];

  beforeAll(async () => {
    identity = await createTlsIdentity();
  });

  beforeEach(() => {
    requests = 0;
  });

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  async function serve(handler: RequestListener, tls = identity): Promise<number> {
    const server = createServer({ key: tls.keyPem, cert: tls.certificatePem });
    return listen(server, handler);
  }

  async function listen(server: Server, handler: RequestListener): Promise<number> {
    servers.push(server);
    server.on('request', (req, res) => {
      requests += 1;
      handler(req, res);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  const good: RequestListener = (req, res) => {
    res.setHeader('etag', `"${BUNDLE.id}"`);
    res.statusCode = req.method === 'HEAD' && req.url === '/b.zip' ? 200 : 500;
    res.end();
  };

  function checkOf(origin: string, clock = new FakeClock()): OwnUrlCheck {
    const catalog = {
      urlOf: () => `${origin}/b.zip`,
      certificatePem: () => identity.certificatePem,
    };
    return new OwnUrlCheck(catalog, clock);
  }

  it('finds the bundle served, trusting its own certificate whoever signed it', async () => {
    const port = await serve(good);
    const state = await checkOf(`https://localhost:${port}`).check(BUNDLE, 'https');
    expect(state).toEqual({ kind: 'served' });
  });

  it('finds it served over plain HTTP', async () => {
    const port = await listen(createPlainServer(), good);
    const state = await checkOf(`http://127.0.0.1:${port}`).check(BUNDLE, 'http');
    expect(state).toEqual({ kind: 'served' });
  });

  it('tells a server with another certificate, and a name that the certificate lacks', async () => {
    const other = await serve(good, await createTlsIdentity());
    const stranger = await checkOf(`https://localhost:${other}`).check(BUNDLE, 'https');
    expect(stranger.kind).toBe('wrong');
    const port = await serve(good);
    const unnamed = await checkOf(`https://127.0.0.1.nip.invalid:${port}`).check(BUNDLE, 'https');
    expect(unnamed.kind).toBe('unreachable');
    expect(requests).toBe(0);
  });

  it('tells an address that answers something else', async () => {
    const port = await serve((_req, res) => void res.writeHead(404).end());
    const state = await checkOf(`https://localhost:${port}`).check(BUNDLE, 'https');
    expect(state).toEqual({ kind: 'wrong', why: 'it answers with status 404' });
    const foreign = await serve((_req, res) => void res.setHeader('etag', '"other"').end());
    const second = await checkOf(`https://localhost:${foreign}`).check(BUNDLE, 'https');
    expect(second.kind).toBe('wrong');
  });

  it('tells an address where nobody listens', async () => {
    const port = await serve(good);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    const state = await checkOf(`https://localhost:${port}`).check(BUNDLE, 'https');
    expect(state.kind).toBe('unreachable');
  });

  it('asks once for all who ask shortly after one another, and again later', async () => {
    const port = await serve(good);
    const clock = new FakeClock();
    const check = checkOf(`https://localhost:${port}`, clock);
    await Promise.all([check.check(BUNDLE, 'https'), check.check(BUNDLE, 'https')]);
    expect(requests).toBe(1);
    clock.advance(31_000);
    await check.check(BUNDLE, 'https');
    expect(requests).toBe(2);
  });
});
