import type { PolicyBook } from './policy-book.ts';
import { encrypts } from './policy-conflicts.ts';
import type { StorageProfile } from './storage-profile.ts';

/**
 * The policy of a disk that leaves the filter: the one that was recorded before it got it, else the one that was combined with the filter.
 * Null for the datastore's default.
 * @param present the policy that it is under now
 * @param recorded the newest record without the filter; null when there is none, its `profileId` null for the datastore's default
 */
export function policyAfterFilter(
  book: PolicyBook,
  present: StorageProfile | null,
  recorded: { readonly profileId: string | null } | null,
): StorageProfile | null {
  if (recorded !== null) {
    if (recorded.profileId === null) return null;
    const earlier = book.find(recorded.profileId);
    if (earlier !== null) return earlier;
  }
  return present === null ? null : book.baseOf(present);
}

/** Whether a disk that its present policy encrypts would be decrypted by the next one (null for the datastore's default): that must never be a side effect. */
export function wouldDecrypt(
  { byId }: PolicyBook,
  present: StorageProfile | null,
  next: StorageProfile | null,
): boolean {
  if (present === null || !encrypts(present, byId)) return false;
  return next === null || !encrypts(next, byId);
}
