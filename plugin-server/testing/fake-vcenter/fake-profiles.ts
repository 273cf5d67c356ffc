import type {
  ComplianceStatus,
  FilterCapability,
  PolicyRule,
  RuleSet,
  StorageProfile,
} from '../../src/domain/storage-profile.ts';
import type { FakeDisk } from './fake-machines.ts';
import type { FakeWorld } from './fake-world.ts';

/** A storage policy, and the I/O filters that it puts on disks, by name. Without rule sets it has one rule for each filter. */
export interface FakePolicy extends Partial<Omit<StorageProfile, 'profileId' | 'name'>> {
  readonly name: string;
  readonly filterNames: readonly string[];
  /** Grows with each change of the rules. */
  readonly generation?: number;
}

/** What policies can ask of filters. */
export interface FakeCapabilities {
  /** While set, filters of hosts have published nothing yet. */
  areHeld: boolean;
  /** Capabilities beside those of the filters on hosts. */
  readonly more: FilterCapability[];
}

/** A rule that names a component, by its id. */
const COMPONENT_NAMESPACE = 'com.vmware.storageprofile.dataservice';

/** The built-in and the published filters; each third-party one has a property with a default and one with a list of values. */
export function capabilitiesOf(world: FakeWorld): readonly FilterCapability[] {
  const { areHeld, more } = world.capabilities;
  const types = new Map(
    world.hosts.flatMap(({ filters }) =>
      (filters ?? []).map(({ name, type }) => [name, type ?? 'inspection'] as const),
    ),
  );
  const published = [...types].map(([name, type]) => capabilityOf(name, type.toUpperCase()));
  return areHeld ? more : [...more, ...published];
}

function capabilityOf(namespace: string, filterClass: string): FilterCapability {
  const text = (value: string) => ({ kind: 'text', xsdType: 'string', text: value }) as const;
  return {
    namespace,
    id: `${namespace}@${filterClass}`,
    filterClass,
    label: namespace,
    properties: [
      { id: 'enabled', defaultValue: text('True'), firstAllowed: text('True') },
      { id: 'ordering', defaultValue: null, firstAllowed: text('Strict') },
    ],
  };
}

export function profileOf(world: FakeWorld, profileId: string, policy: FakePolicy): StorageProfile {
  return {
    profileId,
    name: policy.name,
    description: policy.description ?? '',
    category: policy.category ?? 'REQUIREMENT',
    ruleSets: policy.ruleSets ?? ruleSetsFor(world, policy.filterNames),
    lineOfService: policy.lineOfService ?? null,
    systemCreatedType: policy.systemCreatedType ?? null,
  };
}

function ruleSetsFor(world: FakeWorld, names: readonly string[]): readonly RuleSet[] {
  if (names.length === 0) return [];
  const known = capabilitiesOf(world);
  const rules = names.map((name): PolicyRule => {
    const capability =
      known.find(({ namespace }) => namespace === name) ?? capabilityOf(name, 'REPLICATION');
    const values = capability.properties.flatMap(({ id, defaultValue, firstAllowed }) => {
      const value = defaultValue ?? firstAllowed;
      return value === null ? [] : [{ id, operator: null, value }];
    });
    return { namespace: name, id: capability.id, constraints: [values] };
  });
  return [{ name: 'Host based services', rules, forceProvision: null }];
}

/** The filters that rule sets put on disks: those that are named and those of components that are referred to. */
export function filterNamesIn(world: FakeWorld, ruleSets: readonly RuleSet[]): readonly string[] {
  const names = ruleSets.flatMap(({ rules }) =>
    rules.flatMap(({ namespace, id }) => {
      if (namespace === COMPONENT_NAMESPACE) return world.policies.get(id)?.filterNames ?? [];
      return id.startsWith(`${namespace}@`) ? [namespace] : [];
    }),
  );
  return [...new Set(names)];
}

/** What is wrong with rule sets: a capability or a component that nobody knows; null when nothing is. */
export function mistakeIn(world: FakeWorld, ruleSets: readonly RuleSet[]): string | null {
  const known = new Set(capabilitiesOf(world).map(({ namespace }) => namespace));
  if (ruleSets.length === 0) return 'There are no rules.';
  for (const { namespace, id } of ruleSets.flatMap(({ rules }) => rules)) {
    if (id.startsWith(`${namespace}@`) && !known.has(namespace))
      return `There is no capability ${id}.`;
    if (namespace === COMPONENT_NAMESPACE && !world.policies.has(id))
      return `There is no component ${id}.`;
  }
  return null;
}

/** Whether something keeps a policy from being deleted. */
export function isInUse(world: FakeWorld, profileId: string): boolean {
  const isReferredTo = [...world.policies.values()].some(({ ruleSets }) =>
    (ruleSets ?? []).some(({ rules }) =>
      rules.some(({ namespace, id }) => namespace === COMPONENT_NAMESPACE && id === profileId),
    ),
  );
  return isReferredTo || world.disks.some((disk) => disk.profileId === profileId);
}

export function complianceOf(world: FakeWorld, disk: FakeDisk): ComplianceStatus {
  if (disk.compliance !== undefined) return disk.compliance;
  const policy = disk.profileId === null ? undefined : world.policies.get(disk.profileId);
  if (policy === undefined) return 'notApplicable';
  const vm = world.vms.get(disk.vm.value);
  if ((vm?.connectionState ?? 'connected') !== 'connected') return 'unknown';
  const present = policy.generation ?? 0;
  if ((disk.generation ?? present) < present) return 'outOfDate';
  const isComplete = policy.filterNames.every((name) => disk.filterNames.includes(name));
  return isComplete ? 'compliant' : 'nonCompliant';
}
