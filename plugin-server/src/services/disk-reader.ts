import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { isAssignable } from '../domain/filter-policy.ts';
import { diskId } from '../domain/policy-facts.ts';
import type { StorageProfile } from '../domain/storage-profile.ts';
import type { DiskPolicy, VirtualDiskRef } from '../domain/virtual-disk.ts';
import type { VmDisks, VmListing } from '../domain/vm-listing.ts';
import type { VcenterConnection } from '../ports/vcenter.ts';
import { mapLimited } from './map-limited.ts';

/** Light facts of so many machines are read in one call, devices of so many; the latter are about a hundred times as heavy. */
const LISTINGS_A_CALL = 2_500;
const DEVICES_A_CALL = 250;
/** So many such calls are under way at a time. */
const CALLS_AT_ONCE = 4;
/** From so many disks on, one question about all policies costs less than questions about all disks. */
const MANY_DISKS = 2_000;

/** Light facts of many machines; those that are gone are left out. */
export async function readListings(
  { vms }: Pick<VcenterConnection, 'vms'>,
  refs: readonly ManagedObjectReference[],
): Promise<readonly VmListing[]> {
  const chunks = inChunks(refs, LISTINGS_A_CALL);
  return (await mapLimited(chunks, CALLS_AT_ONCE, (some) => vms.read(some))).flat();
}

/** The disks of many machines, read a few hundred machines at a time, a few reads side by side; those that are gone or out of reach are left out. */
export async function readDisks(
  { vms }: Pick<VcenterConnection, 'vms'>,
  refs: readonly ManagedObjectReference[],
): Promise<readonly VmDisks[]> {
  const chunks = inChunks(refs, DEVICES_A_CALL);
  return (await mapLimited(chunks, CALLS_AT_ONCE, (some) => vms.disks(some))).flat();
}

/** What disks are under, in their order. Every one of them must be there: SPBM refuses a question about one that is not. */
export async function readPolicies(
  connection: Pick<VcenterConnection, 'storagePolicies'>,
  disks: readonly VirtualDiskRef[],
  profiles: readonly StorageProfile[],
): Promise<readonly DiskPolicy[]> {
  if (disks.length === 0) return [];
  return disks.length < MANY_DISKS
    ? connection.storagePolicies.associated(disks)
    : readPoliciesOfMany(connection, disks, profiles);
}

/**
 * The same by the question which disks are under which policy: its costs depend on the vCenter, not on the number of disks that are asked for.
 * What is under no policy is under the datastore's default, and so is, here, a disk that is not there.
 */
export async function readPoliciesOfMany(
  { storagePolicies }: Pick<VcenterConnection, 'storagePolicies'>,
  disks: readonly VirtualDiskRef[],
  profiles: readonly StorageProfile[],
): Promise<readonly DiskPolicy[]> {
  const names = new Map(
    profiles.filter(isAssignable).map(({ profileId, name }) => [profileId, name]),
  );
  const under = names.size === 0 ? [] : await storagePolicies.disksUnder([...names.keys()]);
  const byDisk = new Map(under.map((row) => [diskId(row), row.profileId]));
  return disks.map(({ vm, diskKey }) => {
    const profileId = byDisk.get(diskId({ vm, diskKey })) ?? null;
    const profileName = profileId === null ? null : (names.get(profileId) ?? null);
    return { vm, diskKey, profileId, profileName };
  });
}

function inChunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
