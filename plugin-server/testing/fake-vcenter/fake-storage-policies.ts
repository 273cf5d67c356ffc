import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { VimFault } from '../../src/domain/vim-fault.ts';
import type {
  DiskPolicy,
  VirtualDiskRef,
  VmState,
  WantedPolicy,
} from '../../src/domain/virtual-disk.ts';
import type { StoragePolicies } from '../../src/ports/storage-policies.ts';
import type { FakeLine } from './fake-line.ts';
import type { Pace } from './fake-operations.ts';
import type { FakeDisk, FakePolicy, FakeWorld } from './fake-world.ts';
import { isSame, objectNotFound } from './fake-world.ts';

type Assignment = Parameters<StoragePolicies['assign']>[1];

/** Storage policies: a policy puts its filters on a disk and the datastore's default takes them off, but never while there is a snapshot. */
export class FakeStoragePolicies implements StoragePolicies {
  readonly #world: FakeWorld;
  readonly #pace: Pace;
  readonly #line: FakeLine;

  constructor(world: FakeWorld, pace: Pace, line: FakeLine) {
    this.#world = world;
    this.#pace = pace;
    this.#line = line;
  }

  associated(disks: readonly VirtualDiskRef[]): Promise<readonly DiskPolicy[]> {
    return this.#line.call('PbmQueryAssociatedProfiles', () =>
      disks.map(({ vm, diskKey }) => {
        const { profileId } = this.#disk(vm, diskKey);
        const policy = profileId === null ? undefined : this.#world.policies.get(profileId);
        return { vm, diskKey, profileId, profileName: policy?.name ?? null };
      }),
    );
  }

  assign(vm: ManagedObjectReference, disks: Assignment): Promise<ManagedObjectReference> {
    return this.#line.call('ReconfigVM_Task', () => {
      const machine = this.#world.vmStates().find(({ ref }) => isSame(ref, vm));
      if (machine === undefined) throw objectNotFound(vm);
      this.#world.require([vm], ['VirtualMachine.Config.EditDevice']);
      const changed = disks.map(({ diskKey, policy }) => ({
        ...this.#disk(vm, diskKey),
        ...this.#attached(policy),
      }));
      this.#checkBusy(vm);
      this.#checkMachine(machine, changed);
      const task = this.#world.makeTask({
        name: 'ReconfigVM_Task',
        descriptionId: 'VirtualMachine.reconfigure',
        entity: vm,
      });
      void this.#reconfigure(task.ref, changed);
      return task.ref;
    });
  }

  async #reconfigure(task: ManagedObjectReference, changed: readonly FakeDisk[]): Promise<void> {
    await this.#pace.next();
    this.#world.changeTask(task, { state: 'running' });
    for (const disk of changed) {
      const index = this.#world.disks.findIndex((each) => isSameDisk(each, disk));
      this.#world.disks.splice(index, 1, disk);
    }
    this.#world.changeTask(task, { state: 'success', progress: 100 });
  }

  #attached(policy: WantedPolicy): Pick<FakeDisk, 'profileId' | 'filterNames'> {
    if (policy.kind === 'default') return { profileId: null, filterNames: [] };
    const known: FakePolicy | undefined = this.#world.policies.get(policy.profileId);
    if (known === undefined) throw new VimFault('InvalidArgument', 'There is no such policy.');
    return { profileId: policy.profileId, filterNames: known.filterNames };
  }

  /** A machine is reconfigured by one task at a time. */
  #checkBusy(vm: ManagedObjectReference): void {
    const isBusy = this.#world.tasks.some(
      ({ name, entity, state }) =>
        name === 'ReconfigVM_Task' &&
        entity?.value === vm.value &&
        (state === 'queued' || state === 'running'),
    );
    if (isBusy) throw new VimFault('TaskInProgress', 'Another task is running on the machine.');
  }

  #checkMachine(machine: VmState, changed: readonly FakeDisk[]): void {
    if (machine.connectionState !== 'connected')
      throw new VimFault('InvalidState', `${machine.name} is ${machine.connectionState}.`);
    const isFilterChange = changed.some(
      (disk) =>
        this.#disk(disk.vm, disk.diskKey).filterNames.join(' ') !== disk.filterNames.join(' '),
    );
    if (machine.hasSnapshot && isFilterChange)
      throw new VimFault('InvalidState', `${machine.name} has a snapshot.`);
    const host = this.#world.hosts.find(({ ref }) => ref.value === machine.host?.value);
    const available = new Set((host?.filters ?? []).map(({ name }) => name));
    if (changed.some(({ filterNames }) => filterNames.some((name) => !available.has(name))))
      throw new VimFault('InvalidState', `The host of ${machine.name} lacks the filter.`);
  }

  #disk(vm: ManagedObjectReference, diskKey: number): FakeDisk {
    const found = this.#world.disks.find((disk) => isSameDisk(disk, { vm, diskKey }));
    if (found === undefined)
      throw new VimFault('InvalidArgument', `There is no disk ${diskKey} in ${vm.value}.`);
    return found;
  }
}

function isSameDisk(a: VirtualDiskRef, b: VirtualDiskRef): boolean {
  return isSame(a.vm, b.vm) && a.diskKey === b.diskKey;
}
