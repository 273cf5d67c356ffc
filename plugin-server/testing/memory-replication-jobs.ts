import type { ReplicationJob } from '../src/domain/replication-job.ts';
import type { ReplicationJobStore } from '../src/ports/replication-jobs.ts';

/** The registry without a database. */
export class MemoryReplicationJobs implements ReplicationJobStore {
  readonly #jobs = new Map<string, ReplicationJob>();

  using(vcGuid: string, vmIds: readonly string[]): readonly ReplicationJob[] {
    return this.list(vcGuid).filter((job) => job.vmIds.some((vmId) => vmIds.includes(vmId)));
  }

  list(vcGuid: string): readonly ReplicationJob[] {
    return [...this.#jobs.values()]
      .filter((job) => job.vcGuid === vcGuid)
      .sort((one, other) => one.name.localeCompare(other.name));
  }

  find(vcGuid: string, id: string): ReplicationJob | null {
    return this.#jobs.get(keyOf(vcGuid, id)) ?? null;
  }

  put(job: ReplicationJob): void {
    this.#jobs.set(keyOf(job.vcGuid, job.id), job);
  }

  remove(vcGuid: string, id: string): boolean {
    return this.#jobs.delete(keyOf(vcGuid, id));
  }
}

function keyOf(vcGuid: string, id: string): string {
  return `${vcGuid} ${id}`;
}
