import type {
  ClusterPlan as ContractClusterPlan,
  Plan as ContractPlan,
} from '../../contract/plan.ts';
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
  const hosts = plan.hosts.length === 1 ? '1 host' : `${plan.hosts.length} hosts`;
  const version = plan.bundle?.filter.productVersion ?? plan.state.latestVersion ?? '';
  const filter = `the I/O Filter ${version}`.trimEnd();
  switch (plan.action) {
    case 'install':
      return `Install ${filter} on ${hosts}.`;
    case 'update':
      return `Update the I/O Filter from ${plan.state.version ?? 'an older version'} to ${version} on ${hosts}.`;
    case 'resolve':
      return `Repair the I/O Filter on ${hosts}: bring it to every host that lacks it.`;
    case 'remove':
      return `Remove the I/O Filter from ${hosts}${detaching(plan)}.`;
    case 'skip':
      return plan.state.filterName === null
        ? 'Nothing to do: the cluster does not carry the filter.'
        : 'Nothing to do: every host has the latest version.';
    case 'refuse':
      return 'Cannot be done; the findings say why.';
  }
}

/** Whose storage policies go with the filter. */
function detaching({ virtualMachines }: ClusterPlan): string {
  const count = virtualMachines.length;
  if (count === 0) return '';
  return `, and take ${count === 1 ? '1 virtual machine' : `${count} virtual machines`} off its storage policy first`;
}
