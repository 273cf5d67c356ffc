import { isFinished } from '../domain/activity-transitions.ts';
import { asksForFilter } from '../domain/filter-policy.ts';
import { PolicyBook } from '../domain/policy-book.ts';
import { Problem } from '../domain/problem.ts';
import type { ComplianceStatus, StorageProfile } from '../domain/storage-profile.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { AuthenticatedUser, VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import { NO_ACCOUNT } from './audit-trail.ts';
import type { AuditTrail } from './audit-trail.ts';
import { filtersPresent } from './filter-presence.ts';
import { heldBundles } from './held-bundles.ts';
import { deletePolicies } from './policy-deletion.ts';
import { requirePolicyRights } from './policy-rights.ts';
import type {
  PolicyDeletion,
  PolicyListing,
  PolicyUseCases,
  PolicyView,
} from './policy-use-cases.ts';
import { ruleWords } from './rule-words.ts';

interface Parts {
  readonly vcenters: Pick<Vcenters, 'connect'>;
  readonly bundles: Pick<BundleCatalog, 'list' | 'latest'>;
  readonly store: Pick<ActivityStore, 'unfinished'>;
  readonly trail: AuditTrail;
  /** Name that a new policy of the filter gets. */
  readonly policyName: string;
}

/** The storage policies that use the filter: which there are, and deleting those that nobody needs. */
export class PolicyLibrary implements PolicyUseCases {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async list(
    user: AuthenticatedUser,
    { check }: { readonly check: boolean },
  ): Promise<PolicyListing> {
    const { bundles, policyName, vcenters } = this.#parts;
    const connection = await vcenters.connect(user.vcGuid);
    await requirePolicyRights(connection, user, ['StorageProfile.View']);
    const books = await this.#books(connection);
    const found = books.flatMap((book) => book.ofFilter().map((profile) => ({ book, profile })));
    const profileIds = new Set(found.map(({ profile }) => profile.profileId));
    const [use, present] = await Promise.all([
      usageOf(connection, [...profileIds], check),
      found.length === 0
        ? new Set<string>()
        : heldBundles(bundles).then((held) => filtersPresent(connection, held)),
    ]);
    const policies = found.map(({ book, profile }) => ({
      ...contentOf(profile, book),
      orphaned: !present.has(book.filterName),
      ...(use.get(profile.profileId) ?? UNUSED),
    }));
    return { policies: policies.sort(byName), defaultName: policyName };
  }

  async remove(
    user: AuthenticatedUser,
    profileIds: readonly string[],
  ): Promise<readonly PolicyDeletion[]> {
    const { outcomes } = await this.#parts.trail.record(
      { user, action: 'policy.delete', target: profileIds.join(', ') },
      () => this.#remove(user, profileIds),
      ({ outcomes: rows, serviceAccount }) => ({
        detail: rows
          .map(({ name, deleted, reason }) => `${name}: ${deleted ? 'deleted.' : (reason ?? '')}`)
          .join(' '),
        target: rows.map(({ name, profileId }) => `${name} (${profileId})`).join(', '),
        account: rows.some(({ deleted }) => deleted) ? serviceAccount : NO_ACCOUNT,
      }),
    );
    return outcomes;
  }

  async #remove(
    user: AuthenticatedUser,
    profileIds: readonly string[],
  ): Promise<{
    readonly outcomes: readonly PolicyDeletion[];
    readonly serviceAccount: string;
  }> {
    const connection = await this.#parts.vcenters.connect(user.vcGuid);
    await requirePolicyRights(connection, user, ['StorageProfile.View', 'StorageProfile.Update']);
    const books = await this.#books(connection);
    const check = (): void => this.#refuseWhilePoliciesChange(user.vcGuid);
    check();
    const order = { books, profileIds, check };
    const outcomes = await deletePolicies(connection.storagePolicies, order);
    return { outcomes, serviceAccount: connection.serviceAccount };
  }

  /** An activity may be about to put disks under a policy that nothing is under yet. */
  #refuseWhilePoliciesChange(vcGuid: string): void {
    const busy = this.#parts.store
      .unfinished()
      .find(
        (activity) =>
          activity.vcGuid === vcGuid &&
          activity.clusters.some(({ policies, state }) => policies !== null && !isFinished(state)),
      );
    if (busy !== undefined)
      throw new Problem('clusterBusy', 'An activity changes storage policies now.', {
        extensions: { activityId: busy.id },
      });
  }

  /** One for each filter whose bundles the server holds. */
  async #books(connection: VcenterConnection): Promise<readonly PolicyBook[]> {
    const { policyName, bundles } = this.#parts;
    const [{ identities }, profiles] = await Promise.all([
      heldBundles(bundles),
      connection.storagePolicies.profiles(),
    ]);
    const filterNames = new Set(identities.map(({ name }) => name));
    return [...filterNames].map(
      (filterName) => new PolicyBook(profiles, { filterName, policyName }),
    );
  }
}

type Use = Pick<PolicyView, 'vms' | 'disks' | 'compliance'>;

const NONE: Readonly<Record<ComplianceStatus, number>> = {
  compliant: 0,
  nonCompliant: 0,
  outOfDate: 0,
  notApplicable: 0,
  unknown: 0,
};
const UNUSED: Use = { vms: 0, disks: 0, compliance: NONE };

/** Who is under these policies, and how compliant: one question for all disks, and one for each thousand of them. */
async function usageOf(
  { storagePolicies }: VcenterConnection,
  profileIds: readonly string[],
  check: boolean,
): Promise<ReadonlyMap<string, Use>> {
  const disks = profileIds.length === 0 ? [] : await storagePolicies.disksUnder(profileIds);
  const states = disks.length === 0 ? [] : await storagePolicies.compliance(disks, { check });
  const rows = disks.map((disk, index) => ({ ...disk, state: states[index] ?? 'unknown' }));
  const byPolicy = Map.groupBy(rows, ({ profileId }) => profileId);
  return new Map(
    [...byPolicy].map(([profileId, some]) => {
      const compliance = { ...NONE };
      for (const { state } of some) compliance[state] += 1;
      const vms = new Set(some.map(({ vm }) => vm.value)).size;
      return [profileId, { vms, disks: some.length, compliance }];
    }),
  );
}

function contentOf(
  profile: StorageProfile,
  book: PolicyBook,
): Pick<PolicyView, 'profile' | 'kind' | 'isDefault' | 'filterName' | 'otherRules'> {
  const others = profile.ruleSets
    .flatMap(({ rules }) => rules)
    .filter((rule) => !asksForFilter(rule, book.filterName, book.byId));
  return {
    profile,
    kind: book.kindOf(profile.profileId) === 'filter' ? 'filter' : 'combined',
    isDefault: book.ownPolicy?.profileId === profile.profileId,
    filterName: book.filterName,
    otherRules: [...new Set(others.map((rule) => ruleWords(rule, book.byId)))],
  };
}

function byName({ profile: one }: PolicyView, { profile: other }: PolicyView): number {
  return one.name.localeCompare(other.name) || (one.profileId < other.profileId ? -1 : 1);
}
