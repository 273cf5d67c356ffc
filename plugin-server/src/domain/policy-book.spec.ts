import {
  allProfiles,
  aProfile,
  BOOK,
  capability,
  componentRule,
  ourRule,
  POLICY_NAME,
  profiles,
  ruleSet,
  vsanRules,
} from '../../testing/policy-builders.ts';
import { PolicyBook } from './policy-book.ts';
import { combine } from './policy-composition.ts';
import type { StorageProfile } from './storage-profile.ts';

function bookOf(...more: readonly StorageProfile[]): PolicyBook {
  return new PolicyBook([...allProfiles, ...more], BOOK);
}

describe('the combination of a policy with the filter', () => {
  const twin = aProfile('twin', [
    { ...ruleSet('other name', ourRule, ...[...vsanRules].reverse()), forceProvision: false },
  ]);
  const tagged = aProfile('tagged', [
    ruleSet('x', ...(profiles.tags.ruleSets[0]?.rules ?? []), componentRule('our-component')),
  ]);

  it('is found by its content, whatever its name and the order of its rules', () => {
    const without = allProfiles.filter(({ profileId }) => profileId !== 'combined');

    const found = new PolicyBook([...without, twin], BOOK).combinationOf(profiles.vsan);

    expect(found?.profileId).toBe('twin');
  });

  it('is always the same one of several', () => {
    expect(bookOf(twin).combinationOf(profiles.vsan)?.profileId).toBe('combined');
  });

  it('may ask for the filter through a component', () => {
    expect(bookOf(tagged).combinationOf(profiles.tags)?.profileId).toBe('tagged');
  });

  it('has to ask for the filter in every rule set', () => {
    const half = aProfile('half', [
      ruleSet('a', ...vsanRules, ourRule),
      ruleSet('b', ...(profiles.twoSites.ruleSets[1]?.rules ?? [])),
    ]);

    expect(bookOf(half).combinationOf(profiles.twoSites)).toBeNull();
  });

  it('is none for a policy that was never combined', () => {
    expect(bookOf().combinationOf(profiles.tags)).toBeNull();
  });

  for (const base of [profiles.tags, profiles.twoSites, profiles.openEncryption, profiles.cache])
    it(`is found again once it is made of ${base.name}, and its base from it`, () => {
      const composition = combine(base, capability, bookOf());
      if (composition.kind !== 'spec') throw new Error('There is no policy.');
      const made = aProfile('made', composition.spec.ruleSets, { name: composition.spec.name });
      const book = bookOf(made);

      expect(book.combinationOf(base)?.profileId).toBe('made');
      expect(book.baseOf(made)?.profileId).toBe(base.profileId);
    });
});

describe('the base of a combined policy', () => {
  it('is the one that it is named after where several have the same rules', () => {
    const copy = aProfile('a-copy', profiles.vsan.ruleSets, { name: 'Copy of vSAN' });
    const combined = aProfile('z', profiles.combined.ruleSets, {
      name: `Copy of vSAN + ${POLICY_NAME}`,
    });

    expect(bookOf(copy, combined).baseOf(combined)?.name).toBe('Copy of vSAN');
    expect(bookOf(copy, combined).baseOf(profiles.combined)?.name).toBe(profiles.vsan.name);
  });

  it('is nothing for policies that are not combined, and when the base is gone', () => {
    const others = allProfiles.filter(({ profileId }) => profileId !== 'vsan');

    expect(bookOf().baseOf(profiles.own)).toBeNull();
    expect(bookOf().baseOf(profiles.vsan)).toBeNull();
    expect(new PolicyBook(others, BOOK).baseOf(profiles.combined)).toBeNull();
  });
});

describe('what a disk is under', () => {
  const rows: readonly (readonly [string | null, string, boolean])[] = [
    [null, 'default', false],
    ['own', 'filter', true],
    ['by-component', 'filter', true],
    ['combined', 'combined', true],
    ['vsan', 'other', false],
    ['no-such-policy', 'other', false],
  ];
  for (const [profileId, kind, uses] of rows)
    it(`is "${kind}" for ${profileId ?? 'no policy'}`, () => {
      expect<string>(bookOf().kindOf(profileId)).toBe(kind);
      expect(bookOf().usesFilter(profileId)).toBe(uses);
    });

  it('are, of the filter, its own policies and the combined ones', () => {
    expect(
      bookOf()
        .ofFilter()
        .map(({ profileId }) => profileId),
    ).toEqual(['own', 'by-component', 'combined', 'half-combined']);
  });
});
