import type { DiskFacts } from './vm-disk-shelf.ts';
import type { ListedVm, VmPolicyState, VmSortKey } from './vm-list.ts';
import type { VmReason } from '../domain/vm-change.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';

/** Which machines are meant; everything that is named must hold. */
export interface VmFilter {
  readonly clusterIds?: readonly string[] | undefined;
  readonly vmIds?: readonly string[] | undefined;
  /** Any part of the name, without regard to case. */
  readonly search?: string | undefined;
  /** A folder and all below it. */
  readonly folderId?: string | undefined;
  readonly tagId?: string | undefined;
  readonly eligibility?: 'eligible' | 'ineligible' | undefined;
  readonly policyState?: VmPolicyState | 'someOrAll' | undefined;
  /** Machines with a disk under this policy of the filter. */
  readonly profileId?: string | undefined;
  /** Clusters that will carry the filter by the time the policy is assigned. */
  readonly willCarryFilter?: readonly string[] | undefined;
  /** What machines are judged for; left out, what ticking them does: `unassigned` where all disks are under the policy, else `assigned`. */
  readonly desired?: 'assigned' | 'unassigned' | undefined;
}

export interface VmPageWish {
  readonly filter: VmFilter;
  readonly sort: { readonly by: VmSortKey; readonly descending: boolean };
  readonly offset: number;
  readonly limit: number;
}

/** What a disk is under. */
export type DiskPolicyKind = 'default' | 'other' | 'filter' | 'combined';

export interface VmDiskView {
  readonly disk: DiskFacts['disks']['disks'][number];
  readonly policyKind: DiskPolicyKind;
  readonly policyName: string | null;
  readonly filterAttached: boolean;
}

export interface VmRowView {
  readonly vm: ListedVm;
  /** Null when unknown or hidden from the user. */
  readonly hostName: string | null;
  readonly folder: readonly string[];
  readonly eligible: boolean;
  readonly reasons: readonly VmReason[];
  /** Null while they have not been read. */
  readonly disks: readonly VmDiskView[] | null;
}

export interface VmSelectionWish {
  readonly filter: VmFilter;
  /** Whether machines that cannot be ticked are named as well. */
  readonly includeIneligible: boolean;
}

export interface VmPageResult {
  readonly rows: readonly VmRowView[];
  readonly matching: number;
  readonly total: number;
  readonly asOf: Date;
  readonly disksPending: number;
}

export interface VmSelectionResult {
  readonly vms: readonly ListedVm[];
  readonly leftOut: number;
}

export interface VmFilterChoices {
  readonly folders: readonly { readonly id: string; readonly path: readonly string[] }[];
  readonly tags:
    | readonly {
        readonly id: string;
        readonly name: string;
        readonly category: string;
        readonly vms: number;
      }[]
    | null;
}

/** What can be done with one machine, and what it has. */
export interface VmPossibilities {
  readonly vmId: string;
  readonly policyState: VmPolicyState;
  readonly assignable: boolean;
  readonly unassignable: boolean;
}

/**
 * The virtual machines of the wizard. No answer names a machine that the user may not see. All may throw Problem `unknownVcenter`, VimFault or
 * VcenterUnreachable, and Problem `notPermitted` for a user who may not read storage policies.
 */
export interface VmPageReader {
  page(user: AuthenticatedUser, wish: VmPageWish): Promise<VmPageResult>;
  /** All that match, in the order of their names. */
  selection(user: AuthenticatedUser, wish: VmSelectionWish): Promise<VmSelectionResult>;
  /** Of those of these machines that the user may see, in no particular order; by what is known without reading disks. */
  possibilities(
    user: AuthenticatedUser,
    vmIds: readonly string[],
  ): Promise<readonly VmPossibilities[]>;
  filterChoices(user: AuthenticatedUser): Promise<VmFilterChoices>;
}
