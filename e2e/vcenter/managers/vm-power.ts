import type { Ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { checkPower, setPower } from '../maintenance/vm-power.ts';
import type { PowerState } from '../maintenance/vm-power.ts';
import type { World } from '../inventory/world.ts';

/** Defines PowerOnVM_Task and PowerOffVM_Task; the host that the first may name is left aside (simulation's choice). */
export function definePowerMethods(world: World, milliseconds: number): void {
  const define = (name: string, descriptionId: string, state: PowerState): void => {
    world.vcenter.methods.define('VirtualMachine', name, (call) =>
      change(world, call, { name, descriptionId, state, milliseconds }),
    );
  };
  define('PowerOnVM_Task', 'VirtualMachine.powerOn', 'poweredOn');
  define('PowerOffVM_Task', 'VirtualMachine.powerOff', 'poweredOff');
}

function change(
  world: World,
  { vcenter, target, session }: Call,
  to: {
    readonly name: string;
    readonly descriptionId: string;
    readonly state: PowerState;
    readonly milliseconds: number;
  },
): Ref {
  const vm = target.ref;
  checkPower(world, vm, to.state);
  const { name, descriptionId } = to;
  return vcenter.tasks.run({ entity: vm, name, descriptionId, session }, async ({ signal }) => {
    await vcenter.clock.sleep(to.milliseconds, signal);
    checkPower(world, vm, to.state);
    setPower(world, vm, to.state);
  });
}
