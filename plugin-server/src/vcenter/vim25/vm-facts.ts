import type { VmFacts } from '../../domain/inventory-facts.ts';
import type { VmState } from '../../domain/virtual-disk.ts';
import { asList } from '../decoded.ts';
import { entityName } from './object-properties.ts';
import type { ObjectProperties } from './object-properties.ts';

const CONNECTION_STATES = [
  'connected',
  'disconnected',
  'inaccessible',
  'invalid',
  'orphaned',
] as const;

/** Null for a machine whose name the account may not see. */
export function vmFacts(vm: ObjectProperties): VmFacts | null {
  const name = entityName(vm);
  if (name === null) return null;
  const powerState = vm.text('runtime.powerState');
  return {
    ref: vm.ref,
    name,
    host: vm.reference('runtime.host'),
    powerState:
      powerState === 'poweredOn' || powerState === 'suspended' ? powerState : 'poweredOff',
    template: vm.flag('config.template') ?? false,
  };
}

/** A machine whose snapshots or connection may not be read counts as one that must be left alone. */
export function vmState(vm: ObjectProperties): VmState | null {
  const facts = vmFacts(vm);
  if (facts === null) return null;
  const state = vm.text('runtime.connectionState');
  return {
    ...facts,
    hasSnapshot: vm.refused('rootSnapshot') || asList(vm.value('rootSnapshot')).length > 0,
    connectionState: CONNECTION_STATES.find((each) => each === state) ?? 'inaccessible',
  };
}
