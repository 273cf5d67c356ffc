import type { DataObject, Ref } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { nameOf, runtimeOf } from '../inventory/vm-state.ts';
import { eventScope } from '../managers/event-scope.ts';
import { entityKey } from '../policies/associations.ts';
import { postPolicyEvent } from '../policies/policy-events.ts';
import type { PolicyContext } from '../policies/policy-context.ts';
import type { Session } from '../core/session.ts';
import { refKey } from '../core/managed-object.ts';
import { diskChanges, wantedPolicy } from './disk-change.ts';
import type { WantedPolicy } from './disk-change.ts';
import { contentGeneration } from '../policies/required-filters.ts';
import { filtersAfter } from './filter-rules.ts';

/** What a specification comes to, worked out before anything is changed: all of it happens or nothing. */
interface Reconfiguration {
  readonly devices: readonly DataObject[] | undefined;
  /** The wanted policies by the entity's key. */
  readonly policies: ReadonlyMap<string, WantedPolicy>;
}

/** Works a specification out. Throws the `VimFault` with which vCenter refuses it. */
export function planReconfiguration(
  context: PolicyContext,
  vm: Ref,
  spec: DataObject,
): Reconfiguration {
  const { registry } = context.world.vcenter;
  const config = configOf(context, vm);
  const { changeVersion } = spec;
  if (changeVersion !== undefined && changeVersion !== config['changeVersion']) {
    throw new VimFault('ConcurrentAccess', {}, 'The virtual machine was changed in the meantime.');
  }
  const policies = new Map<string, WantedPolicy>();
  const filters = new Map<unknown, readonly string[]>();
  for (const change of diskChanges(registry, context, { vm, spec })) {
    const { wanted, disk } = change;
    if (wanted === undefined) continue;
    policies.set(entityKey(vm, disk['key'] as number), wanted);
    filters.set(disk['key'], filtersAfter(context, vm, { ...change, wanted }));
  }
  const profiles = spec['vmProfile'] as readonly DataObject[];
  const home = wantedPolicy(context, profiles, 'spec.vmProfile');
  if (home !== undefined) policies.set(entityKey(vm), home);
  const hardware = config['hardware'] as { readonly device: readonly DataObject[] };
  const devices =
    filters.size === 0 ? undefined : hardware.device.map((device) => edited(device, filters));
  return { devices, policies };
}

/** A machine's configuration; templates, and machines out of contact, cannot be reconfigured. */
function configOf({ world }: PolicyContext, vm: Ref): DataObject {
  const { registry } = world.vcenter;
  const config = registry.get(vm).properties['config'] as DataObject;
  if (runtimeOf(registry, vm)['connectionState'] !== 'connected') {
    const text = `The virtual machine ${nameOf(registry, vm)} is not connected.`;
    throw new VimFault('InvalidState', {}, text);
  }
  if (config['template'] === true) {
    throw new VimFault('NotSupported', {}, 'The operation is not supported on a template.');
  }
  return config;
}

function edited(device: DataObject, filters: ReadonlyMap<unknown, readonly string[]>): DataObject {
  const ids = filters.get(device['key']);
  if (ids === undefined) return device;
  const others = Object.entries(device).filter(([name]) => name !== 'iofilter');
  return { ...Object.fromEntries(others), ...(ids.length === 0 ? {} : { iofilter: ids }) };
}

/** Carries out what was worked out. */
export function applyReconfiguration(
  context: PolicyContext,
  { vm, spec, session }: { readonly vm: Ref; readonly spec: DataObject; readonly session: Session },
): void {
  const { world } = context;
  const { registry, events, clock } = world.vcenter;
  const { devices, policies } = planReconfiguration(context, vm, spec);
  world.reconfigured.add(refKey(vm));
  registry.update(vm, {
    ...(devices === undefined ? {} : { 'config.hardware.device': devices }),
    'config.changeVersion': nextChangeVersion(clock.now()),
    'config.modified': clock.now(),
  });
  for (const [key, wanted] of policies) associate(context, key, wanted);
  const scope = eventScope(registry, vm);
  events.post(
    { $type: 'VmReconfiguredEvent', ...scope, template: false, configSpec: spec },
    session,
  );
}

function associate(context: PolicyContext, key: string, wanted: WantedPolicy): void {
  const { associations, profiles } = context;
  const before = associations.of(key)?.profileId;
  const after = wanted.kind === 'defined' ? wanted.profile : undefined;
  associations.set(key, after, after && contentGeneration(context, after));
  if (after !== undefined) postPolicyEvent(context, 'associate', after, key);
  const old = before === undefined ? undefined : profiles.find(before);
  if (after === undefined && old !== undefined) postPolicyEvent(context, 'dissociate', old, key);
}

let changes = 0;

/** A time stamp as vCenter writes change versions, never the same twice. */
function nextChangeVersion(now: Date): string {
  changes = (changes + 1) % 1000;
  return now.toISOString().replace('Z', `${String(changes).padStart(3, '0')}Z`);
}
