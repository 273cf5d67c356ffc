import { componentIdOf } from './filter-policy.ts';
import type { ProfileMap } from './filter-policy.ts';
import {
  filterRulesBehind,
  isPersistentMemory,
  isStorageReplication,
  normalClass,
} from './policy-rule-kind.ts';
import { isFullyKnown } from './rule-set-form.ts';
import type { PolicyRule, StorageProfile } from './storage-profile.ts';
import type { VmReasonCode } from './vm-change.ts';
import type { VmDisk } from './vm-listing.ts';

/** Why a policy cannot be combined with the filter. */
export interface PolicyObstacle {
  readonly code: VmReasonCode;
  /** A whole sentence that names the policy. */
  readonly reason: string;
  readonly remedy: string;
}

/** The filter that is to come; the class is null as long as the filter has not been seen anywhere. */
export interface FilterToCome {
  readonly name: string;
  readonly filterClass: string | null;
}

type Conflict = (
  base: StorageProfile,
  filter: FilterToCome,
  profiles: ProfileMap,
) => Omit<PolicyObstacle, 'code'> | null;

/** All that stands against combining a policy with the filter (vSphere storage documentation, unless said otherwise). */
export function combinationObstacles(
  base: StorageProfile,
  filter: FilterToCome,
  profiles: ProfileMap,
): readonly PolicyObstacle[] {
  return CONFLICTS.flatMap(([code, conflict]) => {
    const found = conflict(base, filter, profiles);
    return found === null ? [] : [{ code, ...found }];
  });
}

/**
 * A disk that is encrypted although its policy does not say so (`base` is null without a policy): whatever the disk is put under would
 * decrypt it.
 */
export function encryptedWithoutPolicy(
  disk: Pick<VmDisk, 'label' | 'encrypted'>,
  vmName: string,
  base: StorageProfile | null,
  profiles: ProfileMap,
): PolicyObstacle | null {
  if (!disk.encrypted || (base !== null && encrypts(base, profiles))) return null;
  const policy =
    base === null
      ? 'it is under no storage policy'
      : `its storage policy ${base.name} does not ask for that`;
  return {
    code: 'encryptionOrder',
    reason: `${disk.label} of ${vmName} is encrypted, but ${policy}, so the policy of the filter would decrypt it.`,
    remedy:
      'Put the disk under an encryption policy first that has "Allow I/O filters before encryption" set to True.',
  };
}

/** Whether a disk would be decrypted without the rules of its policy. */
export function encrypts(base: StorageProfile, profiles: ProfileMap): boolean {
  return encryptionRules(base, profiles).length > 0;
}

const encryptionOrder: Conflict = (base, _filter, profiles) => {
  const closed = encryptionRules(base, profiles).find(({ rule }) => !letsFiltersBefore(rule));
  if (closed === undefined) return null;
  const owner = profiles.get(componentIdOf(closed.from) ?? '');
  const where = owner === undefined ? `the policy ${base.name}` : `the component ${owner.name}`;
  return {
    reason: `The storage policy ${base.name} encrypts, and ${where} does not allow I/O filters before encryption.`,
    remedy: `Set "Allow I/O filters before encryption" to True in ${where} (Policies and Profiles), or in one made for these disks.`,
  };
};

/** One filter of a class for each disk. */
const otherFilterOfClass: Conflict = (base, filter, profiles) => {
  if (filter.filterClass === null) return null;
  const ours = normalClass(filter.filterClass);
  const other = rulesOf(base)
    .flatMap((rule) => filterRulesBehind(rule, profiles))
    .find(({ rule, filterClass }) => filterClass === ours && rule.namespace !== filter.name);
  if (other === undefined) return null;
  return {
    reason: `The storage policy ${base.name} asks for the I/O filter ${other.rule.namespace}, which is of the class ${other.filterClass} as well; a disk can have one of a class only.`,
    remedy: `Put the disk under a policy without ${other.rule.namespace} first.`,
  };
};

const vvolReplication: Conflict = (base, filter, profiles) => {
  // A class that is not known yet may be replication.
  const isReplication = filter.filterClass === null || /^replication$/i.test(filter.filterClass);
  if (!isReplication) return null;
  if (!rulesOf(base).some((rule) => isStorageReplication(rule, profiles))) return null;
  return {
    reason: `The storage policy ${base.name} lets the storage replicate (vVol replication), which no policy may combine with a replication filter.`,
    remedy: 'Put the disk under a policy without replication by the storage first.',
  };
};

/** Whether filters work there is not documented, so nothing is tried. */
const persistentMemory: Conflict = (base) =>
  isPersistentMemory(base)
    ? {
        reason: `The storage policy ${base.name} is for persistent memory; I/O filters are not known to work there.`,
        remedy: 'Move the disk to another datastore first.',
      }
    : null;

/** A combination is a copy, and what is not understood cannot be copied. */
const unknownRule: Conflict = (base) =>
  isFullyKnown(base.ruleSets)
    ? null
    : {
        reason: `The storage policy ${base.name} has a rule of a kind that the plug-in does not know and cannot copy.`,
        remedy:
          'Make a policy with these rules and the filter in the vSphere Client, and put the disk under it.',
      };

const CONFLICTS: readonly (readonly [VmReasonCode, Conflict])[] = [
  ['encryptionOrder', encryptionOrder],
  ['otherFilterOfClass', otherFilterOfClass],
  ['vvolReplication', vvolReplication],
  ['persistentMemory', persistentMemory],
  ['unknownRule', unknownRule],
];

function rulesOf({ ruleSets }: StorageProfile): readonly PolicyRule[] {
  return ruleSets.flatMap(({ rules }) => rules);
}

function encryptionRules(
  base: StorageProfile,
  profiles: ProfileMap,
): readonly { readonly from: PolicyRule; readonly rule: PolicyRule }[] {
  const encryption = normalClass('encryption');
  return rulesOf(base).flatMap((from) =>
    filterRulesBehind(from, profiles)
      .filter(({ filterClass }) => filterClass === encryption)
      .map(({ rule }) => ({ from, rule })),
  );
}

/** The property of the built-in encryption filter, in every alternative of the rule. */
function letsFiltersBefore({ constraints }: PolicyRule): boolean {
  return (
    constraints.length > 0 &&
    constraints.every((properties) =>
      properties.some(
        ({ id, value }) =>
          id === 'AllowCleartextFilters' && value.kind === 'text' && /^true$/i.test(value.text),
      ),
    )
  );
}
