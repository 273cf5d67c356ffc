import type { ClusterActivity } from '../domain/activity.ts';
import type { PolicyProgress } from '../domain/vm-change.ts';

/** What of the whole is done when the filter is there and its machines follow. */
const FILTER_SHARE = 0.5;

/** Percentage of the whole work on a cluster, from that of the operation on its hosts. */
export function filterPercent(cluster: Pick<ClusterActivity, 'steps'>, percent: number): number {
  return has(cluster, 'changePolicies') ? Math.floor(percent * FILTER_SHARE) : percent;
}

/** Percentage of the whole work on a cluster, from how far its machines are. */
export function policyPercent(
  cluster: Pick<ClusterActivity, 'steps'>,
  { total, succeeded, failed, cancelled }: PolicyProgress,
): number {
  const done = total === 0 ? 1 : (succeeded + failed + cancelled) / total;
  const before = has(cluster, 'changePolicies') && has(cluster, 'followTask') ? FILTER_SHARE : 0;
  return Math.floor((before + done * (1 - before)) * 100);
}

function has({ steps }: Pick<ClusterActivity, 'steps'>, name: string): boolean {
  return steps.some((step) => step.name === name);
}
