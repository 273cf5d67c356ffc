import { clusterState, isOutdated } from './cluster-state.ts';
import type { ClusterState } from './cluster-state.ts';
import { chosenBundle } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { jobsInTheWay, vmsToDetach } from './filter-usage.ts';
import type { Finding, FindingCode } from './finding.ts';
import type { ClusterPlan, ClusterWish, Plan } from './plan.ts';
import { canonicalVmChange } from './policy-difference.ts';
import { bundleOf, intentOf, listedFilter } from './plan-intent.ts';
import type { WorkAction } from './plan-intent.ts';
import { isBlocker, preflight, watchFindings } from './preflight.ts';

const INSTALLED: ClusterWish = { desired: 'installed' };

/** What has to be done with one cluster so that it is as wished, with everything that stands against it. */
export function planCluster(world: ClusterWorld, wish: ClusterWish = INSTALLED): ClusterPlan {
  switch (wish.desired) {
    case 'installed':
      return planSetup(world, wish);
    case 'absent':
      return planRemoval(world);
    case 'unchanged':
      return leftAsItIs(world);
  }
}

/** A cluster whose filter is not touched; it is in the plan for its machines. */
function leftAsItIs(world: ClusterWorld): ClusterPlan {
  const state = clusterState(world);
  return {
    ...rowOf(world),
    action: 'skip',
    state,
    bundle: null,
    findings: [],
    jobs: [],
    virtualMachines: [],
    policyChanges: [],
  };
}

function planSetup(world: ClusterWorld, { flavor }: ClusterWish): ClusterPlan {
  const bundle = chosenBundle(world, flavor);
  const state = clusterState(world, bundle);
  const listed = listedFilter(world);
  const row = { ...rowOf(world), state, bundle, jobs: [], virtualMachines: [], policyChanges: [] };
  // A record of a removal that has not ended is no filter that works, whatever the hosts say.
  const wanted =
    listed?.operation === 'uninstall' ? 'resolve' : setupAction(state, listed !== null);
  if (wanted === 'skip')
    return {
      ...row,
      action: 'skip',
      // What stands against a change does not matter to a cluster that needs none.
      findings: watchFindings(world, intentOf(world, 'install', { bundle, flavor })),
    };
  return planned(row, wanted, preflight(world, intentOf(world, wanted, { bundle, flavor })));
}

function planRemoval(world: ClusterWorld): ClusterPlan {
  const state = clusterState(world);
  const row = { ...rowOf(world), state, bundle: null, policyChanges: [] };
  if (state.filterName === null)
    return { ...row, action: 'skip', findings: [], jobs: [], virtualMachines: [] };
  const bundle = bundleOf(world, state.version);
  const findings = preflight(world, intentOf(world, 'remove', { bundle }));
  const jobs = jobsInTheWay(world.usage);
  const virtualMachines = vmsToDetach(world.usage, world.cluster.hosts);
  return planned({ ...row, jobs, virtualMachines }, 'remove', findings);
}

function planned(
  row: Omit<ClusterPlan, 'action' | 'findings'>,
  wanted: WorkAction,
  findings: readonly Finding[],
): ClusterPlan {
  return { ...row, action: findings.some(isBlocker) ? 'refuse' : wanted, findings };
}

function rowOf(
  world: ClusterWorld,
): Pick<ClusterPlan, 'cluster' | 'clusterName' | 'filterId' | 'hosts'> {
  return {
    cluster: world.cluster.ref,
    clusterName: world.cluster.name,
    filterId: listedFilter(world)?.id ?? null,
    hosts: world.cluster.hosts
      .filter((host) => !world.hiddenHostIds.has(host.ref.value))
      .map(({ ref, name }) => ({ ref, name })),
  };
}

/**
 * A cluster in trouble is resolved rather than installed anew, because a second install of a filter that vCenter already lists is refused
 * with AlreadyExists. Without trouble an older filter is updated even if it is not on every host.
 */
function setupAction(state: ClusterState, listed: boolean): WorkAction | 'skip' {
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

/** Busy clusters, clocks and networks come and go without anything having moved. */
const PASSING: readonly FindingCode[] = ['clusterBusy', 'clockSkew', 'bundleUrlUnreachable'];

/** Whether a plan is another one with this finding than without it. */
export function makesStale({ code }: Finding): boolean {
  return !PASSING.includes(code);
}

/**
 * The canonical text that the hash of a plan is made of: what will be done, with what, to which objects, and what stands against it. Words,
 * names and order of hosts are not in it, nor what comes and goes by itself, so that only a world that moved in earnest makes a plan stale.
 * Which policies have to be made follows from where the disks go; whether one of them is there already changes nothing for anybody.
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
        .filter(makesStale)
        .map(({ code, severity, scope }) => [code, severity, scope.id].join(' '))
        .sort(),
      row.jobs.map(({ id }) => id).sort(),
      row.virtualMachines.map(({ id, disks, blocked }) => [id, disks, blocked]),
      row.policyChanges.map(canonicalVmChange).sort(),
    ]),
  ]);
}
