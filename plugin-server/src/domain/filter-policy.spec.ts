import {
  allProfiles,
  aProfile,
  BOOK,
  capability,
  ourRule,
  POLICY_NAME,
  profiles,
  ruleSet,
  tagRule,
} from '../../testing/policy-builders.ts';
import {
  classifyProfile,
  filterPolicySpec,
  findDefaultPolicy,
  freeName,
  joinedName,
  profileMap,
} from './filter-policy.ts';
import type { StorageProfile } from './storage-profile.ts';

const known = profileMap(allProfiles);

describe('what a policy is to the filter', () => {
  const rows: readonly (readonly [string, StorageProfile, string])[] = [
    ['has the rule of the filter only', profiles.own, 'filter'],
    ['refers to a component with the rule of the filter only', profiles.byComponent, 'filter'],
    ['has the rule of the filter beside others', profiles.combined, 'combined'],
    ['has it in one of two rule sets', profiles.halfCombined, 'combined'],
    ['has other rules', profiles.vsan, 'other'],
    ['has no rules', profiles.vvol, 'other'],
    ['asks for another filter of the class', profiles.otherReplication, 'other'],
    ['refers to a component that is gone', profiles.lostComponent, 'other'],
    ['is a component itself, which no disk can be under', profiles.ownComponent, 'other'],
    [
      'has the name of ours and other rules',
      aProfile('x', [ruleSet('x', tagRule('Tier', ['Gold']))], { name: POLICY_NAME }),
      'other',
    ],
  ];
  for (const [situation, profile, kind] of rows)
    it(`is "${kind}" when it ${situation}`, () => {
      expect<string>(classifyProfile(profile, BOOK.filterName, known)).toBe(kind);
    });
});

describe('the policy that is assigned by default', () => {
  const first = aProfile('a', [ruleSet('x', ourRule)], { name: 'First' });
  const second = aProfile('b', [ruleSet('x', ourRule)], { name: 'Second' });
  const named = aProfile('c', [ruleSet('x', ourRule)], { name: POLICY_NAME });
  const changed = aProfile('d', [ruleSet('x', { ...ourRule, constraints: [[]] })]);
  const twice = aProfile('e', [ruleSet('x', ourRule), ruleSet('y', ourRule)]);
  const rows: readonly (readonly [string, readonly StorageProfile[], string | null])[] = [
    ['nothing when there is none', [profiles.vsan, profiles.combined], null],
    ['found by its only rule, whatever its name', [profiles.vsan, first], 'a'],
    ['found although its values were changed', [changed], 'd'],
    ['the one that is named like the setting', [first, second, named], 'c'],
    ['else the first by id, in whichever order they come', [second, first], 'a'],
    ['never one that refers to a component', [profiles.byComponent, profiles.ownComponent], null],
    ['never one with two rule sets', [twice], null],
  ];
  for (const [what, given, expected] of rows)
    it(`is ${what}`, () => {
      expect(findDefaultPolicy(given, BOOK)?.profileId ?? null).toBe(expected);
    });

  it('is made of what the filter published: defaults, or the first allowed value', () => {
    const spec = filterPolicySpec(capability, POLICY_NAME);

    expect(spec.name).toBe(POLICY_NAME);
    expect(spec.ruleSets.flatMap(({ rules }) => rules)).toEqual([ourRule]);
  });

  it('leaves a property without a value to the filter', () => {
    const property = { id: 'note', defaultValue: null, firstAllowed: null };
    const spec = filterPolicySpec({ ...capability, properties: [property] }, POLICY_NAME);

    expect(spec.ruleSets[0]?.rules[0]?.constraints).toEqual([[]]);
  });
});

describe('the name of a new policy', () => {
  const long = 'x'.repeat(100);
  const rows: readonly (readonly [string, readonly string[], string])[] = [
    ['Gold', [], 'Gold'],
    ['Gold', ['Silver'], 'Gold'],
    ['Gold', ['Gold'], 'Gold (2)'],
    ['Gold', ['gold', 'GOLD (2)'], 'Gold (3)'],
    [long, [], `${'x'.repeat(79)}…`],
    [long, [`${'x'.repeat(79)}…`], `${'x'.repeat(75)}… (2)`],
  ];
  for (const [wanted, taken, expected] of rows)
    it(`is ${expected.slice(-12)} for ${wanted.slice(0, 12)} when ${taken.length} are taken`, () => {
      expect(freeName(wanted, taken)).toBe(expected);
      expect(freeName(wanted, taken).length).toBeLessThanOrEqual(80);
    });

  it('joins two, and cuts the first where they are too long together', () => {
    expect(joinedName('Gold', 'Filter')).toBe('Gold + Filter');
    expect(joinedName(long, 'Filter')).toBe(`${'x'.repeat(70)}… + Filter`);
    expect(joinedName(long, long)).toHaveSize(80);
  });
});
