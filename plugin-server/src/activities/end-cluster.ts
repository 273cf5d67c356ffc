import type { ProblemRecord } from '../domain/activity.ts';
import type { VmWork } from '../ports/vm-change-store.ts';
import type { ClusterRun } from './cluster-run.ts';

/** How a cluster ends. */
export interface End {
  readonly state: 'succeeded' | 'failed' | 'cancelled';
  readonly problem: ProblemRecord | null;
}

/**
 * Ends a cluster, and before it the machines that nobody has begun to change: with the cluster their turn is gone. A crash in between leaves
 * a cluster that ends once more.
 */
export function endCluster(
  { record, vmChanges, clock }: Pick<ClusterRun, 'record' | 'vmChanges' | 'clock'>,
  { state, problem }: End,
): void {
  const { activityId, clusterId } = record;
  const limit = Number.MAX_SAFE_INTEGER;
  const query = { activityId, clusterId, states: ['pending'] as const, offset: 0, limit };
  const { rows } = vmChanges.list(query);
  if (rows.length > 0) {
    const finishedAt = clock.now().toISOString();
    vmChanges.save(rows.map((row): VmWork => ({ ...row, state: 'cancelled', finishedAt })));
    record.note({ policies: vmChanges.progress(activityId, clusterId) });
  }
  record.finish(state, problem);
}
