import { request } from 'node:https';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
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
  readonly body?: string | Buffer;
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
    const asked = this.open(path, options);
    asked.end(options.body);
    return readReply(asked);
  }

  /** Sends only the headers and waits for the answer; the body never comes. */
  async begin(path: string, options: HttpsOptions = {}): Promise<HttpsReply> {
    const asked = this.open(path, options);
    asked.flushHeaders();
    const reply = await readReply(asked);
    asked.destroy();
    return reply;
  }

  /** A request whose body the caller writes. */
  open(path: string, options: HttpsOptions = {}): ClientRequest {
    const { method = 'GET', headers = {} } = options;
    const settings = { ca: this.#caPem, agent: false, method, headers } as const;
    return request(new URL(path, this.#origin), settings);
  }

  async events(path: string, headers: Readonly<Record<string, string>>): Promise<OpenEvents> {
    // As a browser asks, so that an answer that is held back for compression shows.
    const asked = { 'accept-encoding': 'gzip', ...headers };
    const opened = this.open(path, { headers: asked });
    opened.end();
    const message = await responseOf(opened);
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
}

async function readReply(asked: ClientRequest): Promise<HttpsReply> {
  const message = await responseOf(asked);
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

function responseOf(asked: ClientRequest): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  asked.once('response', resolve);
  // A server may answer and close before the whole body is sent; what comes after the answer does not count.
  asked.on('error', reject);
  return promise;
}
