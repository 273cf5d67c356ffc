import type { Ref } from '../core/managed-object.ts';
import { hostOfVm, isSame, nameOf, vmsOn } from '../inventory/vm-state.ts';
import type { World } from '../inventory/world.ts';
import { eventScope } from '../managers/event-scope.ts';

/** Lets a machine be on another host from now on, running or not. `byDrs`: DRS did it, not a person. */
export function moveVm({ vcenter }: World, vm: Ref, to: Ref, byDrs = false): void {
  const { registry, events } = vcenter;
  const from = hostOfVm(registry, vm);
  if (isSame(from, to)) return;
  registry.update(from, { vm: vmsOn(registry, from).filter((each) => !isSame(each, vm)) });
  registry.update(to, { vm: [...vmsOn(registry, to), vm] });
  registry.update(vm, { 'runtime.host': to });
  events.post({
    $type: byDrs ? 'DrsVmMigratedEvent' : 'VmMigratedEvent',
    ...eventScope(registry, vm),
    template: false,
    sourceHost: { name: nameOf(registry, from), host: from },
  });
}
