import type { DataObject } from '../core/managed-object.ts';

/** A storage policy as the service keeps it, by the members that others look at. */
export interface Profile extends DataObject {
  readonly $type: 'PbmCapabilityProfile';
  readonly profileId: { readonly uniqueId: string };
  readonly name: string;
  readonly profileCategory: string;
  readonly constraints: DataObject;
  /** Grows with each change of the content. */
  readonly generationId: number;
}

/** One rule of a policy: a capability and the values of its properties. */
export interface Capability {
  readonly id: { readonly namespace: string; readonly id: string };
  readonly constraint: readonly {
    readonly propertyInstance: readonly { readonly id: string; readonly value: unknown }[];
  }[];
}

/** The namespace in which a policy refers to a component by its id. vSphere storage policy recordings. */
export const COMPONENT_NAMESPACE = 'com.vmware.storageprofile.dataservice';
export const TAG_NAMESPACE = 'http://www.vmware.com/storage/tag';
export const VSAN_NAMESPACE = 'VSAN';

/** All rules of all rule sets of a policy. */
export function capabilitiesOf(constraints: DataObject): readonly Capability[] {
  const sets = (constraints['subProfiles'] ?? []) as readonly { readonly capability: unknown }[];
  return sets.flatMap(({ capability }) => capability as readonly Capability[]);
}

/** A rule as profiles hold it. */
export function capability(
  id: Capability['id'],
  values: Readonly<Record<string, unknown>>,
): DataObject {
  const propertyInstance = Object.entries(values).map(([key, value]) => ({ id: key, value }));
  return { id, constraint: [{ propertyInstance }] };
}

/** Constraints with one rule set, all of whose rules must hold. */
export function ruleSet(name: string, capabilities: readonly DataObject[]): DataObject {
  return {
    $type: 'PbmCapabilitySubProfileConstraints',
    subProfiles: [{ name, capability: capabilities, forceProvision: false }],
  };
}
