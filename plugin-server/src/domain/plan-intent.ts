import type { Bundle, BundleFlavor } from './bundle.ts';
import { flavorOf } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { ourClusterFilter } from './filter-identity.ts';
import type { ClusterFilter } from './inventory-facts.ts';
import type { PlanAction } from './plan.ts';

/** An action that changes something. */
export type WorkAction = Exclude<PlanAction, 'skip' | 'refuse'>;

/** What is about to be done with a cluster, as the rules look at it. */
export interface Intent {
  readonly action: WorkAction;
  /** What will be installed; for a removal the bundle of the filter that is there, if the server still holds it. */
  readonly bundle: Bundle | null;
  /** The kit that was chosen by hand. */
  readonly flavor: BundleFlavor | undefined;
  /** Whether vCenter takes the hosts through maintenance mode. */
  readonly movesHosts: boolean;
}

/** The intent of an action; `installedVersion` is what the cluster has now. */
export function intentOf(
  world: ClusterWorld,
  action: WorkAction,
  choice: {
    readonly bundle: Bundle | null;
    readonly flavor?: BundleFlavor | undefined;
  },
): Intent {
  return { action, ...choice, flavor: choice.flavor, movesHosts: movesHosts(world, action) };
}

/** The bundle that a filter of that version came from, as far as the server holds it. */
export function bundleOf(world: ClusterWorld, version: string | null): Bundle | null {
  const flavor = flavorOf(world.cluster);
  const { vaio7, vaio8 } = world.bundles.latest;
  const candidates = flavor === 'vaio8' ? [vaio8, vaio7] : [vaio7, vaio8];
  return (
    candidates.find((bundle) => bundle !== null && bundle.filter.productVersion === version) ?? null
  );
}

/** What vCenter lists of ours on the cluster. */
export function listedFilter(world: ClusterWorld): ClusterFilter | null {
  return ourClusterFilter(world.clusterFilters, world.bundles.identities);
}

/** Updating and removing go through maintenance mode; resolving goes on with whatever was begun (vSphere storage documentation). */
function movesHosts(world: ClusterWorld, action: WorkAction): boolean {
  if (action === 'resolve') return listedFilter(world)?.operation !== 'install';
  return action !== 'install';
}
