import { createServer as createTlsServer } from 'node:https';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createTlsIdentity } from '../../../testing/tls-identity.ts';
import type { TlsIdentity } from '../../../testing/tls-identity.ts';
import { errorProblem, FAULT_CATALOGUE } from '../../domain/fault-catalogue.ts';
import { HttpsTransport } from './https-transport.ts';

/** A port where nothing listens (RFC 863, discard). */
const NOBODY = 'https://127.0.0.1:9';
const DAY_MS = 86_400_000;

interface Place {
  readonly origin: string;
  /** What the transport trusts; the identity of the server when left out. */
  readonly pinned?: string;
  /** How long an answer is waited for; long enough for a slow name server when left out. */
  readonly timeoutMs?: number;
}

describe('a failure on the way to vCenter', () => {
  let identity: TlsIdentity;
  let another: TlsIdentity;
  let expired: TlsIdentity;
  let open: Server[];

  beforeAll(async () => {
    const past = {
      notBefore: new Date(Date.now() - 9 * DAY_MS),
      notAfter: new Date(Date.now() - DAY_MS),
    };
    [identity, another, expired] = await Promise.all([
      createTlsIdentity(),
      createTlsIdentity(),
      createTlsIdentity(past),
    ]);
  });

  beforeEach(() => {
    open = [];
  });

  afterEach(async () => {
    for (const server of open) await new Promise((resolve) => server.close(resolve));
  });

  /** A server with TLS that does this with each request. */
  const tls = (
    answer: Parameters<typeof createTlsServer>[1],
    { keyPem: key, certificatePem: cert } = identity,
  ): Promise<Place> => listening(createTlsServer({ key, cert }, answer));

  const listening = async (server: Server): Promise<Place> => {
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { origin: `https://127.0.0.1:${port}` };
  };

  const codeOf = async ({
    origin,
    pinned = identity.caPem,
    timeoutMs = 10_000,
  }: Place): Promise<string | undefined> => {
    const transport = new HttpsTransport({
      origin,
      certificatePem: pinned,
      maxReplyBytes: 1000,
      maxSockets: 1,
    });
    try {
      const { status } = await transport.send({
        method: 'GET',
        path: '/',
        headers: {},
        body: null,
        timeoutMs,
        repeatable: false,
      });
      return `HTTP ${status}`;
    } catch (error) {
      // Expected: the failure of this spec.
      return errorProblem('anyCall', error)?.code;
    } finally {
      transport.close();
    }
  };

  const places: Readonly<Record<string, () => Promise<Place>>> = {
    vcenterNameUnknown: () => Promise.resolve({ origin: 'https://vcenter.invalid' }),
    vcenterRefusesConnections: () => Promise.resolve({ origin: NOBODY }),
    // The broadcast address takes no TCP connections; the kernel says so without sending anything.
    vcenterNoRoute: () => Promise.resolve({ origin: 'https://255.255.255.255' }),
    vcenterSilent: async () => ({ ...(await tls(() => undefined)), timeoutMs: 100 }),
    vcenterConnectionCut: () => tls((request) => request.socket.destroy()),
    vcenterNotTrusted: async () => ({ ...(await tls(() => undefined)), pinned: another.caPem }),
    vcenterCertificateExpired: async () => ({
      ...(await tls((_request, response) => response.end(), expired)),
      pinned: expired.caPem,
    }),
    vcenterTlsFailed: () => listening(createServer((_request, response) => response.end())),
    vcenterUnavailable: () => tls((_request, response) => response.end('x'.repeat(2000))),
  };

  for (const { code, title } of FAULT_CATALOGUE.filter(({ context }) => context === 'connection'))
    it(`is "${title}" (${code})`, async () => {
      const place = await places[code]?.();

      expect(place && (await codeOf(place))).toBe(code);
    });

  it('does not happen where all is well', async () => {
    const place = await tls((_request, response) => response.end('well'));

    expect(await codeOf(place)).toBe('HTTP 200');
  });
});
