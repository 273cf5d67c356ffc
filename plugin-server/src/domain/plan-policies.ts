import type { ClusterWorld } from './cluster-world.ts';
import { withLink } from './finding-link.ts';
import { clusterScope } from './finding-scope.ts';
import type { Finding } from './finding.ts';
import type { ClusterPlan, ClusterWish } from './plan.ts';
import { isBlocker } from './preflight.ts';
import { clusterBusy } from './preflight-cluster-rules.ts';
import type { VmChange } from './vm-change.ts';
import type { FilterFate } from './vm-eligibility.ts';

/** What a plan does to the filter of a cluster before the policies of its machines are changed. */
export function filterFate({ action }: Pick<ClusterPlan, 'action'>, wish: ClusterWish): FilterFate {
  if (wish.desired === 'unchanged' || action === 'skip') return 'stays';
  return wish.desired === 'absent' ? 'goes' : 'comes';
}

/** The machines of a cluster whose policy will be changed. */
export function policyWork({
  policyChanges,
}: Pick<ClusterPlan, 'policyChanges'>): readonly VmChange[] {
  return policyChanges.filter(({ action }) => action !== 'skip' && action !== 'refuse');
}

/**
 * The plan of a cluster together with the policy changes of its machines. A cluster whose filter stays as it is has to be free all the same
 * when machines of it are changed.
 */
export function withPolicyChanges(
  row: ClusterPlan,
  world: Pick<ClusterWorld, 'cluster' | 'busyActivityId'>,
  asked: { readonly changes: readonly VmChange[]; readonly findings: readonly Finding[] },
): ClusterPlan {
  const policyChanges = asked.changes;
  const isWorkedOn = row.action === 'skip' && policyWork({ policyChanges }).length > 0;
  const busy = isWorkedOn ? clusterBusy(world) : null;
  const findings = [
    ...row.findings,
    ...(busy === null ? [] : [withLink({ ...busy, scope: clusterScope(world.cluster) })]),
    ...asked.findings,
  ];
  const blockers = findings.filter(isBlocker);
  return {
    ...row,
    policyChanges,
    action: blockers.length > 0 ? 'refuse' : row.action,
    findings: [...blockers, ...findings.filter((finding) => !isBlocker(finding))],
  };
}
