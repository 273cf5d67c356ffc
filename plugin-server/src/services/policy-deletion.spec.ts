import { BOOK, profiles, aProfile, ourRule, ruleSet } from '../../testing/policy-builders.ts';
import { PolicyBook } from '../domain/policy-book.ts';
import type { DeleteOutcome } from '../ports/storage-policies.ts';
import { deletePolicies } from './policy-deletion.ts';

const own = aProfile('own', [ruleSet('one', ourRule)]);

const ORDER = { profileIds: ['own'], check: () => undefined };

/** SPBM with the filter's policy, which stays whatever PbmDelete answers. */
function stubborn(outcome: DeleteOutcome) {
  const all = [own, profiles.vsan];
  return {
    books: [new PolicyBook(all, BOOK)],
    storagePolicies: {
      disksUnder: () => Promise.resolve([]),
      remove: () => Promise.resolve([outcome]),
      profiles: () => Promise.resolve(all),
    },
  };
}

describe('Deleting a storage policy', () => {
  it('is not taken for done when vCenter says so and the policy is still there', async () => {
    const { books, storagePolicies } = stubborn({ profileId: 'own', fault: null });
    const [row] = await deletePolicies(storagePolicies, { books, ...ORDER });
    expect([row?.deleted, row?.reason]).toEqual([false, jasmine.stringContaining('still there')]);
  });

  it('tells the fault of a policy that the home of a machine is under', async () => {
    const fault = { faultType: 'PbmResourceInUse', message: 'In use.' };
    const { books, storagePolicies } = stubborn({ profileId: 'own', fault });
    const [row] = await deletePolicies(storagePolicies, { books, ...ORDER });
    expect([row?.reason, row?.rawFault]).toEqual([
      jasmine.stringContaining('home'),
      'PbmResourceInUse: In use.',
    ]);
  });
});
