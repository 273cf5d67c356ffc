import { isFault } from '../../domain/vim-fault.ts';
import type { DiskPolicy, VirtualDiskRef } from '../../domain/virtual-disk.ts';
import { asList, listOf, member, textOf } from '../decoded.ts';
import { diskEntity, diskKeyOf, diskNamed, refuseFaultOf } from './disk-entities.ts';
import { inBatches } from './in-batches.ts';
import type { PbmService } from './pbm-service.ts';

// PBM's own bound for entities of one call is a thousand where it names one (vSphere storage policy API reference).
const BATCH = 500;
const STORAGE = { resourceType: 'STORAGE' };

/**
 * The policy of each disk by PbmQueryAssociatedProfiles, with its name by PbmRetrieveContent: two calls for up to 500 disks.
 * @throws VimFault, also when PBM has one for a single disk
 */
export async function diskAssociations(
  pbm: PbmService,
  serverUuid: string,
  disks: readonly VirtualDiskRef[],
): Promise<readonly DiskPolicy[]> {
  const profileIds = new Map<string, string>();
  const rows = await inBatches(disks, BATCH, async (batch) => {
    const entities = batch.map((disk) => diskEntity(disk, serverUuid));
    return asList(await pbm.call('profileManager', 'PbmQueryAssociatedProfiles', { entities }));
  });
  for (const row of rows) {
    const profileId = profileOf(row);
    if (profileId !== null) profileIds.set(textOf(member(row, 'object'), 'key'), profileId);
  }
  const names = await profileNames(pbm, [...new Set(profileIds.values())]);
  return disks.map((disk) => {
    const profileId = profileIds.get(diskKeyOf(disk)) ?? null;
    const profileName = profileId === null ? null : (names.get(profileId) ?? null);
    return { vm: disk.vm, diskKey: disk.diskKey, profileId, profileName };
  });
}

/**
 * The disks of this vCenter that are under some policies, by PbmQueryAssociatedEntities in one call.
 * @throws VimFault, also when PBM has one for a single row
 */
export async function disksUnder(
  pbm: PbmService,
  serverUuid: string,
  profileIds: readonly string[],
): Promise<readonly (VirtualDiskRef & { readonly profileId: string })[]> {
  // No policy would mean every policy (vSphere storage policy API reference).
  if (profileIds.length === 0) return [];
  const profiles = profileIds.map((uniqueId) => ({ uniqueId }));
  const rows = asList(await pbm.call('profileManager', 'PbmQueryAssociatedEntities', { profiles }));
  return rows.flatMap((row) => {
    const profileId = profileOf(row);
    const disk = diskNamed(member(row, 'object'), serverUuid);
    return disk === null || profileId === null ? [] : [{ ...disk, profileId }];
  });
}

/** A disk has one policy or none. */
function profileOf(row: unknown): string | null {
  refuseFaultOf(row);
  const [profile] = listOf(row, 'profileId');
  return profile === undefined ? null : textOf(profile, 'uniqueId');
}

async function profileNames(
  pbm: PbmService,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  try {
    return await retrieveNames(pbm, ids);
  } catch (error) {
    // Expected: one of the policies was deleted; PBM then refuses the question for all of them.
    if (!isFault(error, 'InvalidArgument')) throw error;
  }
  const listed = await pbm.call('profileManager', 'PbmQueryProfile', { resourceType: STORAGE });
  const present = new Set(asList(listed).map((id) => textOf(id, 'uniqueId')));
  const left = ids.filter((id) => present.has(id));
  return left.length === 0 ? new Map() : retrieveNames(pbm, left);
}

async function retrieveNames(
  pbm: PbmService,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const profileIds = ids.map((uniqueId) => ({ uniqueId }));
  const profiles = await pbm.call('profileManager', 'PbmRetrieveContent', { profileIds });
  return new Map(
    asList(profiles).map((profile) => [
      textOf(member(profile, 'profileId'), 'uniqueId'),
      textOf(profile, 'name'),
    ]),
  );
}
