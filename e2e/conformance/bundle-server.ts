import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeBundles } from '../bundles/write-bundles.ts';

/** A bundle that can be downloaded over plain HTTP on loopback. */
export interface BundleServer {
  readonly url: string;
  /** Name, vendor and version of the filter in it. */
  readonly filter: { readonly name: string; readonly vendor: string; readonly vibVersion: string };
  close(): Promise<void>;
}

/** Makes the bundle for ESXi 8 in a folder and serves it. */
export async function serveBundle(folder: string, version: string): Promise<BundleServer> {
  const [bundle] = await writeBundles(folder, { version, flavors: ['vaio8'] });
  if (bundle === undefined) throw new Error('No bundle was made.');
  const { build, path } = bundle;
  const name = basename(path);
  const server = createServer((request, response) => {
    if (request.url !== `/${name}`) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/zip' });
    // A client that goes away ends the transfer; that is its own business.
    pipeline(createReadStream(path), response).catch(() => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/${name}`,
    filter: build,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
