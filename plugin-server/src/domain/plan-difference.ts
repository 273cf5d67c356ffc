import { counted } from './counted.ts';
import type { Finding } from './finding.ts';
import type { ClusterPlan, Plan, PlanAction, VmToDetach } from './plan.ts';
import { makesStale } from './planning.ts';
import { policyDifferences } from './policy-difference.ts';

const DO: Readonly<Record<PlanAction, string>> = {
  install: 'be installed',
  update: 'be updated',
  resolve: 'be repaired',
  remove: 'be removed',
  skip: 'stay as it is',
  refuse: 'not be changed',
};

/** What has moved between two plans, one plain sentence each; empty when the plans say the same. */
export function planDifferences(before: Plan, now: Plan): readonly string[] {
  const old = new Map(before.clusters.map((row) => [row.cluster.value, row]));
  const current = new Set(now.clusters.map((row) => row.cluster.value));
  return [
    ...now.clusters.flatMap((row) => {
      const previous = old.get(row.cluster.value);
      return previous === undefined
        ? [`${row.clusterName} was not in the plan that you saw.`]
        : clusterDifferences(previous, row);
    }),
    ...before.clusters
      .filter((row) => !current.has(row.cluster.value))
      .map((row) => `${row.clusterName} is no longer in the plan.`),
  ];
}

function clusterDifferences(before: ClusterPlan, now: ClusterPlan): readonly string[] {
  return [
    ...actionDifference(before, now),
    ...bundleDifference(before, now),
    ...stateDifference(before, now),
    ...added(before.hosts, now.hosts, (host) => host.ref.value).map(
      (host) => `${host.name} has joined ${now.clusterName}.`,
    ),
    ...added(now.hosts, before.hosts, (host) => host.ref.value).map(
      (host) => `${host.name} has left ${now.clusterName}.`,
    ),
    ...added(before.findings, now.findings.filter(makesStale), findingKey).map(
      (finding) => `New for ${finding.scope.name}: ${finding.reason}`,
    ),
    ...added(now.findings, before.findings.filter(makesStale), findingKey).map(
      (finding) => `No longer true for ${finding.scope.name}: ${finding.reason}`,
    ),
    ...added(before.jobs, now.jobs, (job) => job.id).map(
      (job) => `The ${job.kind} job ${job.name} uses the filter of ${now.clusterName} now.`,
    ),
    ...added(now.jobs, before.jobs, (job) => job.id).map(
      (job) => `The ${job.kind} job ${job.name} no longer uses the filter of ${now.clusterName}.`,
    ),
    ...machineDifferences(before, now),
    ...policyDifferences(before, now),
  ];
}

function actionDifference(before: ClusterPlan, now: ClusterPlan): readonly string[] {
  if (before.action === now.action || isForMachinesOnly(before, now)) return [];
  return [
    `The filter of ${now.clusterName} was to ${DO[before.action]}, now it would ${DO[now.action]}.`,
  ];
}

/** Nothing was to be done with the filter before, and what stands against it now is a finding. */
function isForMachinesOnly(before: ClusterPlan, now: ClusterPlan): boolean {
  const idle: readonly PlanAction[] = ['skip', 'refuse'];
  return (
    now.policyChanges.length + before.policyChanges.length > 0 &&
    idle.includes(before.action) &&
    idle.includes(now.action)
  );
}

function bundleDifference(before: ClusterPlan, now: ClusterPlan): readonly string[] {
  if (before.bundle?.id === now.bundle?.id) return [];
  if (now.bundle === null) return [`The server no longer holds a bundle for ${now.clusterName}.`];
  const { fileName, filter } = now.bundle;
  return [
    `${now.clusterName} would get another bundle: ${fileName}, version ${filter.productVersion}.`,
  ];
}

function stateDifference(before: ClusterPlan, now: ClusterPlan): readonly string[] {
  const old = before.state.version;
  const present = now.state.version;
  if (old === present) {
    // The kinds of a state are words for machines; another action tells more.
    const isSame = before.state.kind === now.state.kind && before.filterId === now.filterId;
    return isSame || before.action !== now.action
      ? []
      : [`The filter of ${now.clusterName} is in another state than before.`];
  }
  if (present === null) return [`${now.clusterName} no longer carries the filter.`];
  return old === null
    ? [`${now.clusterName} carries version ${present} of the filter now.`]
    : [`${now.clusterName} carries version ${present} of the filter now, it was ${old}.`];
}

function machineDifferences(before: ClusterPlan, now: ClusterPlan): readonly string[] {
  const old = new Map(before.virtualMachines.map((vm) => [vm.id, vm]));
  const current = new Set(now.virtualMachines.map((vm) => vm.id));
  return [
    ...now.virtualMachines.flatMap((vm) => machineDifference(old.get(vm.id), vm)),
    ...before.virtualMachines
      .filter((vm) => !current.has(vm.id))
      .map((vm) => `${vm.name} no longer uses the filter of ${now.clusterName}.`),
  ];
}

/** That a machine has become blocked, or is no longer, is a finding already. */
function machineDifference(before: VmToDetach | undefined, now: VmToDetach): readonly string[] {
  const uses = `${now.name} uses the filter with ${counted(now.disks, 'disk')} now`;
  if (before === undefined) return [`${uses}.`];
  return before.disks === now.disks ? [] : [`${uses}, it was ${before.disks}.`];
}

function added<T>(
  before: readonly T[],
  now: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] {
  const known = new Set(before.map(keyOf));
  return now.filter((item) => !known.has(keyOf(item)));
}

function findingKey({ code, severity, scope }: Finding): string {
  return `${code} ${severity} ${scope.id}`;
}
