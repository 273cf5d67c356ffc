import {
  aProfile,
  aRule,
  BOOK,
  encryptionRule,
  FILTER_NAME,
  ruleSet,
} from '../../testing/policy-builders.ts';
import { policyAfterFilter, wouldDecrypt } from './policy-after-filter.ts';
import { PolicyBook } from './policy-book.ts';

const ours = aRule(FILTER_NAME, `${FILTER_NAME}@REPLICATION`);
const tags = aRule('http://www.vmware.com/storage/tag', 'Tier');
const gold = aProfile('gold', [ruleSet('a', tags)]);
const silver = aProfile('silver', [ruleSet('a', aRule('VSAN', 'hostFailuresToTolerate'))]);
const combined = aProfile('gold + filter', [ruleSet('a', tags, ours)]);
const own = aProfile('own', [ruleSet('a', ours)]);
const book = new PolicyBook([gold, silver, combined, own], BOOK);

describe('the policy of a disk that leaves the filter', () => {
  const cases = [
    { is: 'the recorded one', present: combined, recorded: { profileId: 'silver' }, to: silver },
    { is: 'the recorded default', present: combined, recorded: { profileId: null }, to: null },
    { is: 'the base of a combined one', present: combined, recorded: null, to: gold },
    {
      is: 'the base when the recorded one is gone',
      present: combined,
      recorded: { profileId: 'gone' },
      to: gold,
    },
    { is: 'the default after the filter alone', present: own, recorded: null, to: null },
    { is: 'the default when nothing is known', present: null, recorded: null, to: null },
  ];
  for (const { is, present, recorded, to } of cases)
    it(`is ${is}`, () => {
      expect(policyAfterFilter(book, present, recorded)).toBe(to);
    });
});

describe('a disk that changes its policy', () => {
  const sealed = aProfile('sealed', [ruleSet('a', encryptionRule('True'))]);
  const sealedToo = aProfile('sealed + filter', [ruleSet('a', encryptionRule('True'), ours)]);
  const encrypting = new PolicyBook([gold, sealed, sealedToo], BOOK);
  const cases = [
    { present: sealedToo, next: null, is: true, when: 'goes to the default' },
    { present: sealedToo, next: gold, is: true, when: 'goes to a policy that does not encrypt' },
    { present: sealedToo, next: sealed, is: false, when: 'stays under one that encrypts' },
    { present: gold, next: null, is: false, when: 'was not encrypted' },
    { present: null, next: null, is: false, when: 'had no policy' },
  ];
  for (const { present, next, is, when } of cases)
    it(`${is ? 'would' : 'would not'} be decrypted when it ${when}`, () => {
      expect(wouldDecrypt(encrypting, present, next)).toBe(is);
    });
});
