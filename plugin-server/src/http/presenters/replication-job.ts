import type { ReplicationJob as ContractJob } from '../../contract/replication-job.ts';
import type { ReplicationJob } from '../../domain/replication-job.ts';

export function presentReplicationJob(job: ReplicationJob): ContractJob {
  const { id, vcGuid, name, kind, vmIds, encrypted, updatedAt } = job;
  return { id, vcGuid, name, kind, vmIds: [...vmIds], encrypted, updatedAt };
}
