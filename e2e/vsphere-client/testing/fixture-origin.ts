import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { mountClient } from '../server/mount-client.ts';
import type { ClientOptions, MountedClient } from '../server/mount-client.ts';
import { makeFixtureVcenter } from './fixture-vcenter.ts';
import type { FixtureVcenter } from './fixture-vcenter.ts';
import { makeTestCertificate } from './test-certificate.ts';

/** The client on a fixture vCenter behind a web server of its own. */
export interface FixtureOrigin extends FixtureVcenter {
  readonly url: string;
  readonly certificatePem: string;
  readonly client: MountedClient;
  stop(): Promise<void>;
}

/** Assets for specs that need no browser. */
export const noAssets = { shellScript: '', sdkScript: '/* sdk */', style: '' };

/** Starts the client on a port of its own. */
export async function startFixtureOrigin(
  options: Partial<ClientOptions> = {},
): Promise<FixtureOrigin> {
  const fixture = makeFixtureVcenter();
  const certificate = makeTestCertificate();
  const app = express();
  const client = mountClient(fixture.vcenter, app, { assets: noAssets, ...options });
  const server = createServer({ cert: certificate.pem, key: certificate.keyPem }, app);
  server.on('upgrade', (request, socket, head: Buffer) => {
    if (!client.upgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      fixture.close();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    ...fixture,
    url: `https://localhost:${port}`,
    certificatePem: certificate.pem,
    client,
    stop,
  };
}
