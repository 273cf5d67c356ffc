import type { ClusterActivity, StepName } from '../domain/activity.ts';
import type { PolicyProgress } from '../domain/vm-change.ts';

/** Hosts and machines are a half each, where a cluster has both to be worked on. */
const HALF = 50;

type Outline = Pick<ClusterActivity, 'steps' | 'policies'>;

/** Percentage of the whole work on a cluster, from that of the operation on its hosts. */
export function filterPercent(cluster: Outline, percent: number): number {
  if (has(cluster, 'changePolicies')) return Math.floor(percent / 2);
  // In a removal the machines come first.
  return has(cluster, 'detachPolicies') && cluster.policies !== null
    ? HALF + Math.floor(percent / 2)
    : percent;
}

/** Percentage of the whole work on a cluster, from how far its machines are. */
export function policyPercent(
  cluster: Pick<Outline, 'steps'>,
  { total, succeeded, failed, cancelled }: PolicyProgress,
): number {
  const percent = total === 0 ? 100 : ((succeeded + failed + cancelled) / total) * 100;
  if (has(cluster, 'detachPolicies')) return Math.floor(percent / 2);
  return has(cluster, 'followTask') ? HALF + Math.floor(percent / 2) : Math.floor(percent);
}

function has({ steps }: Pick<Outline, 'steps'>, name: StepName): boolean {
  return steps.some((step) => step.name === name);
}
