import { request as requestPlain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { BundleUrlState } from '../domain/bundle-url.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { BundleUrlCheck } from '../ports/bundle-url-check.ts';
import type { Clock } from '../ports/clock.ts';

/** How long an address may take to answer. */
const TIMEOUT_MS = 5_000;
/** How long an answer is believed. */
const FRESH_MS = 30_000;

/** What Node calls a connection that never came to speak TLS; every other failure there is about the certificate. */
const NO_CONNECTION: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
]);

interface Remembered {
  readonly until: number;
  readonly state: Promise<BundleUrlState>;
}

/** Asks over the network, with this server's own certificate as the only one that is trusted. */
export class OwnUrlCheck implements BundleUrlCheck {
  readonly #catalog: Pick<BundleCatalog, 'urlOf' | 'certificatePem'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #known = new Map<string, Remembered>();

  constructor(catalog: Pick<BundleCatalog, 'urlOf' | 'certificatePem'>, clock: Pick<Clock, 'now'>) {
    this.#catalog = catalog;
    this.#clock = clock;
  }

  check(bundle: Bundle, scheme: 'https' | 'http'): Promise<BundleUrlState> {
    const url = this.#catalog.urlOf(bundle, scheme);
    const now = this.#clock.now().getTime();
    for (const [key, { until }] of this.#known) if (until <= now) this.#known.delete(key);
    const known = this.#known.get(url);
    if (known) return known.state;
    const state = this.#ask(new URL(url), bundle);
    this.#known.set(url, { until: now + FRESH_MS, state });
    return state;
  }

  async #ask(url: URL, bundle: Bundle): Promise<BundleUrlState> {
    try {
      const reply = await this.#head(url);
      reply.resume();
      return judge(reply, bundle);
    } catch (error) {
      // Expected: no such name, no connection, no answer in time, or a certificate that is not ours or does not name this host.
      return stateOf(error, url);
    }
  }

  #head(url: URL): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const options = { method: 'HEAD', agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) };
    // Our certificate is trusted by itself, whoever signed it, as vCenter does with a pinned one.
    const tls = { ca: this.#catalog.certificatePem(), allowPartialTrustChain: true };
    const asked =
      url.protocol === 'https:'
        ? request(url, { ...options, ...tls }, resolve)
        : requestPlain(url, options, resolve);
    asked.once('error', reject);
    asked.end();
    return promise;
  }
}

function judge(reply: IncomingMessage, bundle: Bundle): BundleUrlState {
  const { statusCode = 0, headers } = reply;
  if (statusCode !== 200) return { kind: 'wrong', why: `it answers with status ${statusCode}` };
  if (headers.etag !== `"${bundle.id}"`) {
    return { kind: 'wrong', why: 'it answers with something other than the bundle' };
  }
  return { kind: 'served' };
}

function stateOf(error: unknown, { hostname }: URL): BundleUrlState {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { kind: 'unreachable', why: `${hostname} does not answer in time` };
  }
  if (error instanceof Error && (error.name === 'AbortError' || NO_CONNECTION.has(code))) {
    return { kind: 'unreachable', why: `no connection to ${hostname} (${code || 'timeout'})` };
  }
  return { kind: 'wrong', why: `the certificate of ${hostname} is not the right one (${code})` };
}
