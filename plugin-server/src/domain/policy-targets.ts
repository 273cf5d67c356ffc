import { hasOurFilter } from './disk-eligibility.ts';
import { encryptedWithoutPolicy, encrypts } from './policy-conflicts.ts';
import type { PolicyObstacle } from './policy-conflicts.ts';
import { policyAfterFilter, wouldDecrypt } from './policy-after-filter.ts';
import type { RecordedDisk } from './policy-facts.ts';
import type { PolicyWorld } from './policy-world.ts';
import type { StorageProfile } from './storage-profile.ts';
import type { PolicyTarget, VmReason } from './vm-change.ts';
import type { EligibilityQuestion } from './vm-eligibility.ts';
import type { VmDisk, VmListing } from './vm-listing.ts';

/** Where one disk goes. */
export type DiskDecision =
  | { readonly kind: 'asWished' }
  | { readonly kind: 'leftOut'; readonly reasons: readonly VmReason[] }
  | {
      readonly kind: 'change';
      readonly to: PolicyTarget;
      /** Whether the disk gets a filter or changes under one, or leaves it. */
      readonly mode: EligibilityQuestion['mode'];
      /** What the user should know; they do not stand against it. */
      readonly warnings: readonly VmReason[];
    };

const AS_WISHED: DiskDecision = { kind: 'asWished' };
const DEFAULT: PolicyTarget = { kind: 'default' };
const FILTER: PolicyTarget = { kind: 'filter' };

interface Asked {
  readonly world: PolicyWorld;
  readonly vm: VmListing;
  readonly disk: VmDisk;
}

/** Where a disk goes that shall get the filter. */
export function assignDecision({ world, vm, disk }: Asked, combines: boolean): DiskDecision {
  const present = world.policyOf(vm, disk.key);
  if (present === undefined) return leftOut(disk, [unread(vm, disk)]);
  if (world.book.usesFilter(present.profileId)) return AS_WISHED;
  const base = world.book.find(present.profileId);
  const encrypted = encryptedWithoutPolicy(disk, vm.name, base, world.book.byId);
  if (encrypted !== null) return leftOut(disk, [encrypted]);
  if (base === null) {
    const isGone = present.profileId !== null;
    return change(FILTER, 'assign', isGone ? [losesUnknown(vm, disk)] : []);
  }
  return combines
    ? combinedDecision({ world, vm, disk }, base)
    : plainDecision({ world, vm, disk }, base);
}

function combinedDecision({ world, disk }: Asked, base: StorageProfile): DiskDecision {
  const obstacles = world.obstaclesOf(base);
  if (obstacles.length > 0) return leftOut(disk, obstacles);
  if (base.ruleSets.length === 0) return change(FILTER, 'assign');
  return change({ kind: 'combined', baseProfileId: base.profileId }, 'assign');
}

/** The disk gives its own rules up; what must not be lost even so stands against it. */
function plainDecision({ world, vm, disk }: Asked, base: StorageProfile): DiskDecision {
  if (encrypts(base, world.book.byId)) return leftOut(disk, [decrypts(vm, disk, base)]);
  const obstacles = world.obstaclesOf(base).filter(({ code }) => code === 'persistentMemory');
  if (obstacles.length > 0) return leftOut(disk, obstacles);
  return change(FILTER, 'assign', base.ruleSets.length === 0 ? [] : [loses(vm, disk, base)]);
}

/**
 * Where a disk goes that shall leave the filter: back to the policy that was recorded, or to the one that was combined with the filter, or to
 * the datastore's default.
 */
export function unassignDecision({ world, vm, disk }: Asked): DiskDecision {
  const present = world.policyOf(vm, disk.key);
  if (present === undefined) return leftOut(disk, [unread(vm, disk)]);
  const { book } = world;
  if (!book.usesFilter(present.profileId)) {
    // The policy has gone, the filter has not: assigning the same once more takes it off.
    if (!hasOurFilter(disk, world.question(vm, 'unassign'))) return AS_WISHED;
    return change(
      book.find(present.profileId) === null ? DEFAULT : to(present.profileId),
      'unassign',
    );
  }
  const combined = book.find(present.profileId);
  const back = policyAfterFilter(book, combined, world.recordedOf(vm, disk.key));
  if (wouldDecrypt(book, combined, back)) return leftOut(disk, [staysEncrypted(vm, disk)]);
  return change(to(back?.profileId ?? null), 'unassign');
}

