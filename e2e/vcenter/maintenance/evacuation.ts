import type { DataObject, Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { filterFamily } from '../inventory/build-inventory.ts';
import { hostMemory } from '../inventory/host-hardware.ts';
import {
  disksOf,
  filtersOfDisk,
  isRunning,
  isSame,
  nameOf,
  runtimeOf,
  vmsOn,
} from '../inventory/vm-state.ts';
import type { World } from '../inventory/world.ts';

/** Where the machines of hosts would go, and which of them can go nowhere. */
export interface Evacuation {
  readonly moves: readonly { readonly vm: Ref; readonly target: Ref }[];
  readonly blockers: readonly { readonly vm: Ref; readonly fault: VimFault }[];
}

/** Machines that have to be off a host before it is in maintenance mode: the running ones, and all others too when asked. */
export function machinesToLeave({ vcenter }: World, host: Ref, all = false): readonly Ref[] {
  const { registry } = vcenter;
  return vmsOn(registry, host).filter((vm) => all || isRunning(registry, vm));
}

/**
 * Finds another host of the cluster for each of the machines. A machine goes nowhere when the scenario pins it, when no host has its reserved memory free, or when no host
 * carries the I/O filters of its disks (vSphere storage documentation for the last).
 * @param leaving hosts that are no targets, because they are to be evacuated
 */
export function planEvacuation(
  world: World,
  vms: readonly Ref[],
  leaving: readonly Ref[],
): Evacuation {
  const moves: { vm: Ref; target: Ref }[] = [];
  const blockers: { vm: Ref; fault: VimFault }[] = [];
  const placed = new Map<string, number>();
  let turn = 0;
  for (const vm of vms) {
    const candidates = targetsFor(world, vm, leaving);
    const fitting = candidates.filter((host) => fits(world, vm, host, placed));
    const target = world.vm(vm).pinned ? undefined : fitting[turn++ % fitting.length];
    if (target === undefined) {
      blockers.push({ vm, fault: noCompatibleHost(world, vm, candidates) });
      continue;
    }
    const key = refKey(target);
    placed.set(key, (placed.get(key) ?? 0) + world.vm(vm).reservedMemoryMb);
    moves.push({ vm, target });
  }
  return { moves, blockers };
}

function targetsFor(world: World, vm: Ref, leaving: readonly Ref[]): Ref[] {
  const { registry } = world.vcenter;
  const own = runtimeOf(registry, vm)['host'] as Ref;
  const cluster = registry.get(own).properties['parent'] as Ref;
  const hosts = registry.get(cluster).properties['host'] as readonly Ref[];
  return hosts.filter(
    (host) =>
      !isSame(host, own) && !leaving.some((each) => isSame(each, host)) && takesVms(world, host),
  );
}

/** Whether machines may start on a host or move to it. */
export function takesVms(world: World, host: Ref): boolean {
  const runtime = runtimeOf(world.vcenter.registry, host);
  return (
    runtime['connectionState'] === 'connected' &&
    runtime['inMaintenanceMode'] === false &&
    !world.entering.has(refKey(host))
  );
}

function fits(world: World, vm: Ref, host: Ref, placed: ReadonlyMap<string, number>): boolean {
  return hasMemory(world, vm, host, placed) && hasFilters(world, vm, host);
}

function hasMemory(world: World, vm: Ref, host: Ref, placed: ReadonlyMap<string, number>): boolean {
  const { reservedMemoryMb } = world.vm(vm);
  if (reservedMemoryMb === 0) return true;
  const { registry } = world.vcenter;
  const used = vmsOn(registry, host)
    .filter((each) => isRunning(registry, each))
    .reduce((sum, each) => sum + world.vm(each).reservedMemoryMb, placed.get(refKey(host)) ?? 0);
  const total = hostMemory(world.host(host).facts.name) / 1024 ** 2;
  return used + reservedMemoryMb <= total;
}

function hasFilters(world: World, vm: Ref, host: Ref): boolean {
  const { disks } = world.vm(vm);
  const isPlain = disks.every(({ filtered, policy }) => !filtered && policy === undefined);
  if (isPlain && !world.reconfigured.has(refKey(vm))) return true;
  const needed = disksOf(world.vcenter.registry, vm).flatMap(filtersOfDisk).map(filterFamily);
  const present = world.host(host).filters.map(({ id }) => filterFamily(id));
  return needed.every((family) => present.includes(family));
}

function noCompatibleHost(world: World, vm: Ref, candidates: readonly Ref[]): VimFault {
  const { registry } = world.vcenter;
  const name = nameOf(registry, vm);
  const { pinned } = world.vm(vm);
  const why = pinned
    ? 'it is bound to its host'
    : candidates.length === 0
      ? 'no other host of the cluster can take virtual machines'
      : 'no other host of the cluster has the memory or the I/O filters that it needs';
  const message = `The virtual machine ${name} cannot be moved: ${why}.`;
  return new VimFault('NoCompatibleHost', { host: candidates }, message);
}

/** Whether DRS moves machines by itself: only a fully automated cluster does. vSphere resource management documentation. */
export function movesByItself({ vcenter }: World, host: Ref): boolean {
  const cluster = vcenter.registry.get(host).properties['parent'] as Ref;
  const configuration = vcenter.registry.get(cluster).properties['configuration'];
  const drs = (configuration as { drsConfig?: DataObject } | undefined)?.drsConfig;
  return drs?.['enabled'] === true && drs['defaultVmBehavior'] === 'fullyAutomated';
}
