import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { formatApiToken } from './domain/api-token.ts';
import type { ApiToken, ApiTokenScope } from './domain/api-token.ts';
import type { Clock } from './ports/clock.ts';
import { hashTokenSecret } from './services/api-token-gate.ts';
import { SqliteApiTokens } from './store/sqlite-api-tokens.ts';
import { SqliteAuditLog } from './store/sqlite-audit-log.ts';

/** What an administrator says of a new token. */
export interface NewToken {
  readonly name: string;
  readonly scope: ApiTokenScope;
  /** The one vCenter that it is good for; null means all, which only `replication-jobs` may be. */
  readonly vcGuid: string | null;
  /** For `operate`: the vSphere user it acts for, as vCenter writes the name, `DOMAIN\name`. */
  readonly userName: string | null;
  readonly expiresAt: Date | null;
}

export interface TokenAdministration {
  /** The secret is told here and never again. Throws an Error in plain words for what cannot be. */
  create(wanted: NewToken): { readonly token: ApiToken; readonly secret: string };
  list(): readonly ApiToken[];
  /** Throws an Error when no token of that name is in force. */
  revoke(name: string): ApiToken;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;
const USER_NAME = /^[^\\@/\p{Cc}]{1,128}\\[^\\\p{Cc}]{1,128}$/u;

/**
 * Makes and revokes API tokens in the embedded database, also while the server runs. Both are audited.
 * @param operator who does it: the name of the operating system's user
 */
export function tokenAdministration(
  database: DatabaseSync,
  clock: Pick<Clock, 'now'>,
  operator: string,
): TokenAdministration {
  const tokens = new SqliteApiTokens(database);
  const audit = new SqliteAuditLog(database, clock);
  const record = (action: string, token: ApiToken, detail: string): void => {
    audit.append({
      who: `${operator} (command line)`,
      action,
      vcGuid: token.vcGuid,
      target: `${token.name} (${token.id})`,
      account: operator,
      outcome: 'succeeded',
      detail,
    });
  };
  return {
    create: (wanted) => {
      const now = clock.now();
      refuseNonsense(wanted, now);
      const token = newToken(wanted, now);
      const { id } = token;
      const secret = randomBytes(32).toString('base64url');
      tokens.add({ token, secretHash: hashTokenSecret(secret) });
      record('token.create', token, describe(token));
      return { token, secret: formatApiToken({ id, secret }) };
    },
    list: () => tokens.list(),
    revoke: (name) => {
      const token = tokens.revoke(name, clock.now());
      if (token === null) throw new Error(`There is no token named "${name}" in force.`);
      record('token.revoke', token, describe(token));
      return token;
    },
  };
}

function newToken(wanted: NewToken, now: Date): ApiToken {
  return {
    ...wanted,
    id: randomBytes(6).toString('hex'),
    createdAt: now.toISOString(),
    expiresAt: wanted.expiresAt?.toISOString() ?? null,
    revokedAt: null,
    lastUsedAt: null,
  };
}

function refuseNonsense(wanted: NewToken, now: Date): void {
  if (!NAME.test(wanted.name))
    throw new Error('A name has 1 to 64 letters, digits, blanks, dots, hyphens and underscores.');
  if (wanted.expiresAt !== null && wanted.expiresAt <= now)
    throw new Error('The token would have expired already.');
  if (wanted.scope === 'replication-jobs') {
    if (wanted.userName !== null)
      throw new Error('Only tokens of the scope operate act for a vSphere user.');
    return;
  }
  if (wanted.vcGuid === null) throw new Error('A token of the scope operate needs one vCenter.');
  if (wanted.userName === null || !USER_NAME.test(wanted.userName))
    throw new Error('A token of the scope operate needs its vSphere user, written DOMAIN\\name.');
}

function describe({ scope, userName, vcGuid, expiresAt }: ApiToken): string {
  const user = userName === null ? '' : ` for ${userName}`;
  const where = vcGuid === null ? 'all vCenters' : `vCenter ${vcGuid}`;
  return `Scope ${scope}${user}, ${where}, ${expiresAt === null ? 'without an end' : `until ${expiresAt}`}.`;
}
