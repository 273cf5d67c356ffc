import { filterRule, freeName, isAssignable, joinedName, usesFilter } from './filter-policy.ts';
import type { ProfileMap } from './filter-policy.ts';
import type { PolicyBook } from './policy-book.ts';
import { combinationObstacles } from './policy-conflicts.ts';
import type { PolicyObstacle } from './policy-conflicts.ts';
import { filterClassOf, isUnreadable, normalClass } from './policy-rule-kind.ts';
import type { FilterCapability, ProfileSpec, StorageProfile } from './storage-profile.ts';

/** What combining a policy with the filter comes to. */
export type Composition =
  | { readonly kind: 'spec'; readonly spec: ProfileSpec; readonly warnings: readonly string[] }
  /** A policy without rules has nothing to keep, so the filter's own policy is the combination. */
  | { readonly kind: 'filterOnly'; readonly warnings: readonly string[] }
  | { readonly kind: 'alreadyUses' }
  | { readonly kind: 'refused'; readonly obstacles: readonly PolicyObstacle[] };

/** The rules of a policy together with the filter: each rule set gets the filter's rule. `book` gives the names that are taken. */
export function combine(
  base: StorageProfile,
  capability: FilterCapability,
  book: PolicyBook,
): Composition {
  if (usesFilter(base, book.filterName, book.byId)) return { kind: 'alreadyUses' };
  const filter = { name: book.filterName, filterClass: capability.filterClass };
  const obstacles = combinationObstacles(base, filter, book.byId);
  if (obstacles.length > 0 || !isAssignable(base)) return { kind: 'refused', obstacles };
  const warnings = combinationWarnings(base, book.byId);
  if (base.ruleSets.length === 0) return { kind: 'filterOnly', warnings };
  const name = combinedName(base, book.policyName, book.names());
  return { kind: 'spec', spec: combinedSpec(base, capability, name), warnings };
}

/** The name of a new combination: `<policy> + <filter policy>`. */
export function combinedName(
  base: Pick<StorageProfile, 'name'>,
  policyName: string,
  taken: Iterable<string>,
): string {
  return freeName(joinedName(base.name, policyName), taken);
}

function combinedSpec(
  base: StorageProfile,
  capability: FilterCapability,
  name: string,
): ProfileSpec {
  const rule = filterRule(capability);
  return {
    name,
    description: `The rules of the storage policy ${base.name}, together with the I/O filter ${capability.namespace}.`,
    ruleSets: base.ruleSets.map((set) => ({ ...set, rules: [...set.rules, rule] })),
  };
}

/** What users should know before a policy is combined with the filter, one sentence each. */
export function combinationWarnings(base: StorageProfile, profiles: ProfileMap): readonly string[] {
  if (base.ruleSets.length === 0)
    return [
      `${base.name} has no rules, so its disks go to the policy of the filter alone and keep the placement that they have.`,
    ];
  const rules = base.ruleSets.flatMap((set) => set.rules);
  const classes = new Set(rules.map((rule) => filterClassOf(rule, profiles)));
  const warnings = [`Later changes of ${base.name} do not reach the combined policy.`];
  if (base.ruleSets.length > 1)
    warnings.push(`${base.name} has ${base.ruleSets.length} rule sets; each gets the filter.`);
  if (classes.has(normalClass('encryption')))
    warnings.push(`The disks stay encrypted; the filter sees their data before encryption.`);
  if (rules.some((rule) => isUnreadable(rule, profiles)))
    warnings.push(
      `${base.name} refers to a component that cannot be read; whether it goes together with the filter shows only when the policy is assigned.`,
    );
  return warnings;
}
