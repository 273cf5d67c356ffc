import { setTimeout as delay } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import type { CallLog } from '../control/call-log.ts';
import type { FaultRules, Injection } from '../control/fault-rules.ts';

/** What a REST call answers: a status and a JSON body, or none. */
export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** An XML body instead. */
  readonly xml?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Carries out one REST call; the user's name, once known, goes to the call log by `as`. */
export type RestCall = (request: Request, as: (userName: string) => void) => RestAnswer;

/** What every REST call is logged in and disturbed by. */
export interface RestContext {
  readonly log: CallLog;
  readonly rules: FaultRules;
}

/** The error body of vCenter's REST API. */
export function restError(status: number, type: string, message: string): RestAnswer {
  const id = `com.vmware.vapi.std.errors.${type.toLowerCase()}`;
  const body = { error_type: type, messages: [{ args: [], default_message: message, id }] };
  return { status, body };
}

/** `401` as vCenter's REST API says it. */
export function unauthenticated(): RestAnswer {
  return restError(401, 'UNAUTHENTICATED', 'Authentication required.');
}

/** Makes an Express handler that logs the call as `POST /api/session`, obeys fault rules for that name, and answers JSON. */
export function restHandler(context: RestContext, name: string, call: RestCall): RequestHandler {
  return (request, response, next) => {
    serve(context, { name, call }, { request, response }).catch(next);
  };
}

/** What a fault rule answers, by the fault that stands for it: `NotAuthenticated`, `NoPermission`, `NotFound`; any other means that the service is away. */
function injectedError(injection: Injection | undefined): RestAnswer {
  const message = injection?.fault.message ?? '';
  const type = injection?.fault.type;
  if (type === 'NotAuthenticated') return unauthenticated();
  if (type === 'NoPermission') return restError(403, 'UNAUTHORIZED', message);
  if (type === 'NotFound') return restError(404, 'NOT_FOUND', message);
  return restError(503, 'SERVICE_UNAVAILABLE', message);
}

async function serve(
  { log, rules }: RestContext,
  { name, call }: { name: string; call: RestCall },
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  const object = request.path;
  const record = log.begin({
    service: 'rest',
    method: name,
    object,
    userName: null,
    apiVersion: null,
  });
  const begin = performance.now();
  const injection = rules.meet(name, object);
  if (injection !== undefined) await delay(injection.delayMs);
  const cut = injection?.action === 'cut-before' || injection?.action === 'cut-after';
  let answer = injectedError(injection);
  if (injection?.action !== 'fault' && injection?.action !== 'cut-before') {
    answer = call(request, (userName) => (record.userName = userName));
  }
  if (injection !== undefined) await delay(injection.replyDelayMs);
  record.durationMs = performance.now() - begin;
  if (answer.status >= 400) record.fault = String(answer.status);
  if (cut) {
    record.fault = 'cut';
    request.socket.destroy();
    return;
  }
  response.status(answer.status).set(answer.headers ?? {});
  if (answer.xml !== undefined) response.type('text/xml').send(answer.xml);
  else if (answer.body === undefined) response.end();
  else response.json(answer.body);
}
