import { clusterState } from './cluster-state.ts';
import type { ClusterState } from './cluster-state.ts';
import { bundleFor } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { isOutdated } from './cluster-state.ts';
import { ourClusterFilter } from './filter-identity.ts';
import type { ClusterPlan, Plan, PlanAction } from './plan.ts';
import { isBlocker, preflight } from './preflight.ts';

/** What one cluster needs so that it carries the newest filter, with everything that stands against it. */
export function planCluster(world: ClusterWorld): ClusterPlan {
  const state = clusterState(world);
  const filter = ourClusterFilter(world.clusterFilters, world.bundles.identities);
  const wanted = wantedAction(state, filter !== null);
  // What stands against a change does not matter to a cluster that needs none.
  const findings =
    wanted === 'skip'
      ? preflight(world, 'install').filter((finding) => !isBlocker(finding))
      : preflight(world, wanted);
  return {
    cluster: world.cluster.ref,
    clusterName: world.cluster.name,
    action: findings.some(isBlocker) ? 'refuse' : wanted,
    state,
    bundle: bundleFor(world.cluster, world.bundles),
    filterId: filter?.id ?? null,
    hosts: world.cluster.hosts
      .filter((host) => !world.hiddenHostIds.has(host.ref.value))
      .map(({ ref, name }) => ({ ref, name })),
    findings,
    jobs: [],
    virtualMachines: [],
  };
}

/**
 * A cluster in trouble is resolved rather than installed anew, because a second install of a filter that vCenter already lists is refused
 * with AlreadyExists. Without trouble an older filter is updated even if it is not on every host.
 */
function wantedAction(state: ClusterState, listed: boolean): Exclude<PlanAction, 'refuse'> {
  switch (state.kind) {
    case 'notInstalled':
    case 'unsupported':
      return 'install';
    case 'installed':
      return 'skip';
    case 'outdated':
      return listed ? 'update' : 'install';
    case 'hasIssues':
      return listed ? 'resolve' : 'install';
    case 'partial': {
      if (!listed) return 'install';
      return isOutdated(state.version, state.latestVersion) ? 'update' : 'resolve';
    }
  }
}

/**
 * The canonical text that the hash of a plan is made of: what will be done, with what, to which objects, and what stands against it. Words,
 * names and order of hosts are not in it, nor whether the cluster is busy, so that only a world that moved in earnest makes a plan stale.
 */
export function canonicalPlan(plan: Omit<Plan, 'hash'>): string {
  return JSON.stringify([
    plan.vcGuid,
    plan.clusters.map((row) => [
      row.cluster.value,
      row.action,
      row.state.kind,
      row.state.version,
      row.bundle?.id ?? null,
      row.filterId,
      row.hosts.map((host) => host.ref.value).sort(),
      row.findings
        .filter((finding) => finding.code !== 'clusterBusy')
        .map(({ code, severity, scope }) => [code, severity, scope.id].join(' '))
        .sort(),
    ]),
  ]);
}
