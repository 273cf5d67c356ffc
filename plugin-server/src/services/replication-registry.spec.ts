import { FakeClock } from '../../testing/fake-clock.ts';
import { MemoryAuditLog } from '../../testing/memory-audit-log.ts';
import type { AdmittedToken } from '../domain/api-token.ts';
import { openDatabase } from '../store/open-database.ts';
import { SqliteReplicationJobs } from '../store/sqlite-replication-jobs.ts';
import { ReplicationRegistry } from './replication-registry.ts';
import type { JobFacts } from './replication-registry.ts';

const token: AdmittedToken = {
  id: '0123456789ab',
  name: 'director',
  scope: 'replication-jobs',
  vcGuid: '11111111-2222-3333-4444-555555555555',
  userName: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
};
const FACTS: JobFacts = {
  name: 'Databases',
  kind: 'replication',
  vmIds: ['vm-2', 'vm-1', 'vm-2'],
  encrypted: true,
};

describe('ReplicationRegistry', () => {
  let audit: MemoryAuditLog;
  let clock: FakeClock;
  let registry: ReplicationRegistry;

  beforeEach(() => {
    audit = new MemoryAuditLog();
    clock = new FakeClock();
    const jobs = new SqliteReplicationJobs(openDatabase(':memory:'));
    registry = new ReplicationRegistry({ jobs, audit, clock });
  });

  const seen = () => audit.entries.map(({ who, action, detail }) => [who, action, detail]);

  it('changes and records nothing when the same is said again', () => {
    const first = registry.put(token, 'j1', FACTS);
    clock.advance(60_000);
    expect(registry.put(token, 'j1', { ...FACTS, vmIds: ['vm-1', 'vm-2'] })).toEqual(first);
    expect(first.vmIds).toEqual(['vm-1', 'vm-2']);
    expect(audit.entries.length).toBe(1);
  });

  it('records who added, changed and removed a job', () => {
    registry.put(token, 'j1', FACTS);
    registry.put(token, 'j1', { ...FACTS, kind: 'failover', encrypted: false });
    registry.remove(token, 'j1');
    registry.remove(token, 'j1');
    expect(seen()).toEqual([
      ['API token director', 'replication-job.put', 'Added: replication of 2 VMs, encrypted.'],
      ['API token director', 'replication-job.put', 'Changed: failover of 2 VMs, not encrypted.'],
      [
        'API token director',
        'replication-job.remove',
        'Removed: failover of 2 VMs, not encrypted.',
      ],
    ]);
    expect(audit.entries[0]?.target).toBe('Databases (j1)');
  });

  it('says that a job is not there', () => {
    expect(() => registry.find(token, 'j1')).toThrow(
      jasmine.objectContaining({ code: 'notFound' }),
    );
    expect(registry.list(token)).toEqual([]);
  });
});
