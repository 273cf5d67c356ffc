import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type {
  ComplianceStatus,
  FilterCapability,
  ProfileSpec,
  StorageProfile,
} from '../domain/storage-profile.ts';
import type { DiskPolicy, VirtualDiskRef, WantedPolicy } from '../domain/virtual-disk.ts';
import type { VmDisks } from '../domain/vm-listing.ts';

/** A machine whose devices were read, so that its disks can be put under policies by one task. */
export interface ReconfigurableVm extends VmDisks {
  /**
   * One ReconfigVM_Task for some of its disks, all or none; resolves to vCenter's task. Disks are sent back as they were read, together with
   * the configuration's version, so that a change that somebody made in between is refused (ConcurrentAccess).
   * TaskInProgress while another task works on the machine, InvalidState with a snapshot, InvalidArgument for a policy or a disk that is not there, ManagedObjectNotFound for a machine that is gone.
   */
  assign(
    disks: readonly { readonly diskKey: number; readonly policy: WantedPolicy }[],
  ): Promise<ManagedObjectReference>;
}

/** What became of one policy that was to be deleted; PbmDelete itself never fails. */
export interface DeleteOutcome {
  readonly profileId: string;
  /** Null when it is gone. */
  readonly fault: { readonly faultType: string; readonly message: string } | null;
}

/** The storage policies of one vCenter and the disks that are under them. Faults arrive as `VimFault`. Reading needs StorageProfile.View at the root. */
export interface StoragePolicies {
  /** PbmQueryProfile and PbmRetrieveContent: every policy and policy component with its rules. */
  profiles(): Promise<readonly StorageProfile[]>;
  /**
   * PbmFetchCapabilityMetadata of the vendor of all I/O filters. A filter appears some time after its installation (vSphere storage
   * documentation), so an empty answer means "not yet" as well.
   */
  filterCapabilities(): Promise<readonly FilterCapability[]>;
  /** PbmCreate, a policy for machines and disks; resolves to its id. PbmDuplicateName when the name is taken. Needs StorageProfile.Update. */
  create(spec: ProfileSpec): Promise<string>;
  /** PbmUpdate; members that are left out stay. */
  update(profileId: string, change: Partial<ProfileSpec>): Promise<void>;
  /** PbmDelete, one outcome for each policy. It is known to report success for a policy that is in use: look again afterwards. */
  remove(profileIds: readonly string[]): Promise<readonly DeleteOutcome[]>;
  /** PbmQueryAssociatedEntities: the disks under these policies, in one call; homes of machines are left out. */
  disksUnder(
    profileIds: readonly string[],
  ): Promise<readonly (VirtualDiskRef & { readonly profileId: string })[]>;
  /**
   * PbmQueryAssociatedProfiles for many disks in few calls, in the order of the disks.
   * A fault that concerns one disk only fails the whole question, because nothing may be guessed of it.
   */
  associated(disks: readonly VirtualDiskRef[]): Promise<readonly DiskPolicy[]>;
  /**
   * In the order of the disks, up to 1000 a call. `check` lets SPBM look anew (PbmCheckCompliance), otherwise its last result is read
   * (PbmFetchComplianceResult); `unknown` where it has none.
   */
  compliance(
    disks: readonly VirtualDiskRef[],
    options: { readonly check: boolean },
  ): Promise<readonly ComplianceStatus[]>;
  /** Reads the devices of machines in bulk; those that are gone or whose configuration is out of reach are left out. */
  reconfigurable(vms: readonly ManagedObjectReference[]): Promise<readonly ReconfigurableVm[]>;
}
