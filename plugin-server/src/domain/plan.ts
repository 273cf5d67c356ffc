import type { Bundle, BundleFlavor } from './bundle.ts';
import type { ClusterState } from './cluster-state.ts';
import type { Finding } from './finding.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import type { PlannedPolicy, PolicyWishes, VmChange } from './vm-change.ts';

/** What will be done with one cluster. */
export type PlanAction = 'install' | 'update' | 'resolve' | 'remove' | 'skip' | 'refuse';

/** Whether a cluster shall carry the filter; `unchanged` leaves that as it is and concerns the policies of its machines only. */
export type Desired = 'installed' | 'absent' | 'unchanged';

/** What is wanted of one cluster. */
export interface ClusterWish {
  readonly desired: Desired;
  /** The older kit, chosen by hand where the newer one would be taken; left out, the ESXi versions decide. */
  readonly flavor?: BundleFlavor | undefined;
}

/** What the wizard chose: which clusters shall carry the filter, and which shall not. */
export interface PlanRequest {
  readonly clusters: readonly ({ readonly clusterId: string } & ClusterWish)[];
  /** Machines of other clusters bring their cluster into the plan as `unchanged`. */
  readonly policies?: PolicyWishes | undefined;
}

/** A replication or failover job that uses the filter of a cluster, with those of its VMs that the filter serves there. */
export interface JobInTheWay {
  readonly id: string;
  readonly name: string;
  readonly kind: 'replication' | 'failover';
  readonly vmNames: readonly string[];
}

/** A VM whose disks leave the filter when it is removed. */
export interface VmToDetach {
  readonly id: string;
  readonly name: string;
  /** How many of its disks use the filter. */
  readonly disks: number;
  /** Why its disks cannot be taken off the filter, and what helps; both null when they can. */
  readonly blocked: string | null;
  readonly remedy: string | null;
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
  /** Empty unless the filter is to be removed. */
  readonly jobs: readonly JobInTheWay[];
  readonly virtualMachines: readonly VmToDetach[];
  /** Machines whose storage policy was asked for, also those that stay as they are or cannot be changed. */
  readonly policyChanges: readonly VmChange[];
}

/** The plan as data; `hash` changes when the world that it was made from changes in a way that matters to it. */
export interface Plan {
  readonly vcGuid: string;
  readonly clusters: readonly ClusterPlan[];
  /** The filter's own policy and combined ones, as far as machines go to them. */
  readonly policies: readonly PlannedPolicy[];
  readonly hash: string;
}
