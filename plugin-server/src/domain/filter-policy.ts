import type {
  FilterCapability,
  PolicyProperty,
  PolicyRule,
  ProfileSpec,
  StorageProfile,
} from './storage-profile.ts';

/** Rules in this namespace refer to a component by its id (recordings of the built-in encryption policy). */
const COMPONENT_NAMESPACE = 'com.vmware.storageprofile.dataservice';

/** The only category that can be put on a disk (vSphere storage policy API reference). */
const REQUIREMENT = 'REQUIREMENT';

/** Limit of `PbmCapabilityProfileCreateSpec.name`. */
const LONGEST_NAME = 80;

/** `filter`: nothing but our filter. `combined`: our filter and other rules. */
export type FilterPolicyKind = 'filter' | 'combined' | 'other';

export type ProfileMap = ReadonlyMap<string, StorageProfile>;

export function profileMap(profiles: readonly StorageProfile[]): ProfileMap {
  return new Map(profiles.map((profile) => [profile.profileId, profile]));
}

/** Whether a disk can be put under it; components and descriptions of storage cannot be assigned. */
export function isAssignable({ category }: StorageProfile): boolean {
  return category === REQUIREMENT;
}

/** The id of the component that a rule refers to; null for a rule of its own. */
export function componentIdOf(rule: PolicyRule): string | null {
  return rule.namespace === COMPONENT_NAMESPACE ? rule.id : null;
}

/** The rules that a rule stands for: itself, or those of the component that it refers to. Empty for a component that cannot be read. */
export function rulesBehind(rule: PolicyRule, profiles: ProfileMap): readonly PolicyRule[] {
  const componentId = componentIdOf(rule);
  if (componentId === null) return [rule];
  return profiles.get(componentId)?.ruleSets.flatMap(({ rules }) => rules) ?? [];
}

/** Whether a rule asks for the filter of that name, by itself or through a component. */
export function asksForFilter(rule: PolicyRule, filterName: string, profiles: ProfileMap): boolean {
  return rulesBehind(rule, profiles).some(({ namespace }) => namespace === filterName);
}

/** Whether one of its rules asks for the filter. */
export function usesFilter(
  profile: StorageProfile,
  filterName: string,
  profiles: ProfileMap,
): boolean {
  return profile.ruleSets.some(({ rules }) =>
    rules.some((rule) => asksForFilter(rule, filterName, profiles)),
  );
}

/** What a policy is to the filter, by its content; components are `other`, because no disk can be under them. */
export function classifyProfile(
  profile: StorageProfile,
  filterName: string,
  profiles: ProfileMap,
): FilterPolicyKind {
  if (!isAssignable(profile) || !usesFilter(profile, filterName, profiles)) return 'other';
  const isOnlyOurs = profile.ruleSets.every(({ rules }) =>
    rules.every((rule) => rulesBehind(rule, profiles).every((row) => row.namespace === filterName)),
  );
  return isOnlyOurs ? 'filter' : 'combined';
}

/**
 * The policy that is assigned by default: one whose one and only rule is the filter's own. Of several the one that has the name from the
 * settings, or else the first by id, so that the choice is always the same.
 */
export function findDefaultPolicy(
  profiles: readonly StorageProfile[],
  { filterName, policyName }: { readonly filterName: string; readonly policyName: string },
): StorageProfile | null {
  const candidates = profiles
    .filter((profile) => isAssignable(profile) && hasOnlyRuleOf(profile, filterName))
    .sort((one, other) => (one.profileId < other.profileId ? -1 : 1));
  return candidates.find(({ name }) => name === policyName) ?? candidates[0] ?? null;
}

function hasOnlyRuleOf({ ruleSets }: StorageProfile, filterName: string): boolean {
  const rules = ruleSets.flatMap((set) => set.rules);
  return ruleSets.length === 1 && rules.length === 1 && rules[0]?.namespace === filterName;
}

/**
 * The rule that asks for the filter, from what the filter published: its id, and for each property the default value or else the first of
 * those allowed. A property that has neither is left to the filter.
 */
export function filterRule({ namespace, id, properties }: FilterCapability): PolicyRule {
  const values = properties.flatMap((property): readonly PolicyProperty[] => {
    const value = property.defaultValue ?? property.firstAllowed;
    return value === null ? [] : [{ id: property.id, operator: null, value }];
  });
  return { namespace, id, constraints: [values] };
}

/** The filter's own policy, to be made under that name. */
export function filterPolicySpec(capability: FilterCapability, name: string): ProfileSpec {
  return {
    name,
    description: `Puts the I/O filter ${capability.namespace} on virtual disks.`,
    ruleSets: [{ name: 'I/O filter', rules: [filterRule(capability)], forceProvision: null }],
  };
}

/** The wished name, cut to what SPBM takes, with a number when it is taken already; case does not make a name another one. */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` (${number})`;
    const name = `${shortened(wanted, LONGEST_NAME - ending.length)}${ending}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** Both names with a plus; where they are too long together, the first one gives way. */
export function joinedName(first: string, second: string): string {
  const ending = ` + ${shortened(second, LONGEST_NAME / 2)}`;
  return `${shortened(first, LONGEST_NAME - ending.length)}${ending}`;
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
