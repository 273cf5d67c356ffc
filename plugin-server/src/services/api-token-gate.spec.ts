import { openDatabase } from '../store/open-database.ts';
import { SqliteApiTokens } from '../store/sqlite-api-tokens.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { tokenAdministration } from '../manage-tokens.ts';
import type { NewToken, TokenAdministration } from '../manage-tokens.ts';
import { ApiTokenGate } from './api-token-gate.ts';

const VC = 'AAAAAAAA-2222-3333-4444-555555555555';
const OTHER_VC = 'bbbbbbbb-2222-3333-4444-555555555555';
const PRODUCT: NewToken = {
  name: 'replication',
  scope: 'replication-jobs',
  vcGuid: null,
  userName: null,
  expiresAt: null,
};
const OPERATE: NewToken = {
  ...PRODUCT,
  name: 'ci',
  scope: 'operate',
  vcGuid: VC,
  userName: 'VSPHERE.LOCAL\\anna',
};
const NOT_VALID = /not valid/;

describe('ApiTokenGate', () => {
  let clock: FakeClock;
  let administration: TokenAdministration;
  let gate: ApiTokenGate;

  beforeEach(() => {
    clock = new FakeClock();
    const database = openDatabase(':memory:');
    administration = tokenAdministration(database, clock, 'root');
    gate = new ApiTokenGate({
      tokens: new SqliteApiTokens(database),
      vcenters: { list: () => [VC, OTHER_VC].map((vcGuid) => ({ vcGuid, name: vcGuid })) },
      clock,
    });
  });

  const jobsOf = (vcGuid: string) => ({ scope: 'replication-jobs', vcGuid }) as const;

  it('lets a token in for its scope, with the vCenter as the server spells it', () => {
    const { token, secret } = administration.create(PRODUCT);
    expect(gate.admit(secret, jobsOf(VC.toLowerCase()))).toEqual({
      ...token,
      vcGuid: VC,
    });
    expect(administration.list()[0]?.lastUsedAt).toBe(clock.now().toISOString());
  });

  it('refuses another secret of the same token, an unknown one and what is none, all in the same words', () => {
    const { secret } = administration.create(PRODUCT);
    const last = secret.at(-2) === 'A' ? 'B' : 'A';
    const forged = `${secret.slice(0, -2)}${last}${secret.slice(-1)}`;
    const unknown = secret.replace(/^rtr_.{12}/, 'rtr_000000000000');
    const messages = [forged, unknown, 'nonsense', ''].map((presented) => {
      try {
        gate.admit(presented, jobsOf(VC));
        return 'let in';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(new Set(messages)).toEqual(new Set(['The API token is not valid, or not any more.']));
  });

  it('refuses a token from the moment it expires', () => {
    const expiresAt = new Date(clock.now().getTime() + 60_000);
    const { secret } = administration.create({ ...PRODUCT, expiresAt });
    expect(gate.admit(secret, jobsOf(VC)).name).toBe('replication');
    clock.advance(60_000);
    expect(() => gate.admit(secret, jobsOf(VC))).toThrowError(NOT_VALID);
  });

  it('refuses a token at once when it is revoked', () => {
    const { secret } = administration.create(PRODUCT);
    administration.revoke('replication');
    expect(() => gate.admit(secret, jobsOf(VC))).toThrowError(NOT_VALID);
  });

  it('refuses a token of another scope, of another vCenter, and a vCenter that nobody added', () => {
    const product = administration.create({ ...PRODUCT, vcGuid: VC });
    const operate = administration.create(OPERATE);
    const refusal = jasmine.objectContaining({ code: 'notPermitted' });
    expect(() => gate.admit(operate.secret, jobsOf(VC))).toThrow(refusal);
    expect(() => gate.admit(product.secret, { scope: 'operate', vcGuid: VC })).toThrow(refusal);
    expect(() => gate.admit(product.secret, jobsOf(OTHER_VC))).toThrow(refusal);
    const everywhere = administration.create({ ...PRODUCT, name: 'everywhere' });
    expect(() => gate.admit(everywhere.secret, jobsOf('cccccccc'))).toThrow(
      jasmine.objectContaining({ code: 'unknownVcenter' }),
    );
  });
});
