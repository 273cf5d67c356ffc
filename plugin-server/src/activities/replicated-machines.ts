import { jobNamesByVm } from '../domain/replication-job.ts';
import type { DiskChange } from '../domain/vm-change.ts';
import type { VmWork } from '../ports/vm-change-store.ts';
import type { ClusterRun } from './cluster-run.ts';
import type { HasFilter } from './policy-engine/filter-wish.ts';
import { listed } from './watchdog.ts';

/**
 * Refuses machines that were to lose the filter and that a job of the replication product needs by now: the plan was made before the cluster
 * waited for its turn. Those that are under way already are left alone.
 */
export function refuseReplicated(
  {
    jobs,
    connection,
    clock,
    vmChanges,
  }: Pick<ClusterRun, 'jobs' | 'connection' | 'clock' | 'vmChanges'>,
  rows: readonly VmWork[],
  hasFilter: HasFilter,
): readonly VmWork[] {
  const leaving = rows.filter(
    ({ state, action, disks }) =>
      state === 'pending' &&
      (action === 'unassign' || disks.some((disk) => losesFilter(disk, hasFilter))),
  );
  if (leaving.length === 0) return rows;
  const names = jobNamesByVm(jobs.list(connection.vcGuid));
  const finishedAt = clock.now().toISOString();
  const refused = new Map<string, VmWork>();
  for (const row of leaving) {
    const own = names.get(row.vm.value);
    if (own !== undefined)
      refused.set(row.vm.value, { ...row, state: 'failed', problem: neededBy(own), finishedAt });
  }
  vmChanges.save([...refused.values()]);
  return rows.map((row) => refused.get(row.vm.value) ?? row);
}

/** A policy that is restored may have no filter, where the present one has, or may have. */
function losesFilter({ from, to }: DiskChange, hasFilter: HasFilter): boolean {
  if (from === null || hasFilter(to) !== false) return false;
  return hasFilter({ kind: 'profile', profileId: from.profileId }) !== false;
}

function neededBy(jobs: readonly string[]): NonNullable<VmWork['problem']> {
  return {
    code: 'replicationJobs',
    title: 'Jobs use the filter',
    detail: `${listed(jobs)} of the replication product ${jobs.length === 1 ? 'needs' : 'need'} the filter of this virtual machine.`,
    remedy: 'Finish or delete these jobs in the replication product, then start again.',
    rawFault: null,
  };
}
