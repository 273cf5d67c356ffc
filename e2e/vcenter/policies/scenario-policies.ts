import type { DataObject, Ref } from '../core/managed-object.ts';
import { stableUuid } from '../inventory/stable-ids.ts';
import type { HostFilter } from '../inventory/world.ts';
import type { PolicyScenario, Scenario, VmScenario } from '../scenario/scenario-schema.ts';
import { ENCRYPTION_COMPONENT } from './built-in-profiles.ts';
import { entityKey } from './associations.ts';
import { defaultValues } from './capability-catalog.ts';
import { capabilityId, filterClass } from './filter-classes.ts';
import type { PolicyContext } from './policy-context.ts';
import {
  capability,
  COMPONENT_NAMESPACE,
  ruleSet,
  TAG_NAMESPACE,
  VSAN_NAMESPACE,
} from './profile.ts';
import type { Profile } from './profile.ts';

/** Who made the policies of a scenario. */
const MAKER = 'VSPHERE.LOCAL\\Administrator';
const FIRST_DISK_KEY = 2000;

/** The name of the policy that filtered disks of a scenario have when it names none: of the filter's own description, or else its name. */
export function scenarioPolicyName({
  name,
  summary,
}: Pick<HostFilter, 'name' | 'summary'>): string {
  return `${summary === '' ? name : summary} policy`;
}

/** Makes the policies of a scenario and gives them to its machines. The inventory, with its filters, must be there. */
export function placeScenarioPolicies(context: PolicyContext, scenario: Scenario): void {
  for (const policy of scenario.policies) {
    const rules = policy.rules.map((rule) => ruleOf(context, policy, rule));
    create(context, policy.name, { rules, description: policy.description });
  }
  for (const { ref } of context.world.vcenter.registry.ofType('VirtualMachine')) {
    assign(context, ref, context.world.vm(ref));
  }
}

function create(
  { profiles }: PolicyContext,
  name: string,
  content: { readonly rules: readonly DataObject[]; readonly description: string },
): Profile {
  const { rules, description } = content;
  const constraints = ruleSet(name, rules);
  const uniqueId = stableUuid(`policy ${name}`);
  return profiles.create({ name, description, constraints, uniqueId }, MAKER);
}

function ruleOf(
  context: PolicyContext,
  policy: PolicyScenario,
  rule: PolicyScenario['rules'][number],
): DataObject {
  switch (rule.kind) {
    case 'tags': {
      const id = `com.vmware.storage.tag.${rule.tagCategory}.property`;
      const value = { $type: 'PbmCapabilityDiscreteSet', values: rule.tags };
      return capability({ namespace: TAG_NAMESPACE, id: rule.tagCategory }, { [id]: value });
    }
    case 'vsan': {
      const id = 'hostFailuresToTolerate';
      return capability({ namespace: VSAN_NAMESPACE, id }, { [id]: rule.failuresToTolerate });
    }
    case 'encryption': {
      const id = ENCRYPTION_COMPONENT;
      return capability({ namespace: COMPONENT_NAMESPACE, id }, { [id]: id });
    }
    case 'filter':
      return filterRule(filterOf(context, rule.filter ?? '', policy.name));
  }
}

function filterOf({ capabilities }: PolicyContext, name: string, policy: string): HostFilter {
  const filter = capabilities.filter(name);
  if (filter === undefined) throw new Error(`No host has the filter of the policy ${policy}.`);
  return filter;
}

function filterRule(filter: HostFilter): DataObject {
  const { name, type } = filter;
  const id = capabilityId(name, filterClass(type) ?? '');
  return capability({ namespace: name, id }, defaultValues(filter));
}

function assign(context: PolicyContext, vm: Ref, facts: VmScenario): void {
  const { associations } = context;
  if (facts.homePolicy !== undefined) {
    associations.set(entityKey(vm), named(context, facts.homePolicy));
  }
  facts.disks.forEach((disk, index) => {
    const key = entityKey(vm, FIRST_DISK_KEY + index);
    if (disk.policy !== undefined) associations.set(key, named(context, disk.policy));
    else if (disk.filtered) associations.set(key, policyOfCluster(context, vm));
  });
}

function named({ profiles }: PolicyContext, name: string): Profile {
  const profile = profiles.byName(name);
  if (profile === undefined) throw new Error(`The scenario has no policy ${name}.`);
  return profile;
}

/** The policy of the filter on the machine's host; the first filtered disk makes it. */
function policyOfCluster(context: PolicyContext, vm: Ref): Profile | undefined {
  const { world, profiles } = context;
  const runtime = world.vcenter.registry.get(vm).properties['runtime'] as DataObject;
  const filter = world.host(runtime['host'] as Ref).filters.find(({ vendor }) => vendor !== 'VMW');
  if (filter === undefined) return undefined;
  const name = scenarioPolicyName(filter);
  const description = `Puts the I/O filter ${filter.name} on virtual disks.`;
  const rules = [filterRule(filter)];
  return profiles.byName(name) ?? create(context, name, { rules, description });
}
