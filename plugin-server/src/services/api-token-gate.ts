import { createHash, timingSafeEqual } from 'node:crypto';
import { apiTokenState, parseApiToken } from '../domain/api-token.ts';
import type { AdmittedToken, ApiToken, ApiTokenScope } from '../domain/api-token.ts';
import { Problem } from '../domain/problem.ts';
import type { ApiTokens } from '../ports/api-tokens.ts';
import type { Clock } from '../ports/clock.ts';
import type { Vcenters } from '../ports/vcenter.ts';

/** What a token's secret is compared with when there is no such token. */
const NOBODY = Buffer.alloc(32);

/** What is kept of a token's secret. It is random through and through, so that a plain hash cannot be turned round. */
export function hashTokenSecret(secret: string): Buffer {
  return createHash('sha256').update(Buffer.from(secret, 'base64url')).digest();
}

/** Lets API tokens in, for what they were made for. */
export class ApiTokenGate {
  readonly #tokens: ApiTokens;
  readonly #vcenters: Pick<Vcenters, 'list'>;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(parts: {
    readonly tokens: ApiTokens;
    readonly vcenters: Pick<Vcenters, 'list'>;
    readonly clock: Pick<Clock, 'now'>;
  }) {
    this.#tokens = parts.tokens;
    this.#vcenters = parts.vcenters;
    this.#clock = parts.clock;
  }

  /**
   * The token, its vCenter set to the one that is wanted, spelled as the server knows it. Throws Problem `notAuthenticated` for a token that
   * is unknown, expired or revoked, all in the same words; `notPermitted` for one of another scope or vCenter; `unknownVcenter`.
   */
  admit(
    presented: string,
    wanted: { readonly scope: ApiTokenScope; readonly vcGuid: string },
  ): AdmittedToken {
    const now = this.#clock.now();
    const token = this.#genuine(presented);
    if (token === null || apiTokenState(token, now) !== 'valid')
      throw new Problem('notAuthenticated', 'The API token is not valid, or not any more.');
    this.#tokens.noteUse(token.id, now);
    if (token.scope !== wanted.scope)
      throw new Problem(
        'notPermitted',
        `The API token "${token.name}" has the scope ${token.scope}; ${wanted.scope} is needed.`,
      );
    const isSame = (guid: string): boolean => guid.toLowerCase() === wanted.vcGuid.toLowerCase();
    if (token.vcGuid !== null && !isSame(token.vcGuid))
      throw new Problem('notPermitted', `The API token "${token.name}" is for another vCenter.`);
    const known = this.#vcenters.list().find(({ vcGuid }) => isSame(vcGuid));
    if (known === undefined)
      throw new Problem('unknownVcenter', `No vCenter ${wanted.vcGuid} was added to this server.`);
    return { ...token, vcGuid: known.vcGuid };
  }

  #genuine(presented: string): ApiToken | null {
    const parts = parseApiToken(presented);
    if (parts === null) return null;
    const stored = this.#tokens.find(parts.id);
    const isGenuine = timingSafeEqual(hashTokenSecret(parts.secret), stored?.secretHash ?? NOBODY);
    return isGenuine && stored !== null ? stored.token : null;
  }
}
