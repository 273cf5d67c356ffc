import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';

/** An answer as specs look at it. */
export interface HttpsAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface HttpsRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Makes a request to a server whose certificate is given, and reads the whole answer. */
export async function httpsFetch(
  url: string,
  ca: string,
  options: HttpsRequest = {},
): Promise<HttpsAnswer> {
  const response = await httpsOpen(url, ca, options);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Makes a request and answers as soon as the headers are there, for streams. */
export function httpsOpen(
  url: string,
  ca: string,
  options: HttpsRequest = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const settings = { method, headers, ca, allowPartialTrustChain: true, agent: false };
    const outgoing = request(url, settings, resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
