import type { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { verifyChain } from '../domain/audit-chain.ts';
import type { AuditFilter, AuditRecord } from '../ports/audit-log.ts';
import { openDatabase } from './open-database.ts';
import { SqliteAuditLog, sha256Hex } from './sqlite-audit-log.ts';

const VC = '11111111-2222-3333-4444-555555555555';
const REFUSED = /The audit log is append-only/;

function aRecord(changes: Partial<AuditRecord> = {}): AuditRecord {
  return {
    who: 'VSPHERE.LOCAL\\anna',
    action: 'activity.start',
    vcGuid: VC,
    target: 'Production (domain-c8)',
    account: 'VSPHERE.LOCAL\\svc',
    outcome: 'accepted',
    detail: 'Install on Production.',
    ...changes,
  };
}

describe('SqliteAuditLog', () => {
  let database: DatabaseSync;
  let audit: SqliteAuditLog;
  let now: Date;

  beforeEach(() => {
    now = new Date('2026-06-01T12:00:00.000Z');
    database = openDatabase(':memory:');
    audit = new SqliteAuditLog(database, { now: () => now });
  });

  const verify = () => verifyChain(audit.all(), sha256Hex);
  const found = (filter: Partial<AuditFilter>): number[] =>
    audit
      .find({ vcGuid: VC, ...filter }, { limit: 100, order: 'newestFirst' })
      .map(({ sequence }) => sequence);

  it('chains what is appended', () => {
    for (let count = 0; count < 1200; count += 1) audit.append(aRecord({ detail: `${count}` }));
    const report = verify();
    expect(report.break).toBeNull();
    expect(report.entries).toBe(1200);
    expect(report.head.hash).toBe(audit.head().hash);
  });

  it('records an event of one key once', () => {
    const first = audit.appendOnce('activity.start 1', aRecord());
    audit.append(aRecord({ action: 'other' }));
    expect(audit.appendOnce('activity.start 1', aRecord({ detail: 'again' }))).toEqual(first);
    expect(audit.head().sequence).toBe(2);
  });

  it('refuses to change, remove or replace an entry, or to leave a number out', () => {
    audit.append(aRecord());
    audit.append(aRecord());
    const columns = `sequence, at, who, action, vc_guid, target, account, outcome, detail, previous_hash, hash`;
    const copy = (
      sequence: number,
    ) => `SELECT ${sequence}, at, who, action, vc_guid, target, account,
      outcome, detail, previous_hash, hash FROM audit_entries WHERE sequence = 1`;
    for (const sql of [
      `UPDATE audit_entries SET detail = 'x'`,
      'DELETE FROM audit_entries WHERE sequence = 2',
      `INSERT OR REPLACE INTO audit_entries (${columns}) ${copy(2)}`,
      `INSERT INTO audit_entries (${columns}) ${copy(7)}`,
    ])
      expect(() => database.exec(sql))
        .withContext(sql)
        .toThrowError(REFUSED);
    expect(verify().entries).toBe(2);
  });

  it('shows what was done to the file behind its back', () => {
    for (let count = 0; count < 5; count += 1) audit.append(aRecord());
    database.exec('DROP TRIGGER audit_entries_never_changed');
    database.exec(`UPDATE audit_entries SET outcome = 'refused' WHERE sequence = 3`);
    expect(verify().break).toEqual({ sequence: 3, reason: 'The entry was changed.' });
    database.exec('DROP TRIGGER audit_entries_never_removed');
    database.exec('DELETE FROM audit_entries WHERE sequence = 2');
    expect(verify().break?.reason).toMatch(/^Entry 2 is missing/);
  });

  it('goes on with the chain of another process', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'activities.db');
    const [server, tool] = [openDatabase(file), openDatabase(file)];
    const clock = { now: () => now };
    const [one, other] = [new SqliteAuditLog(server, clock), new SqliteAuditLog(tool, clock)];
    one.append(aRecord());
    other.append(aRecord());
    one.append(aRecord());
    expect(verifyChain(other.all(), sha256Hex)).toEqual(
      jasmine.objectContaining({ entries: 3, break: null }),
    );
    server.close();
    tool.close();
  });

  it('finds by who, action, outcome, time and any text, without regard to case', () => {
    audit.append(aRecord());
    now = new Date('2026-06-02T12:00:00.000Z');
    audit.append(aRecord({ who: 'VSPHERE.LOCAL\\otto', outcome: 'refused', detail: '100 % sure' }));
    audit.append(aRecord({ action: 'bundle.import', target: 'under_score.zip' }));
    audit.append(aRecord({ vcGuid: null }));
    audit.append(aRecord({ vcGuid: 'another' }));
    expect(found({})).toEqual([3, 2, 1]);
    expect(found({ who: 'OTTO' })).toEqual([2]);
    expect(found({ action: 'bundle' })).toEqual([3]);
    expect(found({ outcome: 'refused' })).toEqual([2]);
    expect(found({ from: '2026-06-02T00:00:00.000Z' })).toEqual([3, 2]);
    expect(found({ to: '2026-06-02T12:00:00.000Z' })).toEqual([1]);
    expect(found({ text: 'DOMAIN-C8', who: 'anna' })).toEqual([1]);
    expect(found({ text: '100 %' })).toEqual([2]);
    expect(found({ text: 'r_s' })).toEqual([3]);
    expect(found({ text: `' OR 1 = 1 --` })).toEqual([]);
  });

  it('pages in both directions', () => {
    for (let count = 0; count < 5; count += 1) audit.append(aRecord());
    const page = (order: 'newestFirst' | 'oldestFirst', beyond: number) =>
      audit.find({ vcGuid: VC }, { limit: 2, order, beyond }).map(({ sequence }) => sequence);
    expect(page('newestFirst', 4)).toEqual([3, 2]);
    expect(page('oldestFirst', 2)).toEqual([3, 4]);
  });
});