/** Where a disk goes that shall have the policy that was recorded. */
export function restoreDecision(
  { world, vm, disk }: Asked,
  recorded: Pick<RecordedDisk, 'profileId' | 'profileName'>,
): DiskDecision {
  const present = world.policyOf(vm, disk.key);
  if (present === undefined) return leftOut(disk, [unread(vm, disk)]);
  if (present.profileId === recorded.profileId) return AS_WISHED;
  const next = world.book.find(recorded.profileId);
  if (recorded.profileId !== null && next === null)
    return leftOut(disk, [policyGone(vm, disk, recorded)]);
  if (wouldDecrypt(world.book, world.book.find(present.profileId), next))
    return leftOut(disk, [staysEncrypted(vm, disk)]);
  const mode = world.book.usesFilter(recorded.profileId) ? 'assign' : 'unassign';
  return change(to(recorded.profileId), mode);
}

/** A disk that gets its own policy once more. */
export function reapplyDecision({ world, vm, disk }: Asked, profileId: string): DiskDecision {
  const present = world.policyOf(vm, disk.key);
  if (present?.profileId !== profileId) return AS_WISHED;
  return change(to(profileId), world.book.usesFilter(profileId) ? 'assign' : 'unassign');
}

function change(
  target: PolicyTarget,
  mode: EligibilityQuestion['mode'],
  warnings: readonly VmReason[] = [],
): DiskDecision {
  return { kind: 'change', to: target, mode, warnings };
}

function to(profileId: string | null): PolicyTarget {
  return profileId === null ? DEFAULT : { kind: 'profile', profileId };
}

function leftOut(disk: VmDisk, obstacles: readonly PolicyObstacle[]): DiskDecision {
  const reasons = obstacles.map((row) => ({ ...row, diskKey: disk.key }));
  return { kind: 'leftOut', reasons };
}

function unread(vm: VmListing, disk: VmDisk): PolicyObstacle {
  return {
    code: 'disksUnknown',
    reason: `vCenter does not say which storage policy ${disk.label} of ${vm.name} is under.`,
    remedy: 'Make the plan again.',
  };
}

function decrypts(vm: VmListing, disk: VmDisk, base: StorageProfile): PolicyObstacle {
  return {
    code: 'encryptionOrder',
    reason: `The storage policy ${base.name} encrypts ${disk.label} of ${vm.name}, and the policy of the filter alone would decrypt it.`,
    remedy: 'Let its rules be combined with the filter, so that the disk stays encrypted.',
  };
}

function staysEncrypted(vm: VmListing, disk: VmDisk): PolicyObstacle {
  return {
    code: 'encryptionOrder',
    reason: `The storage policy of ${disk.label} of ${vm.name} encrypts it, and the policy that it would go to would decrypt it.`,
    remedy: 'Choose another encryption policy for the disk with the vSphere Client.',
  };
}

function loses(vm: VmListing, disk: VmDisk, base: StorageProfile): VmReason {
  return {
    code: 'wouldLoseRules',
    reason: `${disk.label} of ${vm.name} loses the rules of its storage policy ${base.name}.`,
    remedy: 'Let its rules be combined with the filter to keep them.',
    diskKey: disk.key,
  };
}

function losesUnknown(vm: VmListing, disk: VmDisk): VmReason {
  return {
    code: 'wouldLoseRules',
    reason: `${disk.label} of ${vm.name} is under a storage policy that cannot be read any more; its rules are lost.`,
    remedy: 'Give it a policy that exists first if it needs rules.',
    diskKey: disk.key,
  };
}

function policyGone(
  vm: VmListing,
  disk: VmDisk,
  recorded: Pick<RecordedDisk, 'profileId' | 'profileName'>,
): PolicyObstacle {
  return {
    code: 'policyGone',
    reason: `The storage policy ${recorded.profileName ?? recorded.profileId ?? ''} that ${disk.label} of ${vm.name} had does not exist any more.`,
    remedy: 'Give the disk another policy with the vSphere Client.',
  };
}
