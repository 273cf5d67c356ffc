import type { ReplicationJob } from '../domain/replication-job.ts';

/** The server's own registry of replication and failover jobs, kept by the replication product through its API. */
export interface ReplicationJobs {
  /** Unfinished jobs whose VMs include one of these VMs of that vCenter. A job that is in the registry is unfinished. */
  using(vcGuid: string, vmIds: readonly string[]): readonly ReplicationJob[];
  /** By name. */
  list(vcGuid: string): readonly ReplicationJob[];
}

/** Keeping the registry. */
export interface ReplicationJobStore extends ReplicationJobs {
  find(vcGuid: string, id: string): ReplicationJob | null;
  /** Adds or replaces; durable when it returns. */
  put(job: ReplicationJob): void;
  /** False when there was no such job. */
  remove(vcGuid: string, id: string): boolean;
}
