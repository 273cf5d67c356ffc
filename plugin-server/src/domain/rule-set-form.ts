import type { PolicyProperty, PolicyRule, PolicyValue, RuleSet } from './storage-profile.ts';

/**
 * One text for rule sets that ask for the same: the order of sets, rules, alternatives, properties and members of a set does not matter, nor
 * do the names of rule sets. Types of values do, because SPBM tells them apart.
 */
export function canonicalRuleSets(ruleSets: readonly RuleSet[]): string {
  return JSON.stringify(ruleSets.map(ruleSetForm).sort());
}

function ruleSetForm({ rules, forceProvision }: RuleSet): string {
  // Left out and false are the same to SPBM (recordings of built-in policies have both).
  return JSON.stringify([forceProvision === true, rules.map(ruleForm).sort()]);
}

function ruleForm({ namespace, id, constraints }: PolicyRule): string {
  const alternatives = constraints.map((properties) => properties.map(propertyForm).sort());
  return JSON.stringify([namespace, id, alternatives.map((row) => JSON.stringify(row)).sort()]);
}

function propertyForm({ id, operator, value }: PolicyProperty): string {
  return JSON.stringify([id, operator, valueForm(value)]);
}

function valueForm(value: PolicyValue): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify([value.xsdType, value.text]);
    case 'set':
      return JSON.stringify(['set', value.values.map(valueForm).sort()]);
    case 'range':
      return JSON.stringify(['range', valueForm(value.min), valueForm(value.max)]);
    case 'timeSpan':
      return JSON.stringify(['timeSpan', value.value, value.unit]);
    case 'unknown':
      return JSON.stringify(['unknown', value.typeName]);
  }
}

/** Whether all values are of types that are known; otherwise neither equality can be told nor a copy be made. */
export function isFullyKnown(ruleSets: readonly RuleSet[]): boolean {
  return ruleSets.every(({ rules }) =>
    rules.every(({ constraints }) =>
      constraints.every((properties) => properties.every(({ value }) => isKnown(value))),
    ),
  );
}

function isKnown(value: PolicyValue): boolean {
  if (value.kind === 'set') return value.values.every(isKnown);
  if (value.kind === 'range') return isKnown(value.min) && isKnown(value.max);
  return value.kind !== 'unknown';
}
