import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { writeBundles } from '../../e2e/bundles/write-bundles.ts';
import { HttpsClient } from '../testing/https-client.ts';
import { SilentLog } from '../testing/silent-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTlsIdentity } from '../testing/tls-identity.ts';
import type { TlsIdentity } from '../testing/tls-identity.ts';
import { FolderCatalog } from './bundles/folder-catalog.ts';
import { readConfig } from './config.ts';
import { openMasterKey } from './secrets/master-key.ts';
import { PluginServer } from './server.ts';

interface Started extends AsyncDisposable {
  readonly https: HttpsClient;
  readonly httpPort: number | null;
  readonly address: string;
  readonly content: Buffer;
  readonly dataDir: string;
}

describe('The server and its bundles', () => {
  let identity: TlsIdentity;

  beforeAll(async () => {
    identity = await createTlsIdentity();
  });

  async function start(settings: Record<string, unknown>): Promise<Started> {
    const folder = await temporaryFolder();
    const dataDir = path.join(folder.path, 'data');
    const incoming = path.join(dataDir, 'bundles', 'incoming');
    await mkdir(incoming, { recursive: true });
    await writeFile(path.join(incoming, 'left-by-a-crash.part'), 'half a bundle');
    const root = path.join(folder.path, 'packages');
    await writeBundles(root, { version: '1.2.0', flavors: ['vaio8'] });
    await writeFile(path.join(folder.path, 'key.pem'), identity.keyPem);
    await writeFile(path.join(folder.path, 'cert.pem'), identity.certificatePem);
    const file = path.join(folder.path, 'server.json');
    const tls = { keyFile: 'key.pem', certificateFile: 'cert.pem' };
    const listen = { host: '127.0.0.1', port: 0 };
    await writeFile(
      file,
      JSON.stringify({ listen, tls, dataDir, bundleRoots: [root], ...settings }),
    );
    const log = new SilentLog();
    const server = new PluginServer(await readConfig(file), log);
    const { publicUrl } = await server.start();
    const { address, content } = await addressIn(root, dataDir, publicUrl);
    return {
      https: new HttpsClient(publicUrl, identity.caPem),
      httpPort: portIn(log),
      address,
      content,
      dataDir,
      [Symbol.asyncDispose]: async () => {
        await server.stop();
        await folder[Symbol.asyncDispose]();
      },
    };
  }

  /** As the server makes it, from the same master key. */
  async function addressIn(root: string, dataDir: string, origin: string) {
    const masterKey = await openMasterKey(path.join(dataDir, 'master.key'));
    const catalog = new FolderCatalog({
      roots: [root],
      importRoot: path.join(dataDir, 'bundles'),
      limit: 1024 * 1024,
      publicUrl: () => origin,
      publicHttpUrl: () => null,
      certificatePem: '',
      tokenOf: (id) => masterKey.tokenOf('bundle addresses', id),
      log: new SilentLog(),
    });
    const [bundle] = await catalog.list();
    if (!bundle) throw new Error('The folder holds a bundle.');
    const [name = ''] = await readdir(path.join(root, 'iofilter-vaio8'));
    const content = await readFile(path.join(root, 'iofilter-vaio8', name));
    return { address: new URL(catalog.urlOf(bundle)).pathname, content };
  }

  function portIn(log: SilentLog): number | null {
    const line = log.lines.find(({ message }) => message.includes('over plain HTTP'));
    const { port } = (line?.fields ?? {}) as { port?: number };
    return port ?? null;
  }

  it('serves bundles, and nothing else, over plain HTTP where that is switched on', async () => {
    await using started = await start({ bundleHttp: { port: 0 } });
    const port = started.httpPort ?? 0;
    const bundle = await get(port, started.address);

    expect([bundle.status, bundle.body.equals(started.content)]).toEqual([200, true]);
    for (const other of ['/', '/ui/', '/health', '/api/v1/openapi.json', '/bundles/guess/a.zip']) {
      expect((await get(port, other)).status)
        .withContext(other)
        .toBe(404);
    }
  });

  it('serves them over HTTPS only, unless asked', async () => {
    await using started = await start({});
    const reply = await started.https.send(started.address);

    expect([reply.status, started.httpPort]).toEqual([200, null]);
    expect(reply.bytes.equals(started.content)).toBeTrue();
  });

  it('clears away what a crash left of an upload', async () => {
    await using started = await start({});
    const left = await readdir(path.join(started.dataDir, 'bundles', 'incoming'));

    expect(left).toEqual([]);
  });

  it('does not start with a bundle limit of nothing or an impossible port', async () => {
    await expectAsync(start({ bundleLimitMiB: 0 })).toBeRejectedWithError(/bundleLimitMiB/);
    await expectAsync(start({ bundleHttp: { port: 70_000 } })).toBeRejectedWithError(/bundleHttp/);
  });
});

async function get(port: number, address: string) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: Buffer }>();
  const asked = request({ host: '127.0.0.1', port, path: address, agent: false }, (message) => {
    buffer(message).then((body) => resolve({ status: message.statusCode ?? 0, body }), reject);
  });
  asked.once('error', reject);
  asked.end();
  return promise;
}
