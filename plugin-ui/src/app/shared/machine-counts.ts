import type { ClusterActivity } from '@contract/activity';
import type { PolicyProgress } from './activity-status';
import { policyMessages } from './policy-messages';

/** Machines of all clusters together; null when no storage policy changes. */
export function machineCounts(
  parts: readonly Pick<ClusterActivity, 'policies'>[],
): PolicyProgress | null {
  const all = parts.flatMap(({ policies }) => policies ?? []);
  if (all.length === 0) return null;
  const sum = { total: 0, succeeded: 0, failed: 0, cancelled: 0 };
  for (const counts of all) {
    sum.total += counts.total;
    sum.succeeded += counts.succeeded;
    sum.failed += counts.failed;
    sum.cancelled += counts.cancelled;
  }
  return sum;
}

/** "12 of 20 virtual machines, 1 failed". */
export function machineCountsText(counts: PolicyProgress): string {
  const { progress } = policyMessages;
  return [
    progress.done(text(counts.succeeded), text(counts.total)),
    ...(counts.failed > 0 ? [progress.failed(text(counts.failed))] : []),
    ...(counts.cancelled > 0 ? [progress.cancelled(text(counts.cancelled))] : []),
  ].join(', ');
}

function text(count: number): string {
  return count.toLocaleString('en-US');
}
