import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { VmDisks, VmFolder, VmListing, VmTag } from '../domain/vm-listing.ts';

/** Bulk reads of virtual machines; the number of calls does not grow with their number (vCenter's own pages aside). */
export interface VmInventory {
  /** All machines and templates that the service account can see, and the folders that they lie in: one read. */
  list(): Promise<{ readonly vms: readonly VmListing[]; readonly folders: readonly VmFolder[] }>;
  /** The same of some machines only, in one read; those that are gone or out of sight are left out, the others keep their order. */
  read(vms: readonly ManagedObjectReference[]): Promise<readonly VmListing[]>;
  /** The disks of some machines in one read; those that are gone or out of reach are left out. Devices are heavy: ask for hundreds, not thousands. */
  disks(vms: readonly ManagedObjectReference[]): Promise<readonly VmDisks[]>;
  /** Tags on virtual machines, by REST; null where this vCenter or account does not give them. */
  tags(): Promise<readonly VmTag[] | null>;
}
