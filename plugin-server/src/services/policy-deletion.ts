import type { PolicyBook } from '../domain/policy-book.ts';
import type { DeleteOutcome, StoragePolicies } from '../ports/storage-policies.ts';
import type { PolicyDeletion } from './policy-use-cases.ts';

/** What is asked for, and what is known of the policies. */
export interface DeletionOrder {
  readonly books: readonly PolicyBook[];
  readonly profileIds: readonly string[];
  /** Throws when nothing must be deleted now; called at the last moment, after everything that takes time. */
  readonly check: () => void;
}

/** Deletes the policies among these that use the filter and that no disk is under; one outcome for each, in their order. */
export async function deletePolicies(
  storagePolicies: Pick<StoragePolicies, 'disksUnder' | 'remove' | 'profiles'>,
  { books, profileIds, check }: DeletionOrder,
): Promise<readonly PolicyDeletion[]> {
  const ofFilter = profileIds.filter((id) => books.some((book) => book.usesFilter(id)));
  const used = new Set(
    ofFilter.length === 0
      ? []
      : (await storagePolicies.disksUnder(ofFilter)).map(({ profileId }) => profileId),
  );
  const toDelete = ofFilter.filter((id) => !used.has(id));
  // No await from here to the call: what starts meanwhile may count on these policies.
  if (toDelete.length > 0) check();
  const outcomes = toDelete.length === 0 ? [] : await storagePolicies.remove(toDelete);
  // PbmDelete is known to report success for a policy that is in use, so the policies themselves are the proof.
  const left = new Set(
    toDelete.length === 0
      ? []
      : (await storagePolicies.profiles()).map(({ profileId }) => profileId),
  );
  return profileIds.map((profileId) => {
    const name = books[0]?.find(profileId)?.name ?? profileId;
    const row = { profileId, name, deleted: false, rawFault: null };
    if (!ofFilter.includes(profileId))
      return { ...row, reason: 'There is no such storage policy of the filter.' };
    if (used.has(profileId)) return { ...row, reason: IN_USE };
    const outcome = outcomes.find((each) => each.profileId === profileId);
    return { ...row, ...resultOf(outcome, left.has(profileId)) };
  });
}

const IN_USE = 'Virtual disks are under this policy.';

function resultOf(
  outcome: DeleteOutcome | undefined,
  isLeft: boolean,
): Pick<PolicyDeletion, 'deleted' | 'reason' | 'rawFault'> {
  if (!isLeft) return { deleted: true, reason: null, rawFault: null };
  const fault = outcome?.fault ?? null;
  if (fault === null)
    return {
      deleted: false,
      reason:
        'vCenter reported that it was deleted, but it is still there; most likely something is under it.',
      rawFault: null,
    };
  const reason =
    fault.faultType === 'PbmResourceInUse'
      ? 'Something is under this policy, the home of a virtual machine for example.'
      : 'vCenter did not delete it.';
  return { deleted: false, reason, rawFault: `${fault.faultType}: ${fault.message}` };
}
