import type { Activity, ClusterActivity } from '../../plugin-server/src/contract/activity.ts';
import type { ClusterNode } from '../../plugin-server/src/contract/cluster.ts';
import type { Finding } from '../../plugin-server/src/contract/finding.ts';
import type { ClusterPlan, Plan, VmChange } from '../../plugin-server/src/contract/plan.ts';
import type { VmWork } from '../../plugin-server/src/contract/virtual-machine.ts';

/** A table with two blanks between its columns. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

export function clusterRow({ id, name, state, busyActivityId }: ClusterNode): readonly string[] {
  const hosts = `${state.installedHosts} of ${state.totalHosts} hosts`;
  const version = state.version ?? '-';
  return [name, id, state.kind, version, hosts, busyActivityId === null ? '' : 'busy'];
}

/** The plan, cluster by cluster, each with what was found. */
export function describePlan(plan: Plan): string[] {
  return [
    ...plan.policies.flatMap(describePolicy),
    ...plan.clusters.flatMap((row) => [
      `${row.clusterName} (${row.clusterId}): ${row.summary}`,
      ...row.findings.map((finding) => `  ${describeFinding(finding)}`),
      ...row.jobs.map(({ kind, name, id }) => `  used by the ${kind} job ${name} (${id})`),
      ...describeMachinesOf(row),
    ]),
  ];
}

function describePolicy(policy: Plan['policies'][number]): string[] {
  const { name, baseName, profileId, disks, warnings } = policy;
  const origin = profileId === null ? 'will be made' : 'is there';
  const rules = baseName === null ? '' : `, the rules of ${baseName} together with the filter`;
  return [
    `Policy ${name} ${origin}${rules}: ${count(disks, 'disk')}`,
    ...warnings.map((warning) => `  warning: ${warning}`),
  ];
}

/** A machine that a finding has named already is not named again. */
function describeMachinesOf({ findings, policyChanges }: ClusterPlan): string[] {
  const named = new Set(findings.map(({ scope }) => scope.id));
  return policyChanges.virtualMachines
    .filter(({ id, action }) => action !== 'refuse' || !named.has(id))
    .flatMap(describeVmChange);
}

/** Machines that stay as they are need no line. */
function describeVmChange({ name, action, disks, reasons }: VmChange): string[] {
  if (action === 'skip') return [];
  const to = [...new Set(disks.map(({ toName }) => toName))].join(', ');
  return [
    `  ${name}: ${action}${disks.length === 0 ? '' : ` ${count(disks.length, 'disk')} to ${to}`}`,
    ...reasons.map(({ reason, remedy }) => `    ${sentences(reason, remedy)}`),
  ];
}

/** One machine of an activity. */
export function describeVmWork({ vmName, action, state, problem }: VmWork): string {
  const why = problem === null ? '' : `, ${describeProblem(problem)}`;
  return `${vmName}: ${action} ${state}${why}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function describeFinding({ severity, scope, reason, remedy }: Finding): string {
  return `${severity}: ${scope.name}: ${sentences(reason, remedy)}`;
}

/** Why, and what to do; the latter is empty where nothing has to be done. */
function sentences(reason: string, remedy: string): string {
  return remedy === '' ? reason : `${reason} ${remedy}`;
}

/** What a plan would change. */
export function changesOf(plan: Plan): readonly ClusterPlan[] {
  return plan.clusters.filter(
    ({ action, policyChanges: { assign, unassign, restore, reapply } }) =>
      action !== 'skip' || assign + unassign + restore + reapply > 0,
  );
}

/** What keeps a plan from being carried out. What stands against a cluster that is left as it is does not. */
export function blockersOf(plan: Plan): readonly Finding[] {
  return plan.clusters
    .filter(({ action, policyChanges }) => action !== 'skip' || policyChanges.refuse > 0)
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'blocker');
}

export function activityRow(activity: Activity): readonly string[] {
  const { id, createdAt, state, title, initiatedBy, clusters } = activity;
  const machines = describeMachines(clusters.flatMap(({ policies }) => policies ?? []));
  return [id, createdAt, state, title, initiatedBy, machines ?? ''];
}

/** One line for one cluster of an activity. */
export function describeProgress(cluster: ClusterActivity): string {
  const { clusterName, action, state } = cluster;
  const step = cluster.steps.find((each) => each.state === 'running');
  const done = cluster.hosts.filter((host) => DONE.includes(host.state)).length;
  const parts = [
    `${clusterName}: ${action} ${state}`,
    cluster.queuePosition === null ? null : `place ${cluster.queuePosition} in the queue`,
    state === 'running' && step !== undefined ? step.label : null,
    state === 'running' && cluster.progress !== null ? `${cluster.progress} %` : null,
    state === 'running' ? `${done} of ${cluster.hosts.length} hosts` : null,
    cluster.policies === null ? null : describeMachines([cluster.policies]),
    state === 'waiting' && cluster.waiting !== null ? cluster.waiting.detail : null,
    cluster.problem === null ? null : describeProblem(cluster.problem),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

const DONE: readonly string[] = ['installed', 'removed'];

type Machines = NonNullable<ClusterActivity['policies']>;

/** `8 of 10 VMs, 2 failed`; null when none are touched. */
function describeMachines(rows: readonly Machines[]): string | null {
  const sum = (member: keyof Machines): number =>
    rows.reduce((total, row) => total + row[member], 0);
  if (sum('total') === 0) return null;
  const parts = [
    `${sum('succeeded')} of ${sum('total')} VMs`,
    sum('failed') === 0 ? null : `${sum('failed')} failed`,
    sum('cancelled') === 0 ? null : `${sum('cancelled')} cancelled`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function describeProblem(problem: NonNullable<ClusterActivity['problem']>): string {
  const { title, detail, remedy } = problem;
  return `${title}: ${detail}${remedy === null ? '' : ` ${remedy}`}`;
}
