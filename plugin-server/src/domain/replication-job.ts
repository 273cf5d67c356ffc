/** A job of the replication product that uses the filter. */
export interface ReplicationJob {
  /** The product's own id of the job. */
  readonly id: string;
  readonly vcGuid: string;
  readonly name: string;
  readonly kind: 'replication' | 'failover';
  /** Managed object ids of the source VMs. */
  readonly vmIds: readonly string[];
  /** Whether the filter's data is encrypted on the way to the journal service (port 33092 instead of 33090). */
  readonly encrypted: boolean;
  readonly updatedAt: string;
}

/** The port of the journal service that the filter sends the data of a job to. */
export function journalPort({ encrypted }: Pick<ReplicationJob, 'encrypted'>): number {
  return encrypted ? 33092 : 33090;
}

/** Names of the jobs that each machine belongs to, by the machine's id. */
export function jobNamesByVm(
  jobs: readonly Pick<ReplicationJob, 'name' | 'vmIds'>[],
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { name, vmIds } of jobs)
    for (const id of vmIds) {
      const known = names.get(id);
      if (known === undefined) names.set(id, [name]);
      else known.push(name);
    }
  return names;
}
