import express, { type Express, type Request } from 'express';
import type { Origin, Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { VimFault } from '../core/vim-fault.ts';
import {
  restHandler,
  unauthenticated,
  type RestAnswer,
  type RestCall,
  type RestContext,
} from './rest-call.ts';

/** The header that carries a REST session. */
export const REST_SESSION_HEADER = 'vmware-api-session-id';

/** Where a REST client comes from, for its session. */
function originOf(request: Request): Origin {
  const ipAddress = request.socket.remoteAddress ?? '127.0.0.1';
  return { ipAddress, userAgent: request.get('User-Agent') ?? '' };
}

/**
 * Serves `/api/session` and the older `/rest/com/vmware/cis/session`. The session id is that of the vim25 session, as in vCenter from 8.0 Update 3 on; older ones keep
 * them apart, the simulator does not.
 */
export function mountSessionRoutes(app: Express, vcenter: Vcenter, context: RestContext): void {
  const { sessions } = vcenter;
  const login: RestCall = (request, as) => {
    const session = basicLogin(vcenter, request);
    if (session === undefined) {
      return {
        ...unauthenticated(),
        headers: { 'WWW-Authenticate': 'Basic realm="VAPI endpoint"' },
      };
    }
    as(session.userName);
    return { status: 201, body: session.token };
  };
  const withSession =
    (answer: (session: Session) => RestAnswer): RestCall =>
    (request, as) => {
      const session = sessions.byToken(request.get(REST_SESSION_HEADER) ?? '');
      if (session === undefined) return unauthenticated();
      as(session.userName);
      return answer(session);
    };
  const show = withSession((session) => ({ status: 200, body: sessionInfo(session) }));
  const logout = withSession((session) => {
    sessions.end(session);
    return { status: 204 };
  });
  const serve = (path: string, wrap: (call: RestCall) => RestCall): void => {
    app.post(path, express.json(), restHandler(context, `POST ${path}`, wrap(login)));
    app.get(path, restHandler(context, `GET ${path}`, wrap(show)));
    app.delete(path, restHandler(context, `DELETE ${path}`, wrap(logout)));
  };
  serve('/api/session', (call) => call);
  serve('/rest/com/vmware/cis/session', inValue);
}

function sessionInfo(session: Session): Record<string, string> {
  return {
    user: session.userName,
    created_time: session.loginTime.toISOString(),
    last_accessed_time: session.lastActiveTime.toISOString(),
  };
}

/** The older REST API wraps each body in `{"value": ...}` and answers 200 where the newer one has finer codes. */
function inValue(call: RestCall): RestCall {
  return (request, as) => {
    const { status, body, headers } = call(request, as);
    const wrapped = body === undefined ? {} : { body: { value: body } };
    return { status: status < 300 ? 200 : status, ...wrapped, ...(headers ? { headers } : {}) };
  };
}

function basicLogin(vcenter: Vcenter, request: Request): Session | undefined {
  const [scheme, encoded = ''] = (request.get('Authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const pair = Buffer.from(encoded, 'base64').toString();
  const colon = pair.indexOf(':');
  try {
    return vcenter.sessions.login(pair.slice(0, colon), pair.slice(colon + 1), originOf(request));
  } catch (error) {
    // A wrong name or password; everything else goes on.
    if (error instanceof VimFault && error.type === 'InvalidLogin') return undefined;
    throw error;
  }
}
