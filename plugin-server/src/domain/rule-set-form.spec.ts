import { aProperty, aRule, ruleSet, tagRule, text } from '../../testing/policy-builders.ts';
import { canonicalRuleSets, isFullyKnown } from './rule-set-form.ts';
import type { PolicyValue, RuleSet } from './storage-profile.ts';

const gold = tagRule('Tier', ['Gold', 'Silver']);
const here = tagRule('Site', ['Berlin']);

function withValue(value: PolicyValue): readonly RuleSet[] {
  return [ruleSet('x', aRule('n', 'i', aProperty('p', value)))];
}

describe('rule sets ask for the same', () => {
  const rows: readonly (readonly [string, readonly RuleSet[], readonly RuleSet[], boolean])[] = [
    ['they have other names', [ruleSet('a', gold)], [ruleSet('b', gold)], true],
    ['rules come in another order', [ruleSet('a', gold, here)], [ruleSet('a', here, gold)], true],
    [
      'rule sets come in another order',
      [ruleSet('a', gold), ruleSet('b', here)],
      [ruleSet('b', here), ruleSet('a', gold)],
      true,
    ],
    [
      'members of a set come in another order',
      [ruleSet('a', gold)],
      [ruleSet('a', tagRule('Tier', ['Silver', 'Gold']))],
      true,
    ],
    [
      'provisioning is not forced, said or not',
      [{ ...ruleSet('a', gold), forceProvision: false }],
      [ruleSet('a', gold)],
      true,
    ],
    [
      'provisioning is forced',
      [{ ...ruleSet('a', gold), forceProvision: true }],
      [ruleSet('a', gold)],
      false,
    ],
    ['a rule is missing', [ruleSet('a', gold, here)], [ruleSet('a', gold)], false],
    [
      'rules are in one set or in two',
      [ruleSet('a', gold, here)],
      [ruleSet('a', gold), ruleSet('b', here)],
      false,
    ],
    [
      'tags are turned round',
      [ruleSet('a', gold)],
      [ruleSet('a', tagRule('Tier', ['Gold', 'Silver'], 'NOT'))],
      false,
    ],
    ['a value has another type', withValue(text('1', 'int')), withValue(text('1')), false],
    [
      'a range is narrower',
      withValue({ kind: 'range', min: text('1'), max: text('9') }),
      withValue({ kind: 'range', min: text('1'), max: text('8') }),
      false,
    ],
    [
      'a time has another unit',
      withValue({ kind: 'timeSpan', value: 4, unit: 'HOURS' }),
      withValue({ kind: 'timeSpan', value: 4, unit: 'MINUTES' }),
      false,
    ],
  ];
  for (const [situation, one, other, same] of rows)
    it(`${same ? 'also' : 'no more'} when ${situation}`, () => {
      expect(canonicalRuleSets(one) === canonicalRuleSets(other)).toBe(same);
    });

  it('can be told unless a value is of an unknown type, however deep', () => {
    const unknown: PolicyValue = { kind: 'unknown', typeName: 'PbmNewThing' };

    expect(isFullyKnown([ruleSet('a', gold)])).toBeTrue();
    expect(isFullyKnown(withValue(unknown))).toBeFalse();
    expect(isFullyKnown(withValue({ kind: 'set', values: [text('a'), unknown] }))).toBeFalse();
    expect(isFullyKnown(withValue({ kind: 'range', min: text('a'), max: unknown }))).toBeFalse();
  });
});
