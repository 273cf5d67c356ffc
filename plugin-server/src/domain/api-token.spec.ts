import { apiTokenState, formatApiToken, parseApiToken } from './api-token.ts';
import type { ApiToken } from './api-token.ts';

const NOON = new Date('2026-06-01T12:00:00.000Z');
const token: ApiToken = {
  id: '0123456789ab',
  name: 'replication',
  scope: 'replication-jobs',
  vcGuid: null,
  userName: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
};

describe('An API token', () => {
  it('is read back from what is shown', () => {
    const parts = { id: '0123456789ab', secret: 'A-_z'.repeat(11).slice(0, 43) };
    expect(parseApiToken(formatApiToken(parts))).toEqual(parts);
  });

  for (const text of ['', 'rtr_', `rtr_0123456789ab_${'A'.repeat(42)}`, `x${'A'.repeat(60)}`])
    it(`is not "${text}"`, () => {
      expect(parseApiToken(text)).toBeNull();
    });

  it('is valid until the moment it expires, and never after it was revoked', () => {
    const until = (expiresAt: string) => apiTokenState({ ...token, expiresAt }, NOON);
    expect(apiTokenState(token, NOON)).toBe('valid');
    expect(until('2026-06-01T12:00:00.001Z')).toBe('valid');
    expect(until('2026-06-01T12:00:00.000Z')).toBe('expired');
    expect(apiTokenState({ ...token, revokedAt: '2026-05-01T00:00:00.000Z' }, NOON)).toBe(
      'revoked',
    );
  });
});
