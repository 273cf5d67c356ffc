import type { Finding } from '@contract/finding';
import type { ClusterPlan, Plan } from '@contract/plan';
import { sharedMessages } from '../shared/shared-messages';
import { planMessages } from './plan-messages';

const { change: texts } = planMessages;

/** What has moved between two plans for the same choice, one sentence each; empty when nothing that a user sees has. */
export function planChanges(before: Plan, now: Plan): readonly string[] {
  const old = new Map(before.clusters.map((cluster) => [cluster.clusterId, cluster]));
  const current = new Set(now.clusters.map((cluster) => cluster.clusterId));
  return [
    ...now.clusters.flatMap((cluster) => {
      const previous = old.get(cluster.clusterId);
      return previous ? clusterChanges(previous, cluster) : [texts.added(cluster.clusterName)];
    }),
    ...before.clusters
      .filter((cluster) => !current.has(cluster.clusterId))
      .map((cluster) => texts.removed(cluster.clusterName)),
  ];
}

function clusterChanges(before: ClusterPlan, now: ClusterPlan): readonly string[] {
  const changes: string[] = [];
  if (before.action !== now.action) {
    changes.push(
      texts.action(
        now.clusterName,
        sharedMessages.action[before.action],
        sharedMessages.action[now.action],
      ),
    );
  }
  if (now.bundle && before.bundle?.version !== now.bundle.version) {
    changes.push(texts.bundle(now.clusterName, now.bundle.version));
  }
  return [...changes, ...hostChanges(before, now), ...findingChanges(before, now)];
}

function hostChanges(before: ClusterPlan, now: ClusterPlan): readonly string[] {
  const missing = (from: ClusterPlan, to: ClusterPlan) =>
    from.hosts.filter((host) => !to.hosts.some(({ id }) => id === host.id));
  return [
    ...missing(now, before).map((host) => texts.hostAdded(now.clusterName, host.name)),
    ...missing(before, now).map((host) => texts.hostRemoved(now.clusterName, host.name)),
  ];
}

function findingChanges(before: ClusterPlan, now: ClusterPlan): readonly string[] {
  const missing = (from: ClusterPlan, to: ClusterPlan) =>
    from.findings.filter((finding) => !to.findings.some((other) => isSame(other, finding)));
  return [
    ...missing(now, before).map((finding) => texts.finding(finding.scope.name, finding.reason)),
    ...missing(before, now).map((finding) => texts.findingGone(finding.scope.name, finding.reason)),
  ];
}

function isSame(a: Finding, b: Finding): boolean {
  return a.code === b.code && a.scope.type === b.scope.type && a.scope.id === b.scope.id;
}
