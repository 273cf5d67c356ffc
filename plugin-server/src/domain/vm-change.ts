import type { ManagedObjectReference } from './managed-object-reference.ts';

/** What is wanted of the disks of one machine. */
export interface VmWish {
  readonly vmId: string;
  readonly desired: 'assigned' | 'unassigned';
  /** Keys of the disks that are meant; left out, all of them. */
  readonly diskKeys?: readonly number[] | undefined;
}

/** What is wanted of storage policies. */
export interface PolicyWishes {
  readonly virtualMachines: readonly VmWish[];
  /** Puts every disk that an earlier activity recorded back under the policy that it had. */
  readonly restore?:
    | { readonly activityId: string; readonly clusterIds?: readonly string[] | undefined }
    | undefined;
  /** Assigns once more what is out of date: all disks under that policy whose compliance says so. */
  readonly reapplyProfileId?: string | undefined;
  /** Whether a disk that has rules of its own gets them together with the filter; otherwise it loses them. */
  readonly combine: boolean;
  /** Whether a machine that cannot be changed stands against the whole plan. */
  readonly ineligible: 'refuse' | 'leaveOut';
}

/** The policy that a disk goes to. `filter` and `combined` policies are found or made when the work begins. */
export type PolicyTarget =
  | { readonly kind: 'default' }
  | { readonly kind: 'filter' }
  /** The rules of a present policy together with the filter. */
  | { readonly kind: 'combined'; readonly baseProfileId: string }
  | { readonly kind: 'profile'; readonly profileId: string };

export interface DiskChange {
  readonly diskKey: number;
  readonly label: string;
  /** The present policy; null for the datastore's default. */
  readonly from: { readonly profileId: string; readonly name: string | null } | null;
  readonly to: PolicyTarget;
  /** What users read: the name of the policy, or `Datastore Default`. */
  readonly toName: string;
}

/** Why a machine or a disk cannot change its policy. */
export const VM_REASON_CODES = [
  'noDisks',
  'notInCluster',
  'hostUnknown',
  'hostNotConnected',
  'hostWithoutFilter',
  'filterNotAvailable',
  'notConnected',
  'template',
  'snapshot',
  'faultTolerance',
  'suspended',
  'busy',
  'physicalRdm',
  'busSharing',
  'multiWriter',
  'unknownDiskKind',
  'unknownDisk',
  'disksUnknown',
  'otherFilterOfClass',
  'encryptionOrder',
  'vvolReplication',
  'persistentMemory',
  'unknownRule',
  'wouldLoseRules',
  'missingPrivilege',
  'serviceAccountPrivilege',
  'policyGone',
  'replicationJob',
] as const;
export type VmReasonCode = (typeof VM_REASON_CODES)[number];

export interface VmReason {
  readonly code: VmReasonCode;
  /** Why, in plain words that name the value found. */
  readonly reason: string;
  readonly remedy: string;
  /** Null when it concerns the whole machine. */
  readonly diskKey: number | null;
}

/** `skip`: it already is as wished. `refuse`: `reasons` say why not. */
export type VmAction = 'assign' | 'unassign' | 'restore' | 'reapply' | 'skip' | 'refuse';

/** One machine of a plan. */
export interface VmChange {
  readonly vm: ManagedObjectReference;
  readonly name: string;
  readonly clusterId: string;
  readonly action: VmAction;
  /** Only the disks that change. */
  readonly disks: readonly DiskChange[];
  /** Why it is refused, or why some of its disks are left as they are. */
  readonly reasons: readonly VmReason[];
}

/** A policy that a plan needs. */
export interface PlannedPolicy {
  readonly target: Extract<PolicyTarget, { readonly kind: 'filter' | 'combined' }>;
  readonly name: string;
  /** The policy whose rules are kept; null for the filter's own policy. */
  readonly baseName: string | null;
  /** Null when it will be made. */
  readonly profileId: string | null;
  /** How many disks go to it. */
  readonly disks: number;
  /** What the user should know of this combination. */
  readonly warnings: readonly string[];
}

/** How far the machines of one cluster are. */
export interface PolicyProgress {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
}

export type VmWorkState = 'pending' | 'running' | 'succeeded' | 'failed' | 'cancelled';
