import type { Request } from 'express';
import { vcGuidSchema } from '../contract/ids.ts';
import { SESSION_HEADER } from '../contract/routes.ts';
import type { AdmittedToken, ApiTokenScope } from '../domain/api-token.ts';
import { Problem } from '../domain/problem.ts';
import type { AuthenticatedUser, UserSessions } from '../ports/vcenter.ts';
import { InvalidRequest } from './invalid-request.ts';

/** Says whose API token this is. */
export interface TokenGate {
  /**
   * The token, which is good for that scope and vCenter. Throws Problem `notAuthenticated` for one that is unknown, expired or revoked,
   * `unknownVcenter`, or `notPermitted` for one that is for something else.
   */
  admit(presented: string, wanted: { scope: ApiTokenScope; vcGuid: string }): AdmittedToken;
}

/** The two ways in: a session of the vSphere Client, or an API token. */
export interface Login {
  readonly sessions: UserSessions;
  readonly tokens: TokenGate;
}

const SESSION_TOKEN = /^[\x21-\x7e]{1,4096}$/;
const BEARER = /^Bearer ([A-Za-z0-9_-]{1,256})$/i;

/** The caller's session token. Throws Problem `notAuthenticated` when it is absent or cannot be one. */
export function sessionTokenOf(req: Request): string {
  const token = req.get(SESSION_HEADER) ?? '';
  if (SESSION_TOKEN.test(token)) return token;
  throw new Problem(
    'notAuthenticated',
    `Send the session token in the header ${SESSION_HEADER}, or an API token as bearer token.`,
  );
}

/**
 * Finds out who calls, by the session token or the API token, and the vCenter that the address names.
 * @throws Problem `notAuthenticated`, `cloneTicketRefused`, `unknownVcenter`, `notPermitted` or `invalidRequest`, or VcenterUnreachable
 */
export async function authenticate(
  req: Request,
  vcGuid: unknown,
  login: Login,
): Promise<AuthenticatedUser> {
  const guid = (): string => checkedGuid(vcGuid);
  const presented = bearerTokenOf(req);
  if (presented === null) return login.sessions.authenticate(sessionTokenOf(req), guid());
  const token = login.tokens.admit(presented, { scope: 'operate', vcGuid: guid() });
  if (token.userName === null) throw notForThis();
  return {
    userName: token.userName,
    fullName: token.userName,
    vcGuid: token.vcGuid,
    sessionKey: null,
    apiToken: { id: token.id, name: token.name },
  };
}

/** The replication product, by its API token. Throws like `authenticate`. */
export function authenticateProduct(req: Request, vcGuid: unknown, login: Login): AdmittedToken {
  const presented = bearerTokenOf(req);
  if (presented === null) {
    throw new Problem('notAuthenticated', 'Send an API token as bearer token.');
  }
  return login.tokens.admit(presented, { scope: 'replication-jobs', vcGuid: checkedGuid(vcGuid) });
}

/** Tells one caller from another. */
export function callerKey(user: AuthenticatedUser): string {
  return user.sessionKey === null ? `token ${user.apiToken.id}` : `session ${user.sessionKey}`;
}

/** Null when there is none, or a session token, which goes first: proxies may add an authorization of their own. */
function bearerTokenOf(req: Request): string | null {
  const header = req.get('authorization');
  if (header === undefined || req.get(SESSION_HEADER) !== undefined) return null;
  const [, token] = BEARER.exec(header) ?? [];
  if (token === undefined) {
    throw new Problem('notAuthenticated', 'Only bearer tokens are taken as authorization.');
  }
  return token;
}

function checkedGuid(vcGuid: unknown): string {
  const parsed = vcGuidSchema.safeParse(vcGuid);
  if (parsed.success) return parsed.data;
  throw new InvalidRequest([{ path: 'params.vcGuid', message: 'is no GUID of a vCenter' }]);
}

function notForThis(): Problem {
  return new Problem('notPermitted', 'This API token does not act for a vSphere user.');
}
