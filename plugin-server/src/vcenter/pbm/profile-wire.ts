import type {
  FilterCapability,
  PolicyProperty,
  PolicyRule,
  PolicyValue,
  ProfileSpec,
  RuleSet,
  StorageProfile,
} from '../../domain/storage-profile.ts';
import { listOf, member, optionalText, textOf } from '../decoded.ts';
import type { WireObject } from '../soap/encode-request.ts';
import { readPolicyValue, writePolicyValue } from './policy-value.ts';

/** Reads a `PbmProfile`; null for one of another kind than those that are made of capabilities. */
export function readProfile(profile: unknown): StorageProfile | null {
  if (optionalText(profile, '$type') !== 'PbmCapabilityProfile') return null;
  return {
    profileId: textOf(member(profile, 'profileId'), 'uniqueId'),
    name: textOf(profile, 'name'),
    description: optionalText(profile, 'description') ?? '',
    category: textOf(profile, 'profileCategory'),
    // A policy without requirements has constraints of the base type, which hold nothing.
    ruleSets: listOf(member(profile, 'constraints') ?? {}, 'subProfiles').map(readRuleSet),
    lineOfService: optionalText(profile, 'lineOfService'),
    systemCreatedType: optionalText(profile, 'systemCreatedProfileType'),
  };
}

function readRuleSet(subProfile: unknown): RuleSet {
  const forceProvision = member(subProfile, 'forceProvision');
  return {
    name: textOf(subProfile, 'name'),
    rules: listOf(subProfile, 'capability').map(readRule),
    forceProvision: typeof forceProvision === 'boolean' ? forceProvision : null,
  };
}

function readRule(capability: unknown): PolicyRule {
  const id = member(capability, 'id');
  return {
    namespace: textOf(id, 'namespace'),
    id: textOf(id, 'id'),
    constraints: listOf(capability, 'constraint').map((constraint) =>
      listOf(constraint, 'propertyInstance').map(readProperty),
    ),
  };
}

function readProperty(property: unknown): PolicyProperty {
  return {
    id: textOf(property, 'id'),
    operator: optionalText(property, 'operator'),
    value: readPolicyValue(member(property, 'value')),
  };
}

/** `PbmCapabilityConstraints`: those of the base type for a policy without requirements. */
export function writeConstraints(ruleSets: ProfileSpec['ruleSets']): WireObject {
  if (ruleSets.length === 0) return {};
  return { $type: 'PbmCapabilitySubProfileConstraints', subProfiles: ruleSets.map(writeRuleSet) };
}

function writeRuleSet({ name, rules, forceProvision }: RuleSet): WireObject {
  return { name, capability: rules.map(writeRule), forceProvision };
}

function writeRule({ namespace, id, constraints }: PolicyRule): WireObject {
  return {
    id: { namespace, id },
    constraint: constraints.map((properties) => ({
      propertyInstance: properties.map((property) => ({
        id: property.id,
        operator: property.operator,
        value: writePolicyValue(property.value),
      })),
    })),
  };
}

/** Reads a `PbmCapabilityMetadataPerCategory`; of I/O filters, the category is the filter's class. */
export function readCapabilities(perCategory: unknown): readonly FilterCapability[] {
  const filterClass = textOf(perCategory, 'subCategory');
  return listOf(perCategory, 'capabilityMetadata').map((metadata) => {
    const id = member(metadata, 'id');
    return {
      namespace: textOf(id, 'namespace'),
      id: textOf(id, 'id'),
      filterClass,
      label: textOf(member(metadata, 'summary'), 'label'),
      properties: listOf(metadata, 'propertyMetadata').map((property) => ({
        id: textOf(property, 'id'),
        defaultValue: valueIn(property, 'defaultValue'),
        firstAllowed: firstOf(valueIn(property, 'allowedValue')),
      })),
    };
  });
}

function valueIn(property: unknown, name: string): PolicyValue | null {
  const value = member(property, name);
  return value === undefined ? null : readPolicyValue(value);
}

function firstOf(allowed: PolicyValue | null): PolicyValue | null {
  if (allowed?.kind === 'set') return allowed.values[0] ?? null;
  return allowed?.kind === 'range' ? allowed.min : allowed;
}
