import type { DataObject, Ref } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { hostOfVm, nameOf, runtimeOf } from '../inventory/vm-state.ts';
import { vmGuest } from '../inventory/vm-content.ts';
import type { World } from '../inventory/world.ts';
import { eventScope } from '../managers/event-scope.ts';
import { takesVms } from './evacuation.ts';

export type PowerState = 'poweredOn' | 'poweredOff';

/** Throws the fault with which vCenter refuses to bring a machine into a power state. */
export function checkPower(world: World, vm: Ref, state: PowerState): void {
  const { registry } = world.vcenter;
  const existingState = runtimeOf(registry, vm)['powerState'] as string;
  if (existingState === state) {
    throw new VimFault('InvalidPowerState', { requestedState: state, existingState });
  }
  const config = registry.get(vm).properties['config'] as DataObject;
  if (config['template'] === true) throw new VimFault('NotSupported');
  if (state === 'poweredOn' && !takesVms(world, hostOfVm(registry, vm))) {
    const text = `The host of ${nameOf(registry, vm)} takes no virtual machines at present.`;
    throw new VimFault('InvalidState', {}, text);
  }
}

/** Switches a machine on or off. */
export function setPower(world: World, vm: Ref, state: PowerState): void {
  const { registry, clock, events } = world.vcenter;
  const running = state === 'poweredOn';
  registry.update(vm, {
    'runtime.powerState': state,
    'runtime.bootTime': running ? clock.now() : undefined,
    'runtime.cleanPowerOff': !running,
    guest: vmGuest(world.vm(vm), running),
    guestHeartbeatStatus: running ? 'green' : 'gray',
  });
  events.post({
    $type: running ? 'VmPoweredOnEvent' : 'VmPoweredOffEvent',
    ...eventScope(registry, vm),
    template: false,
  });
}
