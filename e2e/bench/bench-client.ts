import { Agent, request } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { API_BASE, SESSION_HEADER } from '../../plugin-server/src/contract/routes.ts';

/** An answer and the time from sending the question until its last byte was there. */
export interface Timed<T> {
  readonly body: T;
  readonly ms: number;
}

/** Asks the API as a browser does, over a kept connection and with compressed answers, and takes the time. */
export class BenchClient {
  readonly #base: URL;
  readonly #agent: Agent;
  readonly #token: string;

  constructor(
    url: string,
    certificatePem: string,
    session: { readonly token: string; readonly vcGuid: string },
  ) {
    this.#base = new URL(`${API_BASE}/vcenters/${session.vcGuid}/`, url);
    this.#agent = new Agent({ keepAlive: true, ca: certificatePem });
    this.#token = session.token;
  }

  /** GET without a body, else POST. Throws an Error that names an answer that is no success. */
  async ask<T>(path: string, body?: unknown): Promise<Timed<T>> {
    const begun = performance.now();
    const { status, bytes } = await this.#send(path, body);
    const ms = performance.now() - begun;
    const text = gunzipIfNeeded(bytes);
    if (status >= 300) throw new Error(`The API answered ${path} with ${status}: ${text}`);
    return { body: JSON.parse(text) as T, ms };
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(path: string, body: unknown): Promise<{ readonly status: number; readonly bytes: Buffer }> {
    return new Promise((resolve, reject) => {
      const headers = {
        [SESSION_HEADER]: this.#token,
        'content-type': 'application/json',
        'accept-encoding': 'gzip',
      };
      const method = body === undefined ? 'GET' : 'POST';
      const options = { agent: this.#agent, method, headers };
      const sent = request(new URL(path, this.#base), options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          resolve({ status: answer.statusCode ?? 500, bytes: Buffer.concat(chunks) });
        });
      });
      sent.once('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

/** Small answers are not compressed. */
function gunzipIfNeeded(bytes: Buffer): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? gunzipSync(bytes) : bytes).toString('utf8');
}
