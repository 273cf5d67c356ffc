import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeBundles } from '../../e2e/bundles/write-bundles.ts';
import { DEMO_SERVICE_ACCOUNT } from '../../e2e/vcenter/scenario/demo-roles.ts';
import { addVcenter } from '../src/add-vcenter.ts';
import { readConfig } from '../src/config.ts';
import { PluginServer } from '../src/server.ts';
import { HttpsClient } from './https-client.ts';
import { SilentLog } from './silent-log.ts';
import { PASSWORDS } from './simulated-vcenter.ts';
import type { SimulatedVcenter } from './simulated-vcenter.ts';
import { createTlsIdentity } from './tls-identity.ts';

/** A plug-in server, made from files as an administrator makes it. */
export interface Product {
  readonly server: PluginServer;
  readonly log: SilentLog;
  readonly configFile: string;
  /** Starts the server, on a port of its own at each call. */
  start(): Promise<HttpsClient>;
}

/** Writes certificate, bundles, configuration and the sealed account of the simulated vCenter into a folder. */
export async function prepareProduct(folder: string, vcenter: SimulatedVcenter): Promise<Product> {
  const identity = await createTlsIdentity();
  const write = async (name: string, content: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  };
  const bundleRoot = path.join(folder, 'packages');
  await mkdir(bundleRoot);
  await writeBundles(bundleRoot, { version: '1.2.0' });
  const settings = {
    listen: { host: '127.0.0.1', port: 0 },
    tls: {
      keyFile: await write('server.key', identity.keyPem),
      certificateFile: await write('server.crt', identity.certificatePem),
    },
    dataDir: 'data',
    bundleRoots: [bundleRoot],
  };
  const configFile = await write('server.json', JSON.stringify(settings));
  await addVcenter(configFile, {
    url: vcenter.entry.url,
    certificateFile: await write('vcenter.crt', vcenter.entry.certificatePem),
    userName: DEMO_SERVICE_ACCOUNT,
    password: PASSWORDS[DEMO_SERVICE_ACCOUNT],
  });
  const log = new SilentLog();
  const server = new PluginServer(await readConfig(configFile), log);
  return {
    server,
    log,
    configFile,
    start: async () => {
      const { publicUrl } = await server.start();
      return new HttpsClient(publicUrl, identity.caPem);
    },
  };
}
