import type {
  ClusterPlan as ContractClusterPlan,
  Plan as ContractPlan,
} from '../../contract/plan.ts';
import { counted } from '../../domain/counted.ts';
import type { ClusterPlan, Plan } from '../../domain/plan.ts';
import { presentBundle } from './bundle.ts';
import { presentClusterState } from './cluster.ts';
import { presentFinding } from './finding.ts';
import { presentPlannedPolicy, presentPolicyChanges } from './policy-change.ts';

/** The plan as the wizard's last page shows it. */
export function presentPlan(plan: Plan): ContractPlan {
  return {
    vcGuid: plan.vcGuid,
    clusters: plan.clusters.map(presentClusterPlan),
    policies: plan.policies.map(presentPlannedPolicy),
    hash: plan.hash,
  };
}

function presentClusterPlan(plan: ClusterPlan): ContractClusterPlan {
  return {
    clusterId: plan.cluster.value,
    clusterName: plan.clusterName,
    action: plan.action,
    summary: summarize(plan),
    state: presentClusterState(plan.state),
    bundle: plan.bundle && presentBundle(plan.bundle),
    hosts: plan.hosts.map(({ ref, name }) => ({ id: ref.value, name })),
    findings: plan.findings.map(presentFinding),
    jobs: plan.jobs.map(({ id, name, kind, vmNames }) => ({
      id,
      name,
      kind,
      vmNames: [...vmNames],
    })),
    virtualMachines: plan.virtualMachines.map(({ id, name, disks, blocked, remedy }) => ({
      id,
      name,
      disks,
      blocked,
      remedy,
    })),
    policyChanges: presentPolicyChanges(plan.policyChanges),
  };
}

/** One sentence for each action. */
function summarize(plan: ClusterPlan): string {
  const hosts = counted(plan.hosts.length, 'host');
  const version = plan.bundle?.filter.productVersion ?? plan.state.latestVersion ?? '';
  const filter = `the I/O Filter ${version}`.trimEnd();
  switch (plan.action) {
    case 'install':
      return `Install ${filter} on ${hosts}${changing(plan)}.`;
    case 'update':
      return `Update the I/O Filter from ${plan.state.version ?? 'an older version'} to ${version} on ${hosts}${changing(plan)}.`;
    case 'resolve':
      return `Repair the I/O Filter on ${hosts}: bring it to every host that lacks it${changing(plan)}.`;
    case 'remove':
      return `Remove the I/O Filter from ${hosts}${detaching(plan)}.`;
    case 'skip':
      return changing(plan) === ''
        ? nothingToDo(plan)
        : `Leave the filter as it is${changing(plan)}.`;
    case 'refuse':
      return 'Cannot be done; the findings say why.';
  }
}

/** A cluster without any machine whose policy is changed. */
function nothingToDo({ state, policyChanges }: ClusterPlan): string {
  if (policyChanges.length > 0)
    return 'Nothing to do: every virtual machine that can be changed is as wished.';
  return state.filterName === null
    ? 'Nothing to do: the cluster does not carry the filter.'
    : 'Nothing to do: every host has the latest version.';
}

/** Whose storage policies are changed after the filter; begins with a comma unless it is empty. */
function changing({ policyChanges }: ClusterPlan): string {
  const parts = (['assign', 'unassign', 'restore', 'reapply'] as const).flatMap((action) => {
    const count = policyChanges.filter((change) => change.action === action).length;
    return count === 0 ? [] : [POLICY_WORDS[action](counted(count, 'virtual machine'))];
  });
  return parts.map((part) => `, ${part}`).join('');
}

const POLICY_WORDS = {
  assign: (whom: string) => `assign the I/O Filter policy to ${whom}`,
  unassign: (whom: string) => `remove the I/O Filter policy from ${whom}`,
  restore: (whom: string) => `restore the storage policies of ${whom}`,
  reapply: (whom: string) => `re-apply the storage policy of ${whom}`,
} as const;

/** Whose storage policies go with the filter. */
function detaching({ virtualMachines }: ClusterPlan): string {
  const count = virtualMachines.length;
  if (count === 0) return '';
  return `, and take ${counted(count, 'virtual machine')} off its storage policy first`;
}
