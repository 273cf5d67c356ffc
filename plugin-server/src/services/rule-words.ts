import { componentIdOf } from '../domain/filter-policy.ts';
import type { ProfileMap } from '../domain/filter-policy.ts';
import type { PolicyProperty, PolicyRule, PolicyValue } from '../domain/storage-profile.ts';

/** Namespaces of rules (SPBM programming guide) and what the vSphere Client calls them. */
const TAG = 'http://www.vmware.com/storage/tag';
const NAMESPACES: Readonly<Record<string, string>> = {
  VSAN: 'vSAN',
  spm: 'Storage I/O Control',
  vmwarevmcrypt: 'VM encryption',
};
/** Where the id of a vSAN rule, taken apart, would not be understood. */
const VSAN_WORDS: Readonly<Record<string, string>> = {
  hostFailuresToTolerate: 'failures to tolerate',
  subFailuresToTolerate: 'secondary failures to tolerate',
  stripeWidth: 'disk stripes per object',
  proportionalCapacity: 'space reservation',
  cacheReservation: 'cache reservation',
  replicaPreference: 'failure tolerance method',
};

/**
 * A rule in plain words, for example `vSAN: failures to tolerate 1` or `Tag Tier: Gold`.
 * @param profiles all policies and components, because a rule may refer to one
 */
export function ruleWords(rule: PolicyRule, profiles: ProfileMap): string {
  const componentId = componentIdOf(rule);
  if (componentId !== null) {
    const component = profiles.get(componentId);
    return component === undefined ? 'A component that is gone' : `Component ${component.name}`;
  }
  const alternatives = rule.constraints.map((properties) =>
    properties.map((property) => propertyWords(rule, property)).join(', '),
  );
  const values = [...new Set(alternatives)].join(' or ');
  if (rule.namespace === TAG) return `Tag ${rule.id}: ${values}`;
  return `${NAMESPACES[rule.namespace] ?? rule.namespace}: ${values}`;
}

function propertyWords({ namespace, id }: PolicyRule, property: PolicyProperty): string {
  const value = `${property.operator === 'NOT' ? 'not ' : ''}${valueWords(property.value)}`;
  if (namespace === TAG) return value;
  // vSAN names the property like the rule.
  const words = namespace === 'VSAN' ? (VSAN_WORDS[id] ?? wordsOf(id)) : wordsOf(property.id);
  return `${words} ${value}`;
}

function valueWords(value: PolicyValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'set':
      return value.values.map(valueWords).join(', ');
    case 'range':
      return `${valueWords(value.min)} to ${valueWords(value.max)}`;
    case 'timeSpan':
      return `${value.value} ${value.unit.toLowerCase()}`;
    case 'unknown':
      return 'a value that cannot be shown here';
  }
}

/** `iopsLimit` → `iops limit`. */
function wordsOf(id: string): string {
  return id
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.]+/g, ' ')
    .toLowerCase();
}
