import type { Request } from 'express';
import { vcGuidSchema } from '../contract/ids.ts';
import { SESSION_HEADER } from '../contract/routes.ts';
import { Problem } from '../domain/problem.ts';
import type { AuthenticatedUser, UserSessions } from '../ports/vcenter.ts';
import { InvalidRequest } from './invalid-request.ts';

const TOKEN = /^[\x21-\x7e]{1,4096}$/;

/** The caller's session token. Throws Problem `notAuthenticated` when it is absent or cannot be one. */
export function sessionTokenOf(req: Request): string {
  const token = req.get(SESSION_HEADER) ?? '';
  if (TOKEN.test(token)) return token;
  throw new Problem('notAuthenticated', `Send the session token in the header ${SESSION_HEADER}.`);
}

/**
 * Finds out who calls, by the session token and the vCenter that the address names.
 * @throws Problem `notAuthenticated`, `cloneTicketRefused`, `unknownVcenter` or `invalidRequest`, or VcenterUnreachable
 */
export async function authenticate(
  req: Request,
  vcGuid: unknown,
  sessions: UserSessions,
): Promise<AuthenticatedUser> {
  const token = sessionTokenOf(req);
  const parsed = vcGuidSchema.safeParse(vcGuid);
  if (!parsed.success) {
    throw new InvalidRequest([{ path: 'params.vcGuid', message: 'is no GUID of a vCenter' }]);
  }
  return sessions.authenticate(token, parsed.data);
}
