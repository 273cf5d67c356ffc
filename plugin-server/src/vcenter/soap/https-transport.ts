import type { IncomingMessage } from 'node:http';
import type { Agent } from 'node:https';
import { request } from 'node:https';
import { VcenterUnreachable } from '../../domain/vim-fault.ts';
import { pinnedAgent } from './pinned-agent.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether the request may be sent again on a new connection when the kept one had died unnoticed. */
  readonly repeatable: boolean;
}

export interface HttpReply {
  readonly status: number;
  readonly setCookie: readonly string[];
  readonly text: string;
}

export interface TransportOptions {
  /** `https://host[:port]`, without a path. */
  readonly origin: string;
  readonly certificatePem: string;
  /** Bytes of a reply's body beyond which it is refused. */
  readonly maxReplyBytes: number;
  readonly maxSockets: number;
  /** Cuts everything that is under way, and refuses what comes after. */
  readonly cut?: AbortSignal | undefined;
}

/** The connection died before the first byte of a reply, on a socket that had served an earlier request. */
class StaleSocket extends VcenterUnreachable {}

/** HTTPS to one vCenter: pinned certificate, kept connections, deadline, size limit. All its failures are VcenterUnreachable. */
export class HttpsTransport {
  readonly #options: TransportOptions;
  readonly #agent: Agent;

  /** @throws TypeError when the origin is no HTTPS address; Error when the PEM holds no certificate. */
  constructor(options: TransportOptions) {
    if (new URL(options.origin).protocol !== 'https:') throw new TypeError('Only HTTPS is spoken');
    this.#options = options;
    this.#agent = pinnedAgent(options.certificatePem, options.maxSockets);
  }

  get origin(): string {
    return this.#options.origin;
  }

  /** @throws VcenterUnreachable, or the signal's reason when the caller aborted. */
  async send(call: HttpRequest): Promise<HttpReply> {
    try {
      return await this.#once(call);
    } catch (error) {
      // Expected: a server may close an idle connection at the very moment at which we use it.
      if (!(error instanceof StaleSocket) || !call.repeatable) throw error;
      return this.#once(call);
    }
  }

  /** Closes the kept connections and with them what is under way. */
  close(): void {
    this.#agent.destroy();
  }

  async #once(call: HttpRequest): Promise<HttpReply> {
    call.signal?.throwIfAborted();
    const deadline = AbortSignal.timeout(call.timeoutMs);
    const ends = [deadline, call.signal, this.#options.cut].filter((each) => each !== undefined);
    const signal = AbortSignal.any(ends);
    const outgoing = request(new URL(call.path, this.#options.origin), {
      method: call.method,
      agent: this.#agent,
      headers: call.headers,
      signal,
    });
    let reply: IncomingMessage | null = null;
    try {
      reply = await new Promise<IncomingMessage>((resolve, reject) => {
        outgoing
          .once('response', resolve)
          .on('error', reject)
          .end(call.body ?? undefined);
      });
      const text = await this.#read(reply);
      const setCookie = reply.headers['set-cookie'] ?? [];
      return { status: reply.statusCode ?? 0, setCookie, text };
    } catch (error) {
      // Expected: network, TLS and time-out errors of node:https, and a body that was cut off.
      call.signal?.throwIfAborted();
      const stale = outgoing.reusedSocket && reply === null && !deadline.aborted;
      throw this.#unreachable(error, { isLate: deadline.aborted, stale });
    }
  }

  async #read(reply: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of reply as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > this.#options.maxReplyBytes) {
        reply.destroy();
        throw new Error(`the reply is larger than ${this.#options.maxReplyBytes} bytes`);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size).toString('utf8');
  }

  #unreachable(error: unknown, how: { isLate: boolean; stale: boolean }): VcenterUnreachable {
    if (error instanceof VcenterUnreachable) return error;
    const { host } = new URL(this.#options.origin);
    const why = how.isLate ? 'it did not answer in time' : reasonOf(error);
    const message = `vCenter ${host} could not be reached: ${why}`;
    return how.stale
      ? new StaleSocket(message, { cause: error })
      : new VcenterUnreachable(message, { cause: error });
  }
}

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNTRUSTED.has(code)) return 'its certificate is not the one that was accepted';
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired';
  if (code !== '') return code;
  return error instanceof Error ? error.message : 'unknown error';
}
