/** What a token is for: keeping the registry of replication jobs, or everything that its vSphere user may do. */
export type ApiTokenScope = 'replication-jobs' | 'operate';

/** A token of a machine that calls the API. The secret itself is known to its holder only. */
export interface ApiToken {
  /** Public part of the token, by which it is found. */
  readonly id: string;
  readonly name: string;
  readonly scope: ApiTokenScope;
  /** The one vCenter that it is good for; null means all. Never null for `operate`. */
  readonly vcGuid: string | null;
  /** For `operate`: the vSphere user on whose behalf it acts and whose privileges are checked. */
  readonly userName: string | null;
  /** ISO 8601 in UTC, like all that follow. */
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** A token that was let in for one vCenter, which is spelled as the server knows it. */
export interface AdmittedToken extends ApiToken {
  readonly vcGuid: string;
}

export type ApiTokenState = 'valid' | 'expired' | 'revoked';

export function apiTokenState(token: ApiToken, now: Date): ApiTokenState {
  if (token.revokedAt !== null) return 'revoked';
  return token.expiresAt !== null && Date.parse(token.expiresAt) <= now.getTime()
    ? 'expired'
    : 'valid';
}

/** What the API takes for a token: `rtr_`, the public id, `_`, and 32 random bytes in base64url. */
const TOKEN = /^rtr_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/;

export interface TokenParts {
  readonly id: string;
  /** Base64url of 32 bytes. */
  readonly secret: string;
}

/** Null for a text that cannot be a token. */
export function parseApiToken(text: string): TokenParts | null {
  const [, id, secret] = TOKEN.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

export function formatApiToken({ id, secret }: TokenParts): string {
  return `rtr_${id}_${secret}`;
}
