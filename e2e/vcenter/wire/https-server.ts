import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { once } from 'node:events';
import type { Express } from 'express';
import type { ServerIdentity } from './server-certificate.ts';

/** An idle connection stays open that long, about as with a real vCenter's proxy; clients that reuse one must not meet its end. */
const KEEP_ALIVE_MILLISECONDS = 120_000;

/** The web server of the simulated vCenter: HTTP/1.1 over TLS, on loopback. */
export class HttpsServer {
  readonly server: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #host: string;
  #port: number;

  constructor(
    app: Express,
    identity: ServerIdentity,
    address: { readonly host: string; readonly port: number },
  ) {
    const { keyPem, certificatePem, caPem } = identity;
    const options = { key: keyPem, cert: certificatePem + caPem, minVersion: 'TLSv1.2' } as const;
    // Express answers by itself; the promise that its handler may return carries nothing.
    this.server = createServer(options, (request, response) => void app(request, response));
    this.server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
    this.server.on('secureConnection', (socket) => this.#keep(socket));
    this.server.on('connection', (socket) => this.#keep(socket));
    this.#host = address.host;
    this.#port = address.port;
  }

  /** Starts listening; the second time on the port of the first. Answers the port. */
  async listen(): Promise<number> {
    this.server.listen(this.#port, this.#host);
    await once(this.server, 'listening');
    this.#port = (this.server.address() as AddressInfo).port;
    return this.#port;
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
