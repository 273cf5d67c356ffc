import {
  asksForFilter,
  classifyProfile,
  findDefaultPolicy,
  isAssignable,
  profileMap,
} from './filter-policy.ts';
import type { FilterPolicyKind, ProfileMap } from './filter-policy.ts';
import { canonicalRuleSets, isFullyKnown } from './rule-set-form.ts';
import type { RuleSet, StorageProfile } from './storage-profile.ts';

/** All storage policies of a vCenter, looked at from one filter. Every question is answered from maps, so that it may be put for each of many disks. */
export class PolicyBook {
  readonly filterName: string;
  /** Name that a new policy of the filter gets. */
  readonly policyName: string;
  readonly byId: ProfileMap;
  /** The filter's own policy; null as long as there is none. */
  readonly ownPolicy: StorageProfile | null;
  readonly #kinds: ReadonlyMap<string, FilterPolicyKind>;
  readonly #combinations: ReadonlyMap<string, readonly StorageProfile[]>;
  readonly #bases: ReadonlyMap<string, readonly StorageProfile[]>;

  constructor(
    profiles: readonly StorageProfile[],
    about: { readonly filterName: string; readonly policyName: string },
  ) {
    this.filterName = about.filterName;
    this.policyName = about.policyName;
    this.byId = profileMap(profiles);
    this.ownPolicy = findDefaultPolicy(profiles, about);
    this.#kinds = new Map(
      profiles.map((profile) => [
        profile.profileId,
        classifyProfile(profile, about.filterName, this.byId),
      ]),
    );
    const ordered = profiles
      .filter((profile) => isAssignable(profile) && isFullyKnown(profile.ruleSets))
      .sort((one, other) => (one.profileId < other.profileId ? -1 : 1));
    this.#combinations = Map.groupBy(
      ordered.filter((profile) => this.#isWholeCombination(profile)),
      (profile) => canonicalRuleSets(this.#withoutFilter(profile)),
    );
    this.#bases = Map.groupBy(
      ordered.filter(
        ({ profileId, ruleSets }) => this.kindOf(profileId) === 'other' && ruleSets.length > 0,
      ),
      ({ ruleSets }) => canonicalRuleSets(ruleSets),
    );
  }

  find(profileId: string | null): StorageProfile | null {
    return profileId === null ? null : (this.byId.get(profileId) ?? null);
  }

  /** `default` for no policy. A policy that cannot be read is `other`. */
  kindOf(profileId: string | null): FilterPolicyKind | 'default' {
    if (profileId === null) return 'default';
    return this.#kinds.get(profileId) ?? 'other';
  }

  usesFilter(profileId: string | null): boolean {
    const kind = this.kindOf(profileId);
    return kind === 'filter' || kind === 'combined';
  }

  /** The policies that use the filter. */
  ofFilter(): readonly StorageProfile[] {
    return [...this.byId.values()].filter(({ profileId }) => this.usesFilter(profileId));
  }

  names(): readonly string[] {
    return [...this.byId.values()].map(({ name }) => name);
  }

  /** The policy that asks for the same as `base` and, in each of its rule sets, for the filter; null when it has to be made. */
  combinationOf(base: StorageProfile): StorageProfile | null {
    return this.#combinations.get(canonicalRuleSets(base.ruleSets))?.[0] ?? null;
  }

  /** The policy whose rules a combined one has beside the filter; of several the one that the combination is named after. Null when there is none (any more). */
  baseOf(combined: StorageProfile): StorageProfile | null {
    if (this.kindOf(combined.profileId) !== 'combined') return null;
    const found = this.#bases.get(canonicalRuleSets(this.#withoutFilter(combined))) ?? [];
    return found.find(({ name }) => combined.name.startsWith(`${name} + `)) ?? found[0] ?? null;
  }

  #withoutFilter({ ruleSets }: StorageProfile): readonly RuleSet[] {
    return ruleSets
      .map((set) => ({
        ...set,
        rules: set.rules.filter((rule) => !asksForFilter(rule, this.filterName, this.byId)),
      }))
      .filter(({ rules }) => rules.length > 0);
  }

  /** The rule sets of a policy are alternatives: with one that does not ask for the filter, a disk need not have it. */
  #isWholeCombination(profile: StorageProfile): boolean {
    return (
      this.kindOf(profile.profileId) === 'combined' &&
      profile.ruleSets.every(({ rules }) =>
        rules.some((rule) => asksForFilter(rule, this.filterName, this.byId)),
      )
    );
  }
}
