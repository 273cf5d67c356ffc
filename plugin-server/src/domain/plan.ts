import type { Bundle } from './bundle.ts';
import type { ClusterState } from './cluster-state.ts';
import type { Finding } from './finding.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';

/** What will be done with one cluster. */
export type PlanAction = 'install' | 'update' | 'resolve' | 'skip' | 'refuse';

/** What the wizard chose: the clusters that shall carry the filter. */
export interface PlanRequest {
  readonly clusters: readonly { readonly clusterId: string; readonly desired: 'installed' }[];
}

/** One cluster of a plan. `filterId` is what QueryIoFilterInfo returned, null before the first install. */
export interface ClusterPlan {
  readonly cluster: ManagedObjectReference;
  readonly clusterName: string;
  readonly action: PlanAction;
  readonly state: ClusterState;
  readonly bundle: Bundle | null;
  readonly filterId: string | null;
  readonly hosts: readonly { readonly ref: ManagedObjectReference; readonly name: string }[];
  readonly findings: readonly Finding[];
}

/** The plan as data; `hash` changes when the world that it was made from changes in a way that matters to it. */
export interface Plan {
  readonly vcGuid: string;
  readonly clusters: readonly ClusterPlan[];
  readonly hash: string;
}
