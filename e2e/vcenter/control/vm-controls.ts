import type { DataObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import { hostOfVm, isSame } from '../inventory/vm-state.ts';
import type { World } from '../inventory/world.ts';
import { takesVms } from '../maintenance/evacuation.ts';
import { moveVm } from '../maintenance/move-vm.ts';
import { checkPower, setPower } from '../maintenance/vm-power.ts';
import type { PowerState } from '../maintenance/vm-power.ts';

export const drsLevels = ['off', 'manual', 'partiallyAutomated', 'fullyAutomated'] as const;
export type DrsLevel = (typeof drsLevels)[number];

/** What a test or the demo may do to virtual machines and to the DRS of clusters, as an admin would in between. Ids are reference values. */
export interface VmControls {
  /** Moves a machine to another host of its cluster, which must be able to take it. Throws otherwise. */
  moveVm(vmId: string, hostId: string): void;
  /** Switches a machine on or off. Throws `VimFault` when vCenter would refuse it. */
  setVmPower(vmId: string, state: PowerState): void;
  setDrs(clusterId: string, level: DrsLevel): void;
}

/** Binds the controls to a running simulated vCenter. */
export function createVmControls(world: World): VmControls {
  const known = (type: string, value: string): Ref =>
    world.vcenter.registry.get(ref(type, value)).ref;
  return {
    moveVm: (vmId, hostId) =>
      move(world, known('VirtualMachine', vmId), known('HostSystem', hostId)),
    setVmPower: (vmId, state) => {
      const vm = known('VirtualMachine', vmId);
      checkPower(world, vm, state);
      setPower(world, vm, state);
    },
    setDrs: (clusterId, level) => setDrs(world, known('ClusterComputeResource', clusterId), level),
  };
}

function move(world: World, vm: Ref, to: Ref): void {
  const { registry } = world.vcenter;
  const parentOf = (host: Ref): Ref => registry.get(host).properties['parent'] as Ref;
  if (!isSame(parentOf(to), parentOf(hostOfVm(registry, vm)))) {
    throw new Error(`${to.value} is not in the machine's cluster.`);
  }
  if (!takesVms(world, to)) throw new Error(`${to.value} takes no virtual machines at present.`);
  moveVm(world, vm, to);
}

function setDrs({ vcenter }: World, cluster: Ref, level: DrsLevel): void {
  const { registry } = vcenter;
  const enabled = level !== 'off';
  for (const configuration of ['configuration', 'configurationEx']) {
    const { drsConfig } = registry.get(cluster).properties[configuration] as {
      drsConfig: DataObject;
    };
    const defaultVmBehavior = enabled ? level : drsConfig['defaultVmBehavior'];
    registry.update(cluster, {
      [`${configuration}.drsConfig`]: { ...drsConfig, enabled, defaultVmBehavior },
    });
  }
}
