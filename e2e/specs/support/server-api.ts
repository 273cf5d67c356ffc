import { request } from 'node:https';
import { API_BASE, SESSION_HEADER } from '../../../plugin-server/src/contract/routes.ts';
import type { RunningProduct } from '../../product/start-product.ts';

/** A request as any program may send it to the plug-in server; nothing of it is made valid. */
export interface RawRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`. */
  readonly path: string;
  readonly token?: string;
  /** An API token instead of a session of the vSphere Client. */
  readonly apiToken?: string;
  /** Sent as it is. */
  readonly body?: string;
  readonly contentType?: string;
}

export interface RawReply {
  readonly status: number;
  readonly contentType: string;
  /** The parsed body, or its text when it is no JSON. */
  readonly body: unknown;
}

/** Sends one request to the plug-in server over HTTPS, verifying its certificate. Rejects when no answer comes. */
export function askServer(product: RunningProduct, asked: RawRequest): Promise<RawReply> {
  const { token, apiToken, body, contentType = 'application/json' } = asked;
  const url = new URL(`${API_BASE}${asked.path}`, product.serverUrl);
  const headers = {
    ...(token === undefined ? {} : { [SESSION_HEADER]: token }),
    ...(apiToken === undefined ? {} : { authorization: `Bearer ${apiToken}` }),
    ...(body === undefined ? {} : { 'content-type': contentType }),
  };
  const method = asked.method ?? (body === undefined ? 'GET' : 'POST');
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { ca: product.serverCertificatePem, method, headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          resolve({
            status: answer.statusCode ?? 0,
            contentType: answer.headers['content-type'] ?? '',
            body: parsed(Buffer.concat(chunks).toString('utf8')),
          });
        });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Path of a resource of the product's vCenter. */
export function vcenterPath(product: RunningProduct, rest: string): string {
  return `/vcenters/${product.simulation.instanceUuid}/${rest}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Expected: a page or an empty answer; the text itself then tells what came.
    return text;
  }
}
