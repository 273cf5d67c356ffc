import type { DataObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import { invalidArgument, VimFault } from '../core/vim-fault.ts';
import { entityKey, vmOfKey } from './associations.ts';
import type { Association } from './associations.ts';
import type { PolicyContext } from './policy-context.ts';

/** What policies can be put on, or asked about. */
export type EntityType = 'virtualMachine' | 'virtualMachineAndDisks' | 'virtualDiskId';
const entityTypes: readonly string[] = [
  'virtualMachine',
  'virtualMachineAndDisks',
  'virtualDiskId',
];

const FIRST_DISK_KEY = 2000;

/** A machine, or a part of it, that a caller named. */
export interface Entity {
  readonly type: EntityType;
  readonly vm: Ref;
  /** Keys of the parts that the name covers. */
  readonly keys: readonly string[];
  /** The name as it was given. */
  readonly given: DataObject;
}

/**
 * Finds what a `PbmServerObjectRef` names. Datastores, disks by UUID and the like are not simulated.
 * @throws VimFault `InvalidArgument` for a kind that is unknown here, `PbmFaultNotFound` for something that is not there
 */
export function findEntity({ world }: PolicyContext, given: DataObject): Entity {
  const type = String(given['objectType']);
  const key = String(given['key']);
  if (!entityTypes.includes(type)) throw invalidArgument('entity.objectType');
  const vm = ref('VirtualMachine', vmOfKey(key));
  if (world.vcenter.registry.find(vm) === undefined || isElsewhere(world.vcenter.about, given)) {
    throw notFound(key);
  }
  const disks = world.vm(vm).disks.map((_, index) => entityKey(vm, FIRST_DISK_KEY + index));
  if (type === 'virtualDiskId') {
    if (!disks.includes(key)) throw notFound(key);
    return { type, vm, keys: [key], given };
  }
  if (key !== vm.value) throw notFound(key);
  return type === 'virtualMachine'
    ? { type, vm, keys: [key], given }
    : { type: 'virtualMachineAndDisks', vm, keys: [key, ...disks], given };
}

function isElsewhere(about: { readonly instanceUuid: string }, given: DataObject): boolean {
  const server = given['serverUuid'] as string | undefined;
  return server !== undefined && server.toLowerCase() !== about.instanceUuid.toLowerCase();
}

function notFound(key: string): VimFault {
  return new VimFault('PbmFaultNotFound', {}, `The entity ${key} was not found.`);
}

/** `PbmServerObjectRef` of what an association is about. */
export function entityRef({ world }: PolicyContext, key: string): DataObject {
  const objectType: EntityType = key.includes(':') ? 'virtualDiskId' : 'virtualMachine';
  return { objectType, key, serverUuid: world.vcenter.about.instanceUuid };
}

/** The ids of the policies of associations, each once. */
export function profileIds(associations: readonly Association[]): DataObject[] {
  const ids = new Set(associations.map(({ profileId }) => profileId));
  return [...ids].map((uniqueId) => ({ uniqueId }));
}
