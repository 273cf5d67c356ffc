import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ApiToken } from '../domain/api-token.ts';
import type { ApiTokens, StoredApiToken } from '../ports/api-tokens.ts';

/** The time of the last use is kept to the minute: one write a minute, however busy a token is. */
const USE_GRAIN_MS = 60_000;

/** API tokens in the embedded database; only the hash of a token's secret is there. */
export class SqliteApiTokens implements ApiTokens {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  find(id: string): StoredApiToken | null {
    const row = this.#database.prepare('SELECT * FROM api_tokens WHERE id = ?').get(id);
    const secretHash = row?.['secret_hash'];
    if (row === undefined || !(secretHash instanceof Uint8Array)) return null;
    return { token: toToken(row), secretHash };
  }

  noteUse(id: string, at: Date): void {
    const before = new Date(at.getTime() - USE_GRAIN_MS).toISOString();
    this.#database
      .prepare(
        `UPDATE api_tokens SET last_used_at = ?
         WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)`,
      )
      .run(at.toISOString(), id, before);
  }

  /** Newest first, also those that are not valid any more. */
  list(): readonly ApiToken[] {
    const sql = 'SELECT * FROM api_tokens ORDER BY created_at DESC, id';
    return this.#database.prepare(sql).all().map(toToken);
  }

  /** Throws an Error when a token with that name is in force. */
  add({ token, secretHash }: StoredApiToken): void {
    const inForce = this.list().some(
      ({ name, revokedAt }) => revokedAt === null && name === token.name,
    );
    if (inForce)
      throw new Error(`There is a token named "${token.name}" already; revoke it first.`);
    const { id, name, scope, vcGuid, userName, createdAt, expiresAt } = token;
    this.#database
      .prepare(
        `INSERT INTO api_tokens (id, name, scope, vc_guid, user_name, secret_hash, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, name, scope, vcGuid, userName, secretHash, createdAt, expiresAt);
  }

  /** The token that was in force under that name, now revoked; null when there was none. */
  revoke(name: string, at: Date): ApiToken | null {
    const row = this.#database
      .prepare(
        'UPDATE api_tokens SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL RETURNING *',
      )
      .get(at.toISOString(), name);
    return row === undefined ? null : toToken(row);
  }
}

function toToken(row: Record<string, SQLOutputValue>): ApiToken {
  const text = (name: string): string | null => {
    const value = row[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    id: text('id') ?? '',
    name: text('name') ?? '',
    scope: row['scope'] === 'operate' ? 'operate' : 'replication-jobs',
    vcGuid: text('vc_guid'),
    userName: text('user_name'),
    createdAt: text('created_at') ?? '',
    expiresAt: text('expires_at'),
    revokedAt: text('revoked_at'),
    lastUsedAt: text('last_used_at'),
  };
}
