import os from 'node:os';
import type { Config } from './config.ts';
import type { Listener } from './listener.ts';

/** What the server is told to vCenter as; asked only once it listens. */
export class ServerAddresses {
  readonly #config: Pick<Config, 'publicUrl' | 'listen'>;
  readonly #https: Listener;
  readonly #http: Listener | null;

  constructor(
    config: Pick<Config, 'publicUrl' | 'listen'>,
    https: Listener,
    http: Listener | null,
  ) {
    this.#config = config;
    this.#https = https;
    this.#http = http;
  }

  /** Origin over HTTPS, without a slash at the end. */
  publicUrl(): string {
    return this.#config.publicUrl ?? `https://${this.#host()}:${this.#https.port}`;
  }

  /** Origin of the bundles over plain HTTP: the same host with the other port; null when that is switched off. */
  publicHttpUrl(): string | null {
    if (this.#http === null) return null;
    return `http://${new URL(this.publicUrl()).hostname}:${this.#http.port}`;
  }

  #host(): string {
    const { host } = this.#config.listen;
    const isEverywhere = host === '0.0.0.0' || host === '::';
    if (isEverywhere) return os.hostname();
    return host.includes(':') ? `[${host}]` : host;
  }
}
