import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface HttpsReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  json(): unknown;
}

export interface HttpsOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An event stream that is being read. */
export interface OpenEvents extends AsyncDisposable {
  readonly status: number;
  /** The text of the next block (event or comment), without its blank line; null once the stream has ended. */
  next(): Promise<string | null>;
}

/** Talks to one server over TLS that is verified against the given authority. */
export class HttpsClient {
  readonly #origin: string;
  readonly #caPem: string;

  constructor(origin: string, caPem: string) {
    this.#origin = origin;
    this.#caPem = caPem;
  }

  async send(path: string, options: HttpsOptions = {}): Promise<HttpsReply> {
    const { body } = options;
    const message = await this.#open(path, options, body);
    const bytes = await buffer(message);
    const text = bytes.toString('utf8');
    return {
      status: message.statusCode ?? 0,
      headers: message.headers,
      bytes,
      text,
      json: () => JSON.parse(text) as unknown,
    };
  }

  async events(path: string, headers: Readonly<Record<string, string>>): Promise<OpenEvents> {
    // As a browser asks, so that an answer that is held back for compression shows.
    const asked = { 'accept-encoding': 'gzip', ...headers };
    const message = await this.#open(path, { headers: asked });
    const chunks = message.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
    let text = '';
    return {
      status: message.statusCode ?? 0,
      next: async () => {
        while (!text.includes('\n\n')) {
          const chunk = await chunks.next();
          if (chunk.done === true) return null;
          text += chunk.value;
        }
        const end = text.indexOf('\n\n');
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        return block;
      },
      [Symbol.asyncDispose]: () => {
        message.destroy();
        return Promise.resolve();
      },
    };
  }

  #open(path: string, options: HttpsOptions, body?: string) {
    const { promise, resolve, reject } =
      Promise.withResolvers<Parameters<NonNullable<Parameters<typeof request>[2]>>[0]>();
    const { method = 'GET', headers = {} } = options;
    const settings = { ca: this.#caPem, agent: false, method, headers } as const;
    const asked = request(new URL(path, this.#origin), settings, resolve);
    asked.once('error', reject);
    asked.end(body);
    return promise;
  }
}
