import type { FilterIdentity } from './filter-identity.ts';
import type { ClusterFacts } from './inventory-facts.ts';
import type { PrivilegeId } from './privilege.ts';
import type { ReplicationJob } from './replication-job.ts';
import type { FilterCapability, StorageProfile } from './storage-profile.ts';
import type { DiskPolicy, VirtualDiskRef } from './virtual-disk.ts';
import type { VmDisks, VmListing } from './vm-listing.ts';
import type { FilterFate } from './vm-eligibility.ts';

/** A cluster, with what the plan does to its filter. */
export interface PolicyCluster {
  readonly cluster: ClusterFacts;
  readonly fate: FilterFate;
}

/** What a disk was under before an activity changed its cluster. */
export interface RecordedDisk extends DiskPolicy {
  readonly vmName: string;
  /** The cluster that it was recorded for. */
  readonly clusterId: string;
}

/** What an account may do with policies and machines. */
export interface PolicyRights {
  readonly name: string;
  /** Machines, by id, whose devices it may not edit. */
  readonly notEditable: ReadonlySet<string>;
  /** What it lacks at the root of the inventory, of StorageProfile.View and StorageProfile.Update. */
  readonly lacksAtRoot: readonly PrivilegeId[];
}

/** All that the rules about policy changes look at; gathered once, then only read. */
export interface PolicyFacts {
  readonly vcenter: { readonly vcGuid: string; readonly name: string };
  /** Every cluster of the vCenter: a machine's host tells its cluster. */
  readonly clusters: readonly PolicyCluster[];
  /** The machines that are concerned, as far as the user may see them. */
  readonly vms: readonly VmListing[];
  /** Their disks; machines whose configuration is out of reach are missing. */
  readonly disks: readonly VmDisks[];
  /** What each of these disks is under. */
  readonly diskPolicies: readonly DiskPolicy[];
  readonly profiles: readonly StorageProfile[];
  /** What our filter published; null before that. */
  readonly capability: FilterCapability | null;
  readonly filter: { readonly name: string; readonly identities: readonly FilterIdentity[] };
  /** Name that a new policy of the filter gets. */
  readonly policyName: string;
  /** What earlier activities recorded of these machines, newest first: where unassigned disks go back to. */
  readonly recorded: readonly RecordedDisk[];
  /** What the wishes ask to restore: the records of that activity. */
  readonly toRestore: readonly RecordedDisk[];
  /** Disks under the policy that is to be re-applied, for which SPBM calls it out of date. */
  readonly outOfDate: readonly VirtualDiskRef[];
  readonly jobs: readonly ReplicationJob[];
  readonly user: PolicyRights;
  readonly serviceAccount: PolicyRights;
}

/** One key for a disk of a machine. */
export function diskId({ vm, diskKey }: VirtualDiskRef): string {
  return `${vm.value}:${diskKey}`;
}
