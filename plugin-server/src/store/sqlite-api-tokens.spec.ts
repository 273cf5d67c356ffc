import type { ApiToken } from '../domain/api-token.ts';
import { openDatabase } from './open-database.ts';
import { SqliteApiTokens } from './sqlite-api-tokens.ts';

const NOON = new Date('2026-06-01T12:00:00.000Z');
const secretHash = new Uint8Array(32).fill(7);

function aToken(id: string, name: string): ApiToken {
  return {
    id,
    name,
    scope: 'operate',
    vcGuid: '11111111-2222-3333-4444-555555555555',
    userName: 'VSPHERE.LOCAL\\anna',
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2027-01-01T00:00:00.000Z',
    revokedAt: null,
    lastUsedAt: null,
  };
}

describe('SqliteApiTokens', () => {
  let tokens: SqliteApiTokens;

  beforeEach(() => {
    tokens = new SqliteApiTokens(openDatabase(':memory:'));
    tokens.add({ token: aToken('aaaaaaaaaaaa', 'one'), secretHash });
  });

  it('finds a token with the hash of its secret', () => {
    const found = tokens.find('aaaaaaaaaaaa');
    expect(found?.token).toEqual(aToken('aaaaaaaaaaaa', 'one'));
    expect([...(found?.secretHash ?? [])]).toEqual([...secretHash]);
    expect(tokens.find('bbbbbbbbbbbb')).toBeNull();
  });

  it('notes the last use to the minute', () => {
    const lastUse = () => tokens.find('aaaaaaaaaaaa')?.token.lastUsedAt;
    tokens.noteUse('aaaaaaaaaaaa', NOON);
    tokens.noteUse('aaaaaaaaaaaa', new Date(NOON.getTime() + 59_000));
    expect(lastUse()).toBe(NOON.toISOString());
    tokens.noteUse('aaaaaaaaaaaa', new Date(NOON.getTime() + 60_000));
    expect(lastUse()).toBe('2026-06-01T12:01:00.000Z');
  });

  it('keeps one token of a name in force, and frees the name when it is revoked', () => {
    const second = { token: aToken('bbbbbbbbbbbb', 'one'), secretHash };
    expect(() => tokens.add(second)).toThrowError(/a token named "one" already/);
    expect(tokens.revoke('one', NOON)).toEqual({
      ...aToken('aaaaaaaaaaaa', 'one'),
      revokedAt: NOON.toISOString(),
    });
    expect(tokens.revoke('one', NOON)).toBeNull();
    tokens.add(second);
    expect(tokens.list().map(({ id }) => id)).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb']);
  });
});
