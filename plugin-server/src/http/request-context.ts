import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Log } from '../ports/log.ts';

/** What belongs to one request. */
export interface RequestContext {
  /** In every log line and every problem document of the request. */
  readonly requestId: string;
  /** For the page's Content-Security-Policy; another one at each request. */
  readonly nonce: string;
  /** Aborted when the caller goes away before the answer is complete. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

const contexts = new WeakMap<IncomingMessage, RequestContext>();

/** Gives each request its context; must come before everything that asks for it. */
export function requestContext(log: Log): RequestHandler {
  return (req, res, next) => {
    const requestId = randomUUID();
    const gone = new AbortController();
    res.on('close', () => {
      if (!res.writableFinished) gone.abort(new Error('The caller went away.'));
    });
    contexts.set(req, {
      requestId,
      nonce: randomUUID(),
      signal: gone.signal,
      log: withRequestId(log, requestId),
    });
    res.setHeader('x-request-id', requestId);
    next();
  };
}

/** The context of a request that passed `requestContext`. */
export function contextOf(req: IncomingMessage): RequestContext {
  const context = contexts.get(req);
  if (!context) throw new Error('requestContext must be the first middleware.');
  return context;
}

function withRequestId(log: Log, requestId: string): Log {
  return {
    info: (fields, message) => log.info({ requestId, ...fields }, message),
    warn: (fields, message) => log.warn({ requestId, ...fields }, message),
    error: (fields, message) => log.error({ requestId, ...fields }, message),
  };
}
