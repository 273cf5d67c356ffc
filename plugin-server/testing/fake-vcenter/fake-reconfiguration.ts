import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { VimFault } from '../../src/domain/vim-fault.ts';
import type { WantedPolicy } from '../../src/domain/virtual-disk.ts';
import { changeVersionOf, isBusy } from './fake-machines.ts';
import type { FakeDisk, FakeVm, FakeVmFault } from './fake-machines.ts';
import type { Pace } from './fake-operations.ts';
import type { FakeWorld } from './fake-world.ts';
import { objectNotFound } from './fake-world.ts';

/** Policies wanted for disks of one machine. */
export type Assignment = readonly { readonly diskKey: number; readonly policy: WantedPolicy }[];

/** ReconfigVM_Task with policies: one that asks for filters puts them on, and it is all disks or none. */
export class FakeReconfiguration {
  readonly #world: FakeWorld;
  readonly #pace: Pace;

  constructor(world: FakeWorld, pace: Pace) {
    this.#world = world;
    this.#pace = pace;
  }

  /** @param changeVersion the version that the caller has read */
  start(
    vm: ManagedObjectReference,
    disks: Assignment,
    changeVersion: string,
  ): ManagedObjectReference {
    const machine = this.#world.vms.get(vm.value);
    if (machine === undefined) throw objectNotFound(vm);
    this.#world.require([vm], ['VirtualMachine.Config.EditDevice']);
    this.#refuseByFault(vm.value, 'call');
    if (isBusy(this.#world, vm))
      throw new VimFault('TaskInProgress', 'Another task is running on the machine.');
    if (changeVersion !== changeVersionOf(machine))
      throw new VimFault('ConcurrentAccess', `${machine.name} was changed in the meantime.`);
    const changed = disks.map(({ diskKey, policy }) => {
      const disk = this.#disk(vm, diskKey);
      const after = { ...disk, ...this.#attached(policy) };
      if (after.filterNames.join(' ') !== disk.filterNames.join(' ')) this.#check(machine, after);
      return after;
    });
    if (machine.template) throw new VimFault('NotSupported', 'A template cannot be reconfigured.');
    if ((machine.connectionState ?? 'connected') !== 'connected')
      throw new VimFault('InvalidState', `${machine.name} is ${machine.connectionState}.`);
    const descriptionId = 'VirtualMachine.reconfigure';
    const made = { name: 'ReconfigVM_Task', descriptionId, entity: vm, cancelable: true };
    const task = this.#world.makeTask(made).ref;
    void this.#run(task, vm.value, changed);
    return task;
  }

  async #run(
    task: ManagedObjectReference,
    vmId: string,
    changed: readonly FakeDisk[],
  ): Promise<void> {
    await this.#pace.next();
    this.#world.changeTask(task, { state: 'running' });
    const fault = this.#takeFault(vmId, 'task');
    if (fault !== null) {
      this.#world.failTask(task, fault.type, fault.message ?? fault.type);
      return;
    }
    for (const disk of changed) {
      const place = this.#world.disks.findIndex((each) => isSameDisk(each, disk));
      if (place >= 0) this.#world.disks.splice(place, 1, disk);
    }
    this.#world.touchVm(vmId);
    this.#world.changeTask(task, { state: 'success', progress: 100 });
  }

  #attached(policy: WantedPolicy): Pick<FakeDisk, 'profileId' | 'filterNames' | 'generation'> {
    if (policy.kind === 'default') return { profileId: null, filterNames: [], generation: 0 };
    const known = this.#world.policies.get(policy.profileId);
    if (known === undefined || known.category === 'DATA_SERVICE_POLICY')
      throw new VimFault('InvalidArgument', 'There is no such policy.');
    const { filterNames, generation = 0 } = known;
    return { profileId: policy.profileId, filterNames, generation };
  }

  /** vSphere's rules for a disk whose filters change (storage documentation). */
  #check(machine: FakeVm, after: FakeDisk): void {
    if (machine.hasSnapshot) throw new VimFault('InvalidState', `${machine.name} has a snapshot.`);
    if (machine.faultTolerant)
      throw new VimFault('InvalidVmConfig', `${machine.name} is fault tolerant.`);
    if (after.filterNames.length === 0) return;
    if (after.kind === 'physicalRdm' || after.multiWriter === true)
      throw new VimFault('InvalidDeviceSpec', 'The disk can have no I/O filter.');
    const host = this.#world.hosts.find(({ ref }) => ref.value === machine.host?.value);
    const available = new Set((host?.filters ?? []).map(({ name }) => name));
    if (after.filterNames.some((name) => !available.has(name)))
      throw new VimFault('InvalidState', `The host of ${machine.name} lacks the filter.`);
  }

  #refuseByFault(vmId: string, at: FakeVmFault['at']): void {
    const fault = this.#takeFault(vmId, at);
    if (fault !== null) throw new VimFault(fault.type, fault.message ?? fault.type);
  }

  /** The next fault of that machine, which is then used up by one time. */
  #takeFault(vmId: string, at: FakeVmFault['at']): FakeVmFault | null {
    const faults = this.#world.vmFaults.get(vmId) ?? [];
    const place = faults.findIndex((fault) => fault.at === at);
    const fault = faults[place];
    if (fault === undefined) return null;
    const left = (fault.times ?? 1) - 1;
    const rest = left > 0 ? [{ ...fault, times: left }] : [];
    this.#world.vmFaults.set(vmId, faults.toSpliced(place, 1, ...rest));
    return fault;
  }

  #disk(vm: ManagedObjectReference, diskKey: number): FakeDisk {
    const found = this.#world.disks.find((disk) => isSameDisk(disk, { vm, diskKey }));
    if (found === undefined)
      throw new VimFault('InvalidArgument', `There is no disk ${diskKey} in ${vm.value}.`);
    return found;
  }
}

function isSameDisk(
  a: Pick<FakeDisk, 'vm' | 'diskKey'>,
  b: Pick<FakeDisk, 'vm' | 'diskKey'>,
): boolean {
  return a.vm.value === b.vm.value && a.diskKey === b.diskKey;
}
