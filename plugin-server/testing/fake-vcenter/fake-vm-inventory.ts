import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type { VmDisks, VmFolder, VmListing, VmTag } from '../../src/domain/vm-listing.ts';
import type { VmInventory } from '../../src/ports/vm-inventory.ts';
import type { FakeLine } from './fake-line.ts';
import { disksByVm, listingOf, vmDisks } from './fake-machines.ts';
import type { FakeWorld } from './fake-world.ts';

export class FakeVmInventory implements VmInventory {
  readonly #world: FakeWorld;
  readonly #line: FakeLine;

  constructor(world: FakeWorld, line: FakeLine) {
    this.#world = world;
    this.#line = line;
  }

  list(): Promise<{ readonly vms: readonly VmListing[]; readonly folders: readonly VmFolder[] }> {
    return this.#line.call('VmInventory.list', () => {
      const disks = disksByVm(this.#world);
      const vms = [...this.#world.vms.values()].map((vm) =>
        listingOf(vm, disks.get(vm.ref.value) ?? []),
      );
      return { vms, folders: [...this.#world.folders] };
    });
  }

  read(vms: readonly ManagedObjectReference[]): Promise<readonly VmListing[]> {
    return this.#line.call('VmInventory.read', () => {
      const disks = disksByVm(this.#world);
      return vms.flatMap(({ value }) => {
        const vm = this.#world.vms.get(value);
        return vm === undefined ? [] : [listingOf(vm, disks.get(value) ?? [])];
      });
    });
  }

  disks(vms: readonly ManagedObjectReference[]): Promise<readonly VmDisks[]> {
    return this.#line.call('VmInventory.disks', () => {
      const disks = disksByVm(this.#world);
      return vms.flatMap(({ value }) => {
        const vm = this.#world.vms.get(value);
        const facts = vm && vmDisks(this.#world, vm, disks.get(value) ?? []);
        return facts ? [facts] : [];
      });
    });
  }

  tags(): Promise<readonly VmTag[] | null> {
    return this.#line.call('VmInventory.tags', () => this.#world.tags);
  }
}
