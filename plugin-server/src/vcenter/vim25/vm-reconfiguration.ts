import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type { VmDisks } from '../../domain/vm-listing.ts';
import type { ReconfigurableVm, StoragePolicies } from '../../ports/storage-policies.ts';
import { asReference } from '../decoded.ts';
import type { Send } from '../soap/send.ts';
import type { BulkReader } from './bulk-reader.ts';
import { diskPolicySpec } from './disk-policy-spec.ts';
import { objectsSpec } from './inventory-spec.ts';
import type { ObjectProperties } from './object-properties.ts';
import { VM_DISK_PATHS, vmDisks } from './vm-disks.ts';

type Assignment = Parameters<ReconfigurableVm['assign']>[0];

// A machine's devices take some ten kilobytes on the wire.
const PAGE_SIZE = 100;

/** Reads the devices of machines and puts their disks under policies by ReconfigVM_Task (vSphere API reference). */
export class VmReconfiguration implements Pick<StoragePolicies, 'reconfigurable'> {
  readonly #send: Send;
  readonly #reader: BulkReader;

  constructor(send: Send, reader: BulkReader) {
    this.#send = send;
    this.#reader = reader;
  }

  /** What is known of the disks, without a way to change them. */
  async disks(vms: readonly ManagedObjectReference[]): Promise<readonly VmDisks[]> {
    return (await this.#read(vms)).flatMap((vm) => vmDisks(vm) ?? []);
  }

  async reconfigurable(
    vms: readonly ManagedObjectReference[],
  ): Promise<readonly ReconfigurableVm[]> {
    return (await this.#read(vms)).flatMap((vm) => {
      const facts = vmDisks(vm);
      if (facts === null) return [];
      return [{ ...facts, assign: (disks: Assignment) => this.#assign(vm, disks) }];
    });
  }

  async #assign(vm: ObjectProperties, disks: Assignment): Promise<ManagedObjectReference> {
    const args = { spec: diskPolicySpec(vm, disks) };
    return asReference(await this.#send({ target: vm.ref, operation: 'ReconfigVM_Task', args }));
  }

  async #read(vms: readonly ManagedObjectReference[]): Promise<readonly ObjectProperties[]> {
    if (vms.length === 0) return [];
    const found = await this.#reader.objects(objectsSpec(vms, VM_DISK_PATHS), PAGE_SIZE);
    const byId = new Map(found.map((vm) => [vm.ref.value, vm]));
    return vms.flatMap(({ value }) => byId.get(value) ?? []);
  }
}
