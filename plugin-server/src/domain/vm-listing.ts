import type { ManagedObjectReference } from './managed-object-reference.ts';
import type { VmState } from './virtual-disk.ts';

/** What the bulk list of all virtual machines tells of each. Devices are not in it: reading them for thousands of machines takes too long. */
export interface VmListing extends VmState {
  /** The VM folder that it lies in; null inside a vApp. */
  readonly folder: ManagedObjectReference | null;
  /** `config.changeVersion`, which changes with every change of the configuration; null while that is out of reach. */
  readonly changeVersion: string | null;
  /** Whether Fault Tolerance is set up for it (`config.ftInfo`). */
  readonly faultTolerant: boolean;
  /** Whether its home files are encrypted (`config.keyId`). */
  readonly encrypted: boolean;
  /** `summary.config.numVirtualDisks`. */
  readonly diskCount: number;
}

/** A VM folder, with its way up; the datacenter that it is in is one as well. */
export interface VmFolder {
  readonly ref: ManagedObjectReference;
  readonly name: string;
  /** Null for a datacenter that lies in no folder but the root. */
  readonly parent: ManagedObjectReference | null;
}

/** A virtual disk as its machine's configuration describes it. */
export interface VmDisk {
  /** `VirtualDevice.key`, for example 2000. */
  readonly key: number;
  /** `Hard disk 1`. */
  readonly label: string;
  readonly capacityBytes: number;
  /** `other` is a kind of backing that could not be sent back whole, so the disk cannot be reconfigured. */
  readonly kind: 'file' | 'virtualRdm' | 'physicalRdm' | 'other';
  /** Whether the disk itself may be written by several machines (`VirtualDiskSharing`). */
  readonly multiWriter: boolean;
  /** How the controller shares its bus (`VirtualSCSISharing`); controllers without a bus to share have `none`. */
  readonly busSharing: 'none' | 'virtual' | 'physical';
  /** Ids of the I/O filters that are attached (`VirtualDisk.iofilter`): the proof that a policy took effect. */
  readonly filterIds: readonly string[];
  /** Whether the disk itself is encrypted (`backing.keyId`). */
  readonly encrypted: boolean;
}

/** The disks of one machine, true for one version of its configuration. */
export interface VmDisks {
  readonly vm: ManagedObjectReference;
  readonly changeVersion: string;
  /** False while vCenter lists ReconfigVM_Task among its `disabledMethod`, for example during another task. */
  readonly reconfigurable: boolean;
  readonly disks: readonly VmDisk[];
}

/** A vSphere tag and the machines that carry it. */
export interface VmTag {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly vmIds: readonly string[];
}
