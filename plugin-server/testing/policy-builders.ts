import type {
  FilterCapability,
  PolicyProperty,
  PolicyRule,
  PolicyValue,
  RuleSet,
  StorageProfile,
} from '../src/domain/storage-profile.ts';
import { aFilterCapability } from './vm-world.ts';

/** Names in the plan when nothing else is said. */
export const POLICY_NAME = 'Filter policy';
export const FILTER_NAME = 'samplefilter';
export const BOOK = { filterName: FILTER_NAME, policyName: POLICY_NAME };

export function text(value: string, xsdType = 'string'): PolicyValue {
  return { kind: 'text', xsdType, text: value };
}

export function aProperty(
  id: string,
  value: PolicyValue,
  operator: string | null = null,
): PolicyProperty {
  return { id, operator, value };
}

/** A rule with one alternative. */
export function aRule(
  namespace: string,
  id: string,
  ...properties: readonly PolicyProperty[]
): PolicyRule {
  return { namespace, id, constraints: [properties] };
}

export function ruleSet(name: string, ...rules: readonly PolicyRule[]): RuleSet {
  return { name, rules, forceProvision: null };
}

/** A policy that people made. @param id its profile id as well */
export function aProfile(
  id: string,
  ruleSets: readonly RuleSet[],
  changes: Partial<StorageProfile> = {},
): StorageProfile {
  return {
    profileId: id,
    name: id,
    description: '',
    category: 'REQUIREMENT',
    ruleSets,
    lineOfService: null,
    systemCreatedType: null,
    ...changes,
  };
}

/** A rule of an I/O filter: `<filter>@<CLASS>`. */
export function filterClassRule(
  name: string,
  filterClass: string,
  ...properties: readonly PolicyProperty[]
): PolicyRule {
  return aRule(name, `${name}@${filterClass}`, ...properties);
}

/** A rule that refers to a component. */
export function componentRule(componentId: string): PolicyRule {
  return aRule(
    'com.vmware.storageprofile.dataservice',
    componentId,
    aProperty(componentId, text(componentId)),
  );
}

/** A storage policy component with one rule. */
export function aComponent(id: string, service: string, rule: PolicyRule): StorageProfile {
  return aProfile(id, [ruleSet('component', rule)], {
    category: 'DATA_SERVICE_POLICY',
    lineOfService: service,
  });
}

export const capability: FilterCapability = aFilterCapability();

/** What our filter asks for in a policy that was made from its capability. */
export const ourRule = filterClassRule(
  FILTER_NAME,
  'REPLICATION',
  aProperty('enabled', text('True')),
  aProperty('ordering', text('Strict')),
);

export const vsanRules: readonly PolicyRule[] = [
  aRule('VSAN', 'hostFailuresToTolerate', aProperty('hostFailuresToTolerate', text('1', 'int'))),
  aRule('VSAN', 'forceProvisioning', aProperty('forceProvisioning', text('false', 'boolean'))),
];

/** The encryption of the platform, inline. */
export function encryptionRule(allowsCleartext: string): PolicyRule {
  return filterClassRule(
    'vmwarevmcrypt',
    'ENCRYPTION',
    aProperty('AllowCleartextFilters', text(allowsCleartext)),
  );
}

/** A rule about tags of one category; `NOT` turns it round. */
export function tagRule(
  category: string,
  tags: readonly string[],
  operator: string | null = null,
): PolicyRule {
  const value: PolicyValue = { kind: 'set', values: tags.map((tag) => text(tag)) };
  return aRule(
    'http://www.vmware.com/storage/tag',
    category,
    aProperty(`com.vmware.storage.tag.${category}.property`, value, operator),
  );
}

