import type { ReplicationJob } from '../domain/replication-job.ts';
import { openDatabase } from './open-database.ts';
import { SqliteReplicationJobs } from './sqlite-replication-jobs.ts';

const VC = '11111111-2222-3333-4444-555555555555';
const OTHER_VC = '66666666-2222-3333-4444-555555555555';

function aJob(id: string, changes: Partial<ReplicationJob> = {}): ReplicationJob {
  return {
    id,
    vcGuid: VC,
    name: `Job ${id}`,
    kind: 'replication',
    vmIds: ['vm-1', 'vm-2'],
    encrypted: true,
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

describe('SqliteReplicationJobs', () => {
  let jobs: SqliteReplicationJobs;

  beforeEach(() => {
    jobs = new SqliteReplicationJobs(openDatabase(':memory:'));
  });

  it('gives back what was put, by name', () => {
    const [one, two] = [aJob('1', { name: 'B' }), aJob('2', { name: 'A', kind: 'failover' })];
    jobs.put(one);
    jobs.put(two);
    expect(jobs.list(VC)).toEqual([two, one]);
    expect(jobs.find(VC, '1')).toEqual(one);
    expect(jobs.find(VC, '3')).toBeNull();
  });

  it('replaces a job with all its VMs', () => {
    jobs.put(aJob('1'));
    const changed = aJob('1', { name: 'Other', vmIds: ['vm-3'], encrypted: false });
    jobs.put(changed);
    expect(jobs.list(VC)).toEqual([changed]);
    expect(jobs.using(VC, ['vm-1'])).toEqual([]);
  });

  it('finds the jobs that use one of many VMs, each once', () => {
    jobs.put(aJob('1'));
    jobs.put(aJob('2', { vmIds: ['vm-3'] }));
    const many = Array.from({ length: 40_000 }, (_, index) => `vm-${index + 100}`);
    expect(jobs.using(VC, [...many, 'vm-1', 'vm-2']).map(({ id }) => id)).toEqual(['1']);
    expect(jobs.using(VC, [])).toEqual([]);
  });

  it('keeps the vCenters apart, also for jobs of one id', () => {
    jobs.put(aJob('1'));
    jobs.put(aJob('1', { vcGuid: OTHER_VC, vmIds: ['vm-9'] }));
    expect(jobs.using(OTHER_VC, ['vm-1'])).toEqual([]);
    expect(jobs.remove(OTHER_VC, '1')).toBeTrue();
    expect(jobs.list(VC).length).toBe(1);
  });

  it('says whether there was something to remove', () => {
    jobs.put(aJob('1'));
    expect(jobs.remove(VC, '1')).toBeTrue();
    expect(jobs.remove(VC, '1')).toBeFalse();
    expect(jobs.using(VC, ['vm-1'])).toEqual([]);
  });
});
