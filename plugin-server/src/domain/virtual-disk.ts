import type { VmFacts } from './inventory-facts.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';

/** A virtual disk as the vSphere API names it (`VirtualDiskId`): the machine and the key of the device in it, for example 2000. */
export interface VirtualDiskRef {
  readonly vm: ManagedObjectReference;
  readonly diskKey: number;
}

/** The storage policy that a disk is under; both members are null for the datastore's default, which is no policy. */
export interface DiskPolicy extends VirtualDiskRef {
  readonly profileId: string | null;
  /** Null as well when the policy of that id cannot be read any more. */
  readonly profileName: string | null;
}

/** What a disk is to be put under: the datastore's default, or a policy. */
export type WantedPolicy =
  { readonly kind: 'default' } | { readonly kind: 'defined'; readonly profileId: string };

/** What decides whether the disks of a machine may change their policy; read in bulk. */
export interface VmState extends VmFacts {
  /** A machine with a snapshot cannot gain, change or lose an I/O filter (vSphere storage documentation). */
  readonly hasSnapshot: boolean;
  readonly connectionState: 'connected' | 'disconnected' | 'inaccessible' | 'invalid' | 'orphaned';
}
