import { isFault, VimFault } from '../../domain/vim-fault.ts';
import type { DiskPolicy, VirtualDiskRef } from '../../domain/virtual-disk.ts';
import { asList, listOf, localizedFault, member, textOf } from '../decoded.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { PbmService } from './pbm-service.ts';

// PBM's own bound for entities of one call is a thousand where it names one (vSphere storage policy API reference).
const BATCH = 500;
const STORAGE = { resourceType: 'STORAGE' };

/** A disk as PBM names it. The server's id is needed where vCenters are linked. */
export function diskEntity(disk: VirtualDiskRef, serverUuid: string): WireObject {
  return { objectType: 'virtualDiskId', key: keyOf(disk), serverUuid };
}

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
  for (let start = 0; start < disks.length; start += BATCH) {
    const entities = disks.slice(start, start + BATCH).map((disk) => diskEntity(disk, serverUuid));
    const answer = await pbm.call('profileManager', 'PbmQueryAssociatedProfiles', { entities });
    for (const row of asList(answer)) {
      const profileId = profileOf(row);
      if (profileId !== null) profileIds.set(textOf(member(row, 'object'), 'key'), profileId);
    }
  }
  const names = await profileNames(pbm, [...new Set(profileIds.values())]);
  return disks.map((disk) => {
    const profileId = profileIds.get(keyOf(disk)) ?? null;
    const profileName = profileId === null ? null : (names.get(profileId) ?? null);
    return { vm: disk.vm, diskKey: disk.diskKey, profileId, profileName };
  });
}

/** A disk has one policy or none. */
function profileOf(row: unknown): string | null {
  const fault = member(row, 'fault');
  if (fault !== undefined) {
    const { faultType, message } = localizedFault(fault);
    throw new VimFault(faultType, message);
  }
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

/** `vm-42:2000` (vSphere storage policy API reference). */
function keyOf({ vm, diskKey }: VirtualDiskRef): string {
  return `${vm.value}:${diskKey}`;
}
