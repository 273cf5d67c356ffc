import type { DataObject, Ref } from '../core/managed-object.ts';
import { clusterVms } from './filter-context.ts';
import type { FilterContext } from './filter-context.ts';

/** Every disk (`VirtualDiskId`) of the cluster's machines, running or not, that has the filter attached. */
export function disksUsing(context: FilterContext, cluster: Ref, id: string): DataObject[] {
  return clusterVms(context, cluster).flatMap((vm) =>
    devicesOf(context, vm)
      .filter((device) => filtersOf(device).includes(id))
      .map((device) => ({ vm, diskId: device['key'] })),
  );
}

/** Lets disks that have one filter attached have another instead, as an upgrade does. */
export function moveDisks(context: FilterContext, cluster: Ref, from: string, to: string): void {
  const { registry } = context.world.vcenter;
  for (const vm of clusterVms(context, cluster)) {
    const devices = devicesOf(context, vm);
    if (!devices.some((device) => filtersOf(device).includes(from))) continue;
    const moved = devices.map((device) => {
      if (!filtersOf(device).includes(from)) return device;
      return { ...device, iofilter: filtersOf(device).map((id) => (id === from ? to : id)) };
    });
    registry.update(vm, { 'config.hardware.device': moved });
  }
}

function devicesOf({ world }: FilterContext, vm: Ref): readonly DataObject[] {
  const config = world.vcenter.registry.get(vm).properties['config'] as DataObject | undefined;
  const hardware = config?.['hardware'] as DataObject | undefined;
  return (hardware?.['device'] as readonly DataObject[] | undefined) ?? [];
}

function filtersOf(device: DataObject): readonly string[] {
  return (device['iofilter'] as readonly string[] | undefined) ?? [];
}