/** Policies as they come with a vCenter and as people and this product make them, by what they are called in specs. */
export const profiles = {
  vsan: aProfile('vsan', [ruleSet('VSAN sub-profile', ...vsanRules)], {
    name: 'vSAN Default Storage Policy',
    systemCreatedType: 'VsanDefaultProfile',
  }),
  twoSites: aProfile('two-sites', [
    ruleSet('Site A', ...vsanRules),
    ruleSet('Site B', tagRule('Site', ['B'])),
  ]),
  vvol: aProfile('vvol', [], {
    name: 'VVol No Requirements Policy',
    systemCreatedType: 'VVolDefaultProfile',
  }),
  vvolReplicated: aProfile('vvol-replicated', [
    ruleSet(
      'Array',
      aRule(
        'com.example.array.replication',
        'rpo',
        aProperty('rpo', { kind: 'timeSpan', value: 4, unit: 'HOURS' }),
      ),
    ),
  ]),
  replicatedByComponent: aProfile('vvol-component', [
    ruleSet('Array', componentRule('array-replication')),
  ]),
  arrayReplication: aComponent(
    'array-replication',
    'REPLICATION',
    aRule('com.example.array', 'rpo', aProperty('rpo', text('4', 'int'))),
  ),
  tags: aProfile('tags', [
    ruleSet('Tags', tagRule('Tier', ['Gold', 'Silver']), tagRule('Site', ['Attic'], 'NOT')),
  ]),
  encryption: aProfile('encryption', [ruleSet('sp-1', componentRule('closed-encryption'))], {
    name: 'VM Encryption Policy',
  }),
  openEncryption: aProfile(
    'open-encryption-policy',
    [ruleSet('sp-1', componentRule('open-encryption'))],
    {
      name: 'Open Encryption',
    },
  ),
  closedComponent: aComponent('closed-encryption', 'ENCRYPTION', encryptionRule('False')),
  openComponent: aComponent('open-encryption', 'ENCRYPTION', encryptionRule('True')),
  inlineEncryption: aProfile('inline-encryption', [ruleSet('sp-1', encryptionRule('False'))]),
  openInlineEncryption: aProfile('open-inline-encryption', [
    ruleSet('sp-1', encryptionRule('true')),
  ]),
  pmem: aProfile(
    'pmem',
    [
      ruleSet(
        'PMem sub-profile',
        aRule('PMem', 'PMemType', aProperty('PMemType', text('LocalPMem'))),
      ),
    ],
    {
      name: 'Host-local PMem Default Storage Policy',
      systemCreatedType: 'PmemDefaultProfile',
    },
  ),
  ioControl: aProfile('io-control', [
    ruleSet(
      'spm',
      filterClassRule('spm', 'DATASTOREIOCONTROL', aProperty('limit', text('1000', 'int'))),
    ),
  ]),
  cache: aProfile('cache', [
    ruleSet(
      'cache',
      filterClassRule(
        'acmecache',
        'CACHE',
        aProperty('size', { kind: 'range', min: text('1', 'long'), max: text('8', 'long') }),
      ),
    ),
  ]),
  otherReplication: aProfile('other-replication', [
    ruleSet('other', filterClassRule('acmereplica', 'REPLICATION', aProperty('on', text('True')))),
  ]),
  unknown: aProfile('unknown', [
    ruleSet(
      'new',
      aRule(
        'com.example.new',
        'new',
        aProperty('new', { kind: 'unknown', typeName: 'PbmNewThing' }),
      ),
    ),
  ]),
  lostComponent: aProfile('lost-component', [ruleSet('sp-1', componentRule('nobody-knows'))]),
  own: aProfile('own', [ruleSet('I/O filter', ourRule)], { name: POLICY_NAME }),
  ownComponent: aComponent('our-component', 'REPLICATION', ourRule),
  byComponent: aProfile('by-component', [ruleSet('sp-1', componentRule('our-component'))]),
  combined: aProfile('combined', [ruleSet('anything', ...vsanRules, ourRule)], {
    name: `vSAN Default Storage Policy + ${POLICY_NAME}`,
  }),
  halfCombined: aProfile('half-combined', [
    ruleSet('A', ...vsanRules, ourRule),
    ruleSet('B', ...vsanRules),
  ]),
} as const;

export const allProfiles: readonly StorageProfile[] = Object.values(profiles);
