import {
  aProperty,
  aRule,
  componentRule,
  profiles,
  tagRule,
  text,
  vsanRules,
} from '../../testing/policy-builders.ts';
import { profileMap } from '../domain/filter-policy.ts';
import type { PolicyRule } from '../domain/storage-profile.ts';
import { ruleWords } from './rule-words.ts';

describe('The rules of a storage policy in plain words', () => {
  const known = profileMap(Object.values(profiles));
  const [failures] = vsanRules;
  const hours = { kind: 'timeSpan', value: 4, unit: 'HOURS' } as const;
  const range = { kind: 'range', min: text('10', 'int'), max: text('20', 'int') } as const;
  const component = Object.values(profiles).find(({ category }) => category !== 'REQUIREMENT');

  const table: readonly [string, PolicyRule | undefined, string][] = [
    ['vSAN', failures, 'vSAN: failures to tolerate 1'],
    ['tags', tagRule('Tier', ['Gold', 'Silver']), 'Tag Tier: Gold, Silver'],
    ['tags that must be absent', tagRule('Tier', ['Gold'], 'NOT'), 'Tag Tier: not Gold'],
    [
      'a component',
      componentRule(component?.profileId ?? ''),
      `Component ${component?.name ?? ''}`,
    ],
    ['a component that cannot be read', componentRule('none'), 'A component that is gone'],
    [
      'an array',
      aRule('com.example.array', 'rpo', aProperty('recoveryPoint', hours)),
      'com.example.array: recovery point 4 hours',
    ],
    [
      'a range',
      aRule('spm', 'spm', aProperty('iopsLimit', range)),
      'Storage I/O Control: iops limit 10 to 20',
    ],
  ];
  for (const [what, rule, words] of table)
    it(`name ${what}`, () => {
      expect(rule && ruleWords(rule, known)).toBe(words);
    });
});
