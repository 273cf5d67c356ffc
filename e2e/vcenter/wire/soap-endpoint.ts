import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express, { type Express, type Request, type Response } from 'express';
import type { Service } from '../schema/idl.ts';
import type { Dispatcher } from './dispatcher.ts';
import { nextExchange, tapMessage, type MessageTap } from './message-tap.ts';
import { cookieHeader, tokenOfCookies } from './session-cookie.ts';

const gzipped = promisify(gzip);

/** Requests larger than this are refused by the HTTP layer. */
const MAX_REQUEST = '16mb';
/** Smaller replies are not worth compressing. */
const GZIP_FROM = 1024;

/** Serves SOAP on the paths on which vCenter does. */
export function mountSoap(app: Express, dispatcher: Dispatcher, tap?: MessageTap): void {
  const paths: Record<Service, string[]> = {
    vim25: ['/sdk', '/sdk/', '/sdk/vimService'],
    pbm: ['/pbm', '/pbm/', '/pbm/sdk'],
  };
  const body = express.text({ type: () => true, limit: MAX_REQUEST });
  for (const service of ['vim25', 'pbm'] as const) {
    app.post(paths[service], body, (request, response, next) => {
      answer({ service, dispatcher, tap }, request, response).catch(next);
    });
  }
}

async function answer(
  serving: { service: Service; dispatcher: Dispatcher; tap: MessageTap | undefined },
  request: Request,
  response: Response,
): Promise<void> {
  const { service, dispatcher, tap } = serving;
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const xml = typeof request.body === 'string' ? request.body : '';
  const exchange = nextExchange();
  tapMessage({ direction: 'request', service, xml, exchange }, tap);
  const outcome = await dispatcher.dispatch({
    service,
    xml,
    soapAction: request.get('SOAPAction'),
    token: tokenOfCookies(request.get('Cookie')),
    ipAddress: request.socket.remoteAddress ?? '127.0.0.1',
    userAgent: request.get('User-Agent') ?? '',
    signal: gone.signal,
  });
  if (outcome.cut) {
    request.socket.destroy();
    return;
  }
  tapMessage({ direction: 'reply', service, xml: outcome.xml, exchange }, tap);
  if (gone.signal.aborted) return;
  if (outcome.started !== undefined) {
    response.append('Set-Cookie', cookieHeader(outcome.started.token));
  }
  response.status(outcome.status).set('Content-Type', 'text/xml; charset=utf-8');
  response.set('Cache-Control', 'no-cache');
  const bytes = Buffer.from(outcome.xml);
  if (bytes.length < GZIP_FROM || request.acceptsEncodings('gzip') !== 'gzip') {
    response.end(bytes);
    return;
  }
  response.set('Content-Encoding', 'gzip').end(await gzipped(bytes, { level: 1 }));
}
