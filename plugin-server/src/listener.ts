import { createServer as createPlainServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Longer than a reverse proxy keeps idle connections, or it would send a request into one that is just being closed. */
const KEEP_ALIVE_MS = 75_000;
/** How long requests under way may take to end once the listener closes. */
const GRACE_MS = 3_000;
/** How long a whole request may take to come in; a bundle of hundreds of megabytes over a slow line needs long. */
const REQUEST_MS = 3_600_000;

/** The TCP end of the server. */
export class Listener {
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  /** The port that is listened on; the configured one may be 0, which means "any free one". */
  get port(): number {
    const address = this.#server.address() as AddressInfo | null;
    if (address === null) throw new Error('The server does not listen yet.');
    return address.port;
  }

  /** @throws Error `EADDRINUSE` or `EACCES` when the address cannot be had. */
  async listen(
    address: { readonly host: string; readonly port: number },
    handler: RequestListener,
  ): Promise<number> {
    this.#server.on('request', handler);
    const listening = Promise.withResolvers<undefined>();
    this.#server.once('error', listening.reject);
    this.#server.listen(address.port, address.host, () => listening.resolve(undefined));
    await listening.promise;
    this.#server.off('error', listening.reject);
    return this.port;
  }

  /** Takes no new connections, lets requests under way end, then cuts what is left. */
  async close(): Promise<void> {
    const closed = Promise.withResolvers<undefined>();
    this.#server.close(() => closed.resolve(undefined));
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => this.#server.closeAllConnections(), GRACE_MS);
    await closed.promise;
    clearTimeout(cut);
  }
}

/** TLS 1.2 and later with the configured certificate. */
export class HttpsListener extends Listener {
  readonly certificatePem: string;

  constructor(keyPem: string, certificatePem: string) {
    super(
      createServer({
        key: keyPem,
        cert: certificatePem,
        minVersion: 'TLSv1.2',
        keepAliveTimeout: KEEP_ALIVE_MS,
        requestTimeout: REQUEST_MS,
      }),
    );
    this.certificatePem = certificatePem;
  }
}

/** Without TLS: for bundles only, where a vCenter cannot be made to trust the certificate. */
export function plainListener(): Listener {
  return new Listener(createPlainServer({ keepAliveTimeout: KEEP_ALIVE_MS }));
}
