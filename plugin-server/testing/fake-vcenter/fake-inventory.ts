import type {
  AcceptanceLevel,
  ClusterFacts,
  HostFacts,
  InventoryFacts,
  VmFacts,
} from '../../src/domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type { VmState } from '../../src/domain/virtual-disk.ts';
import type { Inventory } from '../../src/ports/vcenter.ts';
import type { FakeLine } from './fake-line.ts';
import type { FakeWorld } from './fake-world.ts';
import { isSame } from './fake-world.ts';

export class FakeInventory implements Inventory {
  readonly #world: FakeWorld;
  readonly #line: FakeLine;

  constructor(world: FakeWorld, line: FakeLine) {
    this.#world = world;
    this.#line = line;
  }

  read(): Promise<InventoryFacts> {
    return this.#line.call('Inventory.read', () => this.#world.inventory);
  }

  readCluster(cluster: ManagedObjectReference): Promise<ClusterFacts | null> {
    return this.#line.call('Inventory.readCluster', () => this.#world.findCluster(cluster));
  }

  readHost(host: ManagedObjectReference): Promise<HostFacts | null> {
    return this.#line.call(
      'Inventory.readHost',
      () => this.#world.hosts.find(({ ref }) => isSame(ref, host)) ?? null,
    );
  }

  readVm(vm: ManagedObjectReference): Promise<VmFacts | null> {
    return this.#line.call('Inventory.readVm', () => {
      const found = this.#world.vms.get(vm.value);
      if (found === undefined) return null;
      const { ref, name, host, powerState, template } = found;
      return { ref, name, host, powerState, template };
    });
  }

  readVms(vms: readonly ManagedObjectReference[]): Promise<readonly VmState[]> {
    return this.#line.call('Inventory.readVms', () => {
      const states = this.#world.vmStates();
      return vms.flatMap((vm) => states.filter(({ ref }) => isSame(ref, vm)));
    });
  }

  acceptanceLevels(
    hosts: readonly { readonly ref: ManagedObjectReference }[],
  ): Promise<ReadonlyMap<string, AcceptanceLevel>> {
    return this.#line.call('HostImageConfigGetAcceptance', () => {
      const levels = hosts.map(({ ref }) => [ref.value, this.#level(ref)] as const);
      return new Map(levels);
    });
  }

  #level(ref: ManagedObjectReference): AcceptanceLevel {
    const host = this.#world.hosts.find((candidate) => isSame(candidate.ref, ref));
    if (host?.connectionState !== 'connected') return 'unknown';
    return this.#world.acceptanceLevels.get(ref.value) ?? 'community';
  }
}
