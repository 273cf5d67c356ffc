import type { ApiToken } from '../domain/api-token.ts';

/** A token and what proves it. */
export interface StoredApiToken {
  readonly token: ApiToken;
  /** SHA-256 of the 32 secret bytes. */
  readonly secretHash: Uint8Array;
}

/** The tokens of the machines that call the API; they are made and revoked while the server runs. */
export interface ApiTokens {
  /** Also one that is expired or revoked. */
  find(id: string): StoredApiToken | null;
  noteUse(id: string, at: Date): void;
}
