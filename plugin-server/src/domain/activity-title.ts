import type { ClusterPlan, PlanAction } from './plan.ts';
import { policyWork } from './plan-policies.ts';
import type { VmAction } from './vm-change.ts';

const FILTER_TITLES: Readonly<Record<PlanAction, string>> = {
  install: 'Set up I/O Filter on',
  update: 'Update I/O Filter on',
  resolve: 'Repair I/O Filter on',
  remove: 'Remove I/O Filter from',
  skip: 'Set up I/O Filter on',
  refuse: 'Set up I/O Filter on',
};

const POLICY_TITLES: Readonly<Partial<Record<VmAction, string>>> = {
  assign: 'Assign I/O Filter policy to',
  unassign: 'Remove I/O Filter policy from',
  restore: 'Restore storage policies of',
  reapply: 'Re-apply I/O Filter policy to',
};

/** Whether an activity is about storage policies only: no filter is touched, but machines are. */
export function isAboutPolicies(clusters: readonly ClusterPlan[]): boolean {
  return (
    clusters.every(({ action }) => action === 'skip') &&
    clusters.some((row) => policyWork(row).length > 0)
  );
}

/** What an activity is called: after what it does with the filter, or with machines when it does nothing with the filter. */
export function titleOf(clusters: readonly ClusterPlan[]): string {
  return isAboutPolicies(clusters) ? policyTitle(clusters) : filterTitle(clusters);
}

function filterTitle(clusters: readonly ClusterPlan[]): string {
  const [first] = clusters;
  const where =
    clusters.length === 1 && first !== undefined
      ? first.clusterName
      : `${clusters.length} clusters`;
  const actions = new Set(
    clusters.map(({ action }) => action).filter((action) => action !== 'skip'),
  );
  const [only] = actions;
  const what = actions.size === 1 && only !== undefined ? only : 'install';
  return `${FILTER_TITLES[what]} ${where}`;
}

/** No machine is named: whoever sees the cluster reads the title. */
function policyTitle(clusters: readonly ClusterPlan[]): string {
  const work = clusters.flatMap(policyWork);
  const whose =
    work.length === 1
      ? '1 virtual machine'
      : `${work.length.toLocaleString('en-US')} virtual machines`;
  const actions = new Set(work.map(({ action }) => action));
  const [only] = actions;
  const what = actions.size === 1 && only !== undefined ? POLICY_TITLES[only] : undefined;
  return `${what ?? 'Change storage policies of'} ${whose}`;
}
