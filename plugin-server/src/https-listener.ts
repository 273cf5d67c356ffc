import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longer than a reverse proxy keeps idle connections, or it would send a request into one that is just being closed. */
const KEEP_ALIVE_MS = 75_000;
/** How long requests under way may take to end once the listener closes. */
const GRACE_MS = 3_000;

/** The TCP end of the server: TLS 1.2 and later with the configured certificate. */
export class HttpsListener {
  readonly certificatePem: string;
  readonly #server: Server;

  constructor(keyPem: string, certificatePem: string) {
    this.certificatePem = certificatePem;
    this.#server = createServer({
      key: keyPem,
      cert: certificatePem,
      minVersion: 'TLSv1.2',
      keepAliveTimeout: KEEP_ALIVE_MS,
    });
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
