import type { DatabaseSync } from 'node:sqlite';
import { FakeClock } from '../testing/fake-clock.ts';
import { tokenAdministration } from './manage-tokens.ts';
import type { NewToken, TokenAdministration } from './manage-tokens.ts';
import { openDatabase } from './store/open-database.ts';
import { SqliteAuditLog } from './store/sqlite-audit-log.ts';

const VC = '11111111-2222-3333-4444-555555555555';
const OPERATE: NewToken = {
  name: 'ci',
  scope: 'operate',
  vcGuid: VC,
  userName: 'VSPHERE.LOCAL\\anna',
  expiresAt: null,
};

describe('The administration of API tokens', () => {
  let database: DatabaseSync;
  let clock: FakeClock;
  let tokens: TokenAdministration;

  beforeEach(() => {
    database = openDatabase(':memory:');
    clock = new FakeClock();
    tokens = tokenAdministration(database, clock, 'root');
  });

  it('keeps nothing that a token could be made from again', () => {
    const { secret } = tokens.create(OPERATE);
    const rows = JSON.stringify([
      database.prepare('SELECT * FROM api_tokens').all(),
      database.prepare('SELECT * FROM audit_entries').all(),
    ]);
    const random = secret.slice('rtr_'.length + 13);
    expect(random.length).toBe(43);
    expect(rows).not.toContain(random);
    expect(rows).not.toContain(Buffer.from(random, 'base64url').toString('hex'));
  });

  it('never makes the same token twice', () => {
    const secrets = Array.from(
      { length: 20 },
      (_, index) => tokens.create({ ...OPERATE, name: `ci-${index}` }).secret,
    );
    expect(new Set(secrets).size).toBe(20);
  });

  it('audits who made and who revoked a token', () => {
    tokens.create(OPERATE);
    tokens.revoke('ci');
    const entries = [...new SqliteAuditLog(database, clock).all()];
    expect(entries.map(({ who, action, vcGuid }) => [who, action, vcGuid])).toEqual([
      ['root (command line)', 'token.create', VC],
      ['root (command line)', 'token.revoke', VC],
    ]);
    expect(entries[0]?.detail).toBe(
      `Scope operate for VSPHERE.LOCAL\\anna, vCenter ${VC}, without an end.`,
    );
  });

  const mistakes: Record<string, [Partial<NewToken>, RegExp]> = {
    'no name': [{ name: '' }, /A name has/],
    'a name with a line break': [{ name: 'a\nb' }, /A name has/],
    'no vCenter to operate on': [{ vcGuid: null }, /needs one vCenter/],
    'nobody to act for': [{ userName: null }, /needs its vSphere user/],
    'a user without a domain': [{ userName: 'anna' }, /DOMAIN\\name/],
    'a user as mail address': [{ userName: 'anna@vsphere.local' }, /DOMAIN\\name/],
    'a user for the replication product': [{ scope: 'replication-jobs' }, /Only tokens/],
    'an end in the past': [{ expiresAt: new Date(0) }, /expired already/],
  };
  for (const [name, [change, message]] of Object.entries(mistakes))
    it(`refuses ${name}`, () => {
      expect(() => tokens.create({ ...OPERATE, ...change })).toThrowError(message);
      expect(tokens.list()).toEqual([]);
    });

  it('refuses to revoke what is not there', () => {
    expect(() => tokens.revoke('ci')).toThrowError(/no token named "ci" in force/);
  });
});
