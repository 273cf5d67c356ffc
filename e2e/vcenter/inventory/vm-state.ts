import type { DataObject, Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import type { Registry } from '../core/registry.ts';

/** The run-time state of a host or a virtual machine. */
export function runtimeOf(registry: Registry, entity: Ref): DataObject {
  return registry.get(entity).properties['runtime'] as DataObject;
}

/** The host on which a machine is registered. */
export function hostOfVm(registry: Registry, vm: Ref): Ref {
  return runtimeOf(registry, vm)['host'] as Ref;
}

export function isRunning(registry: Registry, vm: Ref): boolean {
  return runtimeOf(registry, vm)['powerState'] === 'poweredOn';
}

/** The machines on a host. */
export function vmsOn(registry: Registry, host: Ref): readonly Ref[] {
  return registry.get(host).properties['vm'] as readonly Ref[];
}

export function nameOf(registry: Registry, entity: Ref): string {
  return String(registry.get(entity).properties['name']);
}

export function isSame(one: Ref, other: Ref): boolean {
  return refKey(one) === refKey(other);
}

/** The virtual disks of a machine. */
export function disksOf(registry: Registry, vm: Ref): readonly DataObject[] {
  const config = registry.get(vm).properties['config'] as DataObject | undefined;
  const hardware = config?.['hardware'] as DataObject | undefined;
  const devices = (hardware?.['device'] as readonly DataObject[] | undefined) ?? [];
  return devices.filter(({ $type }) => $type === 'VirtualDisk');
}

/** Ids of the I/O filters that are attached to a disk. */
export function filtersOfDisk(disk: DataObject): readonly string[] {
  return (disk['iofilter'] as readonly string[] | undefined) ?? [];
}
