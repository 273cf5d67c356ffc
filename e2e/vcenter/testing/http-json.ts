import { request as plain } from 'node:http';
import { request as secure } from 'node:https';

/** A small HTTP answer; `body` is the parsed JSON, or the text when it is none. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends one request, with a JSON body if given. Rejects when the connection breaks. */
export function httpJson(
  method: string,
  url: string,
  options: {
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly caPem?: string;
  } = {},
): Promise<HttpAnswer> {
  const { body, headers = {}, caPem } = options;
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const settings = { method, agent: false as const, headers: { ...type, ...headers } };
  return new Promise((resolve, reject) => {
    const sent =
      caPem === undefined ? plain(url, settings) : secure(url, { ...settings, ca: caPem });
    sent.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(text) }));
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Some answers are no JSON: an empty body, a page.
    return text;
  }
}
