import type { Activity, ClusterActivity } from '../../plugin-server/src/contract/activity.ts';
import type { ClusterNode } from '../../plugin-server/src/contract/cluster.ts';
import type { Finding } from '../../plugin-server/src/contract/finding.ts';
import type { ClusterPlan, Plan } from '../../plugin-server/src/contract/plan.ts';

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
  return plan.clusters.flatMap((row) => [
    `${row.clusterName} (${row.clusterId}): ${row.summary}`,
    ...row.findings.map((finding) => `  ${describeFinding(finding)}`),
    ...row.jobs.map(({ kind, name, id }) => `  used by the ${kind} job ${name} (${id})`),
  ]);
}

export function describeFinding({ severity, scope, reason, remedy }: Finding): string {
  return `${severity}: ${scope.name}: ${reason} ${remedy}`;
}

/** What a plan would change. */
export function changesOf(plan: Plan): readonly ClusterPlan[] {
  return plan.clusters.filter(({ action }) => action !== 'skip');
}

/** What keeps a plan from being carried out. */
export function blockersOf(plan: Plan): readonly Finding[] {
  return changesOf(plan)
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'blocker');
}

export function activityRow(activity: Activity): readonly string[] {
  const { id, createdAt, state, title, initiatedBy } = activity;
  return [id, createdAt, state, title, initiatedBy];
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
    state === 'waiting' && cluster.waiting !== null ? cluster.waiting.detail : null,
    cluster.problem === null ? null : describeProblem(cluster.problem),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

const DONE: readonly string[] = ['installed', 'removed'];

function describeProblem(problem: NonNullable<ClusterActivity['problem']>): string {
  const { title, detail, remedy } = problem;
  return `${title}: ${detail}${remedy === null ? '' : ` ${remedy}`}`;
}
