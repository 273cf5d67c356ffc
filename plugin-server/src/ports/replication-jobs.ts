import type { ReplicationJob } from '../domain/replication-job.ts';

/** The server's own registry of replication and failover jobs, kept by the replication product through its API. */
export interface ReplicationJobs {
  /** Unfinished jobs whose VMs include one of these VMs of that vCenter. */
  using(vcGuid: string, vmIds: readonly string[]): readonly ReplicationJob[];
  list(vcGuid: string): readonly ReplicationJob[];
}
