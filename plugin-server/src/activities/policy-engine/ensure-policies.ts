import { filterPolicySpec, freeName } from '../../domain/filter-policy.ts';
import { PolicyBook } from '../../domain/policy-book.ts';
import { combine } from '../../domain/policy-composition.ts';
import type {
  FilterCapability,
  ProfileSpec,
  StorageProfile,
} from '../../domain/storage-profile.ts';
import { isFault, VimFault } from '../../domain/vim-fault.ts';
import type { WantedPolicy } from '../../domain/virtual-disk.ts';
import type { PolicyTarget } from '../../domain/vm-change.ts';
import type { VmWork } from '../../ports/vm-change-store.ts';
import type { ClusterRun } from '../cluster-run.ts';
import { whenReachable } from '../reaching-vcenter.ts';

/** How often another name is tried when somebody takes one in between. */
const NAMES_TRIED = 10;

/** The policies that the targets of an activity stand for, as far as they were found or made. */
export class PolicyIds {
  readonly #ids: ReadonlyMap<string, string>;
  readonly #refusals: ReadonlyMap<string, string>;

  /** @param refusals why there is none, by target */
  constructor(ids: ReadonlyMap<string, string>, refusals: ReadonlyMap<string, string>) {
    this.#ids = ids;
    this.#refusals = refusals;
  }

  /** Throws VimFault InvalidArgument, as vCenter would, for a target that there is no policy for. */
  wanted(to: PolicyTarget): WantedPolicy {
    if (to.kind === 'default') return { kind: 'default' };
    if (to.kind === 'profile') return { kind: 'defined', profileId: to.profileId };
    const profileId = this.#ids.get(keyOf(to));
    if (profileId !== undefined) return { kind: 'defined', profileId };
    throw new VimFault('InvalidArgument', this.#refusals.get(keyOf(to)) ?? 'There is no policy.');
  }
}

/** What came of looking for the policies. */
export interface EnsuredPolicies {
  readonly ids: PolicyIds;
  /** Names of the policies that had to be made. */
  readonly made: readonly string[];
  /** Whether one had to be made and could not, because what the filter can do is not known. */
  readonly isCapabilityMissing: boolean;
}

/** A target whose policy has to be found or made. */
export type FilterTarget = Extract<PolicyTarget, { readonly kind: 'filter' | 'combined' }>;

/** The targets among the changes of these machines that have to be found or made, each once. */
export function targetsOf(rows: readonly Pick<VmWork, 'disks'>[]): readonly FilterTarget[] {
  const found = new Map<string, FilterTarget>();
  for (const { disks } of rows)
    for (const { to } of disks)
      if (to.kind === 'filter' || to.kind === 'combined') found.set(keyOf(to), to);
  return [...found.values()];
}

/**
 * Finds each target's policy by its content, or makes it. Only one run does that at a time at a vCenter, and it looks before it makes, so many
 * clusters and a repeated try make one policy. Faults arrive as `VimFault`.
 * @param capability what the filter published; null when that is not known, and then nothing is made
 */
export function ensurePolicies(
  run: ClusterRun,
  targets: readonly FilterTarget[],
  capability: FilterCapability | null,
): Promise<EnsuredPolicies> {
  return whenReachable(run, () => run.lane.alone(() => new Ensuring(run, capability).all(targets)));
}

class Ensuring {
  readonly #run: ClusterRun;
  readonly #capability: FilterCapability | null;
  readonly #ids = new Map<string, string>();
  readonly #refusals = new Map<string, string>();
  readonly #made: string[] = [];
  /** Names that turned out to be taken by policies that cannot be seen. */
  readonly #hidden = new Set<string>();
  #isCapabilityMissing = false;

  constructor(run: ClusterRun, capability: FilterCapability | null) {
    this.#run = run;
    this.#capability = capability;
  }

  async all(targets: readonly FilterTarget[]): Promise<EnsuredPolicies> {
    let book = await this.#look();
    for (const target of targets) {
      const before = this.#made.length;
      await this.#one(target, book);
      if (this.#made.length > before) book = await this.#look();
    }
    const ids = new PolicyIds(this.#ids, this.#refusals);
    return { ids, made: this.#made, isCapabilityMissing: this.#isCapabilityMissing };
  }

  async #look(): Promise<PolicyBook> {
    const { connection, filter, policyName } = this.#run;
    const profiles = await connection.storagePolicies.profiles();
    return new PolicyBook(profiles, { filterName: filter.name, policyName });
  }

  async #one(target: FilterTarget, book: PolicyBook): Promise<void> {
    const key = keyOf(target);
    for (let tries = 0, seen = book; tries < NAMES_TRIED; tries += 1, seen = await this.#look()) {
      const found = this.#found(target, seen);
      if (found !== null) {
        this.#ids.set(key, found.profileId);
        return;
      }
      const spec = this.#specFor(target, seen);
      if (spec === null) return;
      const made = await this.#make(spec, seen);
      if (made === null) continue;
      this.#ids.set(key, made);
      return;
    }
    this.#refusals.set(key, 'No free name was found for the storage policy.');
  }

  #found(target: FilterTarget, book: PolicyBook): StorageProfile | null {
    if (target.kind === 'filter') return book.ownPolicy;
    const base = book.find(target.baseProfileId);
    if (base === null) return null;
    if (book.usesFilter(base.profileId)) return base;
    return base.ruleSets.length === 0 ? book.ownPolicy : book.combinationOf(base);
  }

  /** Null when none can be made; why is kept. */
  #specFor(target: FilterTarget, book: PolicyBook): ProfileSpec | null {
    const base = target.kind === 'combined' ? book.find(target.baseProfileId) : null;
    if (target.kind === 'combined' && base === null)
      return this.#refuse(target, 'The storage policy that was to be combined is gone.');
    if (this.#capability === null) {
      this.#isCapabilityMissing = true;
      return null;
    }
    const own = filterPolicySpec(this.#capability, book.policyName);
    if (base === null) return own;
    const composition = combine(base, this.#capability, book);
    if (composition.kind === 'spec') return composition.spec;
    if (composition.kind === 'filterOnly') return own;
    const obstacles = composition.kind === 'refused' ? composition.obstacles : [];
    return this.#refuse(target, obstacles.map(({ reason }) => reason).join(' '));
  }

  #refuse(target: FilterTarget, why: string): null {
    this.#refusals.set(keyOf(target), why);
    return null;
  }

  /** The new policy's id, or null when its name was taken in between. */
  async #make(spec: ProfileSpec, book: PolicyBook): Promise<string | null> {
    const name = freeName(spec.name, [...book.names(), ...this.#hidden]);
    try {
      const id = await this.#run.connection.storagePolicies.create({ ...spec, name });
      this.#made.push(name);
      return id;
    } catch (error) {
      // Expected: somebody else has made a policy of that name, perhaps the very one that is wanted.
      if (!isFault(error, 'PbmDuplicateName')) throw error;
      this.#hidden.add(name);
      return null;
    }
  }
}

function keyOf(to: FilterTarget): string {
  return to.kind === 'filter' ? 'filter' : `combined ${to.baseProfileId}`;
}
