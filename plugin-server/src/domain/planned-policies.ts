import { freeName } from './filter-policy.ts';
import { combinationWarnings, combinedName } from './policy-composition.ts';
import type { PolicyBook } from './policy-book.ts';
import type { StorageProfile } from './storage-profile.ts';
import type { PlannedPolicy, PolicyTarget, VmChange } from './vm-change.ts';

/** What users read for a disk without a policy. */
export const DATASTORE_DEFAULT = 'Datastore Default';

/** Names and finds the policies that disks go to; those that have to be made get their names here, one after the other. */
export class PlannedPolicies {
  readonly #book: PolicyBook;
  readonly #taken: Set<string>;
  readonly #planned = new Map<string, Omit<PlannedPolicy, 'disks'>>();

  constructor(book: PolicyBook) {
    this.#book = book;
    this.#taken = new Set(book.names());
  }

  /** What users read of a target. */
  nameOf(target: PolicyTarget): string {
    switch (target.kind) {
      case 'default':
        return DATASTORE_DEFAULT;
      case 'profile':
        return this.#book.find(target.profileId)?.name ?? target.profileId;
      case 'filter':
      case 'combined':
        return this.#policyFor(target).name;
    }
  }

  /** The policies that these changes go to, with how many disks go there; the filter's own first, then by name. */
  list(changes: Iterable<VmChange>): readonly PlannedPolicy[] {
    const disks = new Map<string, number>();
    for (const change of changes)
      for (const { to } of change.disks) {
        const key = keyOf(to);
        if (key !== null) disks.set(key, (disks.get(key) ?? 0) + 1);
      }
    return [...disks]
      .flatMap(([key, count]) => {
        const planned = this.#planned.get(key);
        return planned === undefined ? [] : [{ ...planned, disks: count }];
      })
      .sort(inOrder);
  }

  #policyFor(
    target: Extract<PolicyTarget, { readonly kind: 'filter' | 'combined' }>,
  ): Omit<PlannedPolicy, 'disks'> {
    const key = keyOf(target) ?? '';
    const known = this.#planned.get(key);
    if (known !== undefined) return known;
    const planned = target.kind === 'filter' ? this.#ownPolicy(target) : this.#combined(target);
    this.#planned.set(key, planned);
    this.#taken.add(planned.name);
    return planned;
  }

  #ownPolicy(
    target: Extract<PolicyTarget, { readonly kind: 'filter' }>,
  ): Omit<PlannedPolicy, 'disks'> {
    const own = this.#book.ownPolicy;
    return {
      target,
      name: own?.name ?? freeName(this.#book.policyName, this.#taken),
      baseName: null,
      profileId: own?.profileId ?? null,
      warnings: [],
    };
  }

  #combined(
    target: Extract<PolicyTarget, { readonly kind: 'combined' }>,
  ): Omit<PlannedPolicy, 'disks'> {
    const base = this.#book.find(target.baseProfileId);
    const found = base === null ? null : this.#book.combinationOf(base);
    return {
      target,
      name: found?.name ?? this.#newName(base, target.baseProfileId),
      baseName: base?.name ?? null,
      profileId: found?.profileId ?? null,
      warnings: base === null ? [] : combinationWarnings(base, this.#book.byId),
    };
  }

  #newName(base: StorageProfile | null, baseProfileId: string): string {
    const name = base?.name ?? baseProfileId;
    return combinedName({ name }, this.#book.policyName, this.#taken);
  }
}

function keyOf(target: PolicyTarget): string | null {
  if (target.kind === 'filter') return 'filter';
  return target.kind === 'combined' ? `combined ${target.baseProfileId}` : null;
}

function inOrder(one: PlannedPolicy, other: PlannedPolicy): number {
  if (one.target.kind !== other.target.kind) return one.target.kind === 'filter' ? -1 : 1;
  return one.name < other.name ? -1 : 1;
}
