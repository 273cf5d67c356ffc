import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { DiskPolicy, VirtualDiskRef, WantedPolicy } from '../domain/virtual-disk.ts';

/** The storage policies of one vCenter and the disks that are under them. Faults arrive as `VimFault`. */
export interface StoragePolicies {
  /**
   * PbmQueryAssociatedProfiles for many disks in few calls, in the order of the disks.
   * Needs StorageProfile.View at the root; a fault that concerns one disk only fails the whole question, because nothing may be guessed of it.
   */
  associated(disks: readonly VirtualDiskRef[]): Promise<readonly DiskPolicy[]>;
  /**
   * One ReconfigVM_Task that puts disks of one machine under policies, all or none; resolves to vCenter's task. Disks are sent back as they were
   * read, together with the configuration's version, so that a change that somebody made in between is refused (ConcurrentAccess).
   * TaskInProgress while another task works on the machine, InvalidState with a snapshot, InvalidArgument for a policy or a disk that is not there, ManagedObjectNotFound for a machine that is gone.
   */
  assign(
    vm: ManagedObjectReference,
    disks: readonly { readonly diskKey: number; readonly policy: WantedPolicy }[],
  ): Promise<ManagedObjectReference>;
}
