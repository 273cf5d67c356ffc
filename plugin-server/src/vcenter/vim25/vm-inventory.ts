import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type { VmDisks, VmFolder, VmListing, VmTag } from '../../domain/vm-listing.ts';
import type { VmInventory } from '../../ports/vm-inventory.ts';
import type { BulkReader } from './bulk-reader.ts';
import { objectsSpec } from './inventory-spec.ts';
import { entityName } from './object-properties.ts';
import type { ObjectProperties } from './object-properties.ts';
import { vmState } from './vm-facts.ts';
import type { VmReconfiguration } from './vm-reconfiguration.ts';

/** Leaf properties only, so that a machine takes about two kilobytes on the wire. */
const VM_PATHS = [
  'name',
  'parent',
  'runtime.host',
  'runtime.powerState',
  'runtime.connectionState',
  'config.template',
  'config.changeVersion',
  'rootSnapshot',
  'config.ftInfo',
  'config.keyId',
  'summary.config.numVirtualDisks',
];
const PROPERTIES = [
  { type: 'VirtualMachine', pathSet: VM_PATHS },
  { type: 'Folder', pathSet: ['name', 'parent'] },
  { type: 'Datacenter', pathSet: ['name', 'parent'] },
];
/** Pages that a list is read in: with 20,000 machines, reading one takes some ten milliseconds, in which nobody else is served. */
const LIST_PAGES = 20;
const MACHINES_A_TURN = 5_000;
const PAGE_SIZE = 2_000;

/** Tells the tags on machines; null where they cannot be had. */
export type ReadTags = () => Promise<readonly VmTag[] | null>;

/** Bulk reads of machines through the property collector (vSphere API reference), and their tags by REST. */
export class VimVmInventory implements VmInventory {
  readonly #reader: BulkReader;
  readonly #reconfiguration: VmReconfiguration;
  readonly #readTags: ReadTags;

  constructor(reader: BulkReader, reconfiguration: VmReconfiguration, readTags: ReadTags) {
    this.#reader = reader;
    this.#reconfiguration = reconfiguration;
    this.#readTags = readTags;
  }

  async list(): Promise<{
    readonly vms: readonly VmListing[];
    readonly folders: readonly VmFolder[];
  }> {
    const objects = await this.#reader.inventoryInPages(PROPERTIES, LIST_PAGES);
    const machines = objects.filter(({ ref }) => ref.type === 'VirtualMachine');
    const vms: VmListing[] = [];
    for (const [index, machine] of machines.entries()) {
      // Requests go in between.
      if (index % MACHINES_A_TURN === 0) await nextTurn();
      const listing = vmListing(machine);
      if (listing !== null) vms.push(listing);
    }
    return { vms, folders: foldersOf(vms, objects) };
  }

  async read(vms: readonly ManagedObjectReference[]): Promise<readonly VmListing[]> {
    if (vms.length === 0) return [];
    const found = await this.#reader.objects(objectsSpec(vms, VM_PATHS), PAGE_SIZE);
    const byId = new Map(found.map((vm) => [vm.ref.value, vm]));
    return vms.flatMap(({ value }) => {
      const object = byId.get(value);
      return (object && vmListing(object)) ?? [];
    });
  }

  disks(vms: readonly ManagedObjectReference[]): Promise<readonly VmDisks[]> {
    return this.#reconfiguration.disks(vms);
  }

  tags(): Promise<readonly VmTag[] | null> {
    return this.#readTags();
  }
}

/** Null for a machine whose name the account may not see. */
function vmListing(vm: ObjectProperties): VmListing | null {
  const state = vmState(vm);
  if (state === null) return null;
  const parent = vm.reference('parent');
  const disks = vm.value('summary.config.numVirtualDisks');
  return {
    ...state,
    folder: parent?.type === 'Folder' ? parent : null,
    changeVersion: vm.text('config.changeVersion'),
    faultTolerant: vm.value('config.ftInfo') !== undefined,
    encrypted: vm.value('config.keyId') !== undefined,
    diskCount: typeof disks === 'number' ? disks : 0,
  };
}

/** The folders that machines lie in, and those above them up to the datacenter, or as far as the account may see. */
function foldersOf(
  vms: readonly VmListing[],
  objects: readonly ObjectProperties[],
): readonly VmFolder[] {
  const known = new Map(objects.map((object) => [object.ref.value, object]));
  const folders = new Map<string, VmFolder>();
  for (const { folder } of vms) {
    let id = folder?.value;
    while (id !== undefined && !folders.has(id)) {
      const object = known.get(id);
      const name = object === undefined ? null : entityName(object);
      if (object === undefined || name === null) break;
      const above = object.reference('parent');
      // A view does not hold the object that it is about, which here is the root folder.
      const parent = above !== null && known.has(above.value) ? above : null;
      folders.set(id, { ref: object.ref, name, parent });
      id = parent?.value;
    }
  }
  return [...folders.values()];
}
