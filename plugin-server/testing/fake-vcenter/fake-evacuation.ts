import type { HostFacts } from '../../src/domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type { VmState } from '../../src/domain/virtual-disk.ts';
import type { FakeWorld } from './fake-world.ts';
import { isSame } from './fake-world.ts';

export function runningOn(world: FakeWorld, host: ManagedObjectReference): readonly VmState[] {
  return world
    .vmStates()
    .filter((vm) => vm.powerState === 'poweredOn' && vm.host !== null && isSame(vm.host, host));
}

/** The other hosts of the cluster that could take machines; none for a standalone host. */
export function targetsOf(world: FakeWorld, host: HostFacts): readonly HostFacts[] {
  return (world.findCluster(host.parent)?.hosts ?? []).filter(
    (other) =>
      !isSame(other.ref, host.ref) &&
      other.connectionState === 'connected' &&
      !other.inMaintenanceMode,
  );
}

/** Whether the host can be emptied without anybody's help: nothing runs on it, or DRS moves it by itself. */
export function canBeEmptied(world: FakeWorld, host: HostFacts): boolean {
  const drs = world.findCluster(host.parent)?.drs;
  const isAutomatic = drs?.enabled === true && drs.behavior === 'fullyAutomated';
  return (
    runningOn(world, host.ref).length === 0 || (isAutomatic && targetsOf(world, host).length > 0)
  );
}

/** Moves the running machines to the other hosts of the cluster. */
export function evacuate(world: FakeWorld, host: HostFacts): void {
  const [target] = targetsOf(world, host);
  if (target === undefined) return;
  for (const { ref } of runningOn(world, host.ref)) {
    world.changeVm(ref.value, { host: target.ref });
  }
}
