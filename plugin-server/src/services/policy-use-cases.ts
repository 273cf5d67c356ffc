import type { ComplianceStatus, StorageProfile } from '../domain/storage-profile.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';

/** One storage policy that uses the filter. */
export interface PolicyView {
  readonly profile: StorageProfile;
  /** `filter` asks for nothing but the filter, `combined` for other things too. */
  readonly kind: 'filter' | 'combined';
  /** Whether it is the one that machines are put under. */
  readonly isDefault: boolean;
  readonly filterName: string;
  /** Its other rules in plain words. */
  readonly otherRules: readonly string[];
  /** Whether no host carries the filter any more. */
  readonly orphaned: boolean;
  readonly vms: number;
  readonly disks: number;
  readonly compliance: Readonly<Record<ComplianceStatus, number>>;
}

export interface PolicyListing {
  readonly policies: readonly PolicyView[];
  /** Name that a new policy of the filter gets. */
  readonly defaultName: string;
}

/** What became of one policy that was to be deleted. */
export interface PolicyDeletion {
  readonly profileId: string;
  readonly name: string;
  readonly deleted: boolean;
  /** Why not. */
  readonly reason: string | null;
  readonly rawFault: string | null;
}

/** What an activity recorded before it changed the policies of the machines of one cluster. */
export interface RestorePoint {
  readonly activityId: string;
  readonly activityTitle: string;
  readonly clusterId: string;
  readonly clusterName: string;
  /** ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly vms: number;
  readonly disks: number;
  /** How many of its disks are under another policy than recorded, and could be put back. */
  readonly differs: number;
}

/** The storage policies of the filter. All may throw VimFault or VcenterUnreachable. */
export interface PolicyUseCases {
  /** By name. `check` lets SPBM look anew at compliance. Throws Problem `notPermitted` without the right to view policies. */
  list(user: AuthenticatedUser, options: { readonly check: boolean }): Promise<PolicyListing>;
  /**
   * Deletes those that use the filter and that nothing is under, one outcome for each id. Throws Problem `notPermitted` without the right to
   * update policies, `clusterBusy` while an activity changes storage policies.
   */
  remove(
    user: AuthenticatedUser,
    profileIds: readonly string[],
  ): Promise<readonly PolicyDeletion[]>;
}

export interface RestorePointUseCases {
  /**
   * Newest first, of the clusters that the user may read. Throws Problem `notFound` for a cluster that is unknown or hidden, `notPermitted`
   * without the right to view policies.
   */
  list(user: AuthenticatedUser, clusterId?: string): Promise<readonly RestorePoint[]>;
}
