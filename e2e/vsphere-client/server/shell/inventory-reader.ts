import { ref, refKey } from '../../../vcenter/core/managed-object.ts';
import type { ManagedObject, Ref } from '../../../vcenter/core/managed-object.ts';
import type { Vcenter } from '../../../vcenter/core/vcenter.ts';
import type { InventoryItem, ObjectState } from '../../protocol/shell-api.ts';
import { flagAt, refAt, refsAt, textAt } from './property-reader.ts';

/** The inventory as one user may see it: objects without System.View are left out, facts need System.Read. */
export class InventoryReader {
  readonly #vcenter: Vcenter;
  readonly #userName: string;

  constructor(vcenter: Vcenter, userName: string) {
    this.#vcenter = vcenter;
    this.#userName = userName;
  }

  /** The object of an id `<Type>:<moid>`, if there is one and the user may see it. */
  find(id: string): ManagedObject | undefined {
    const [type = '', value = ''] = id.split(':');
    return this.visible(ref(type, value));
  }

  /** The object behind a reference, if the user may see it. */
  visible(reference: Ref | undefined): ManagedObject | undefined {
    const object = reference && this.#vcenter.registry.find(reference);
    return object && this.#may(object.ref, 'System.View') ? object : undefined;
  }

  /** Whether the user may read more of an object than its name. */
  readable(object: ManagedObject): boolean {
    return this.#may(object.ref, 'System.Read');
  }

  /** The root folder; the client shows it as the vCenter itself. */
  root(): InventoryItem {
    const folder = this.#vcenter.registry
      .ofType('Folder')
      .find((object) => refAt(object, 'parent') === undefined);
    if (!folder) throw new Error('The inventory has no root folder.');
    return this.item(folder);
  }

  /** The form in which trees and headers show an object. */
  item(object: ManagedObject): InventoryItem {
    const isRoot = object.ref.type === 'Folder' && refAt(object, 'parent') === undefined;
    return {
      id: refKey(object.ref),
      type: isRoot ? 'VCenter' : object.ref.type,
      name: isRoot ? this.#vcenter.about.name : textAt(object, 'name'),
      state: stateOf(object),
      hasChildren: this.#childRefs(object).length > 0,
      ...(flagAt(object, 'config.template') ? { template: true } : {}),
    };
  }

  /** What the *Hosts and Clusters* tree shows below an object, sorted as the client sorts: by kind, then by name. */
  children(object: ManagedObject): InventoryItem[] {
    return this.#items(this.#childRefs(object));
  }

  /** The hosts of a cluster, a datacenter or the whole vCenter. */
  hosts(object: ManagedObject): ManagedObject[] {
    return this.#below(object).filter((entry) => entry.ref.type === 'HostSystem');
  }

  /** The virtual machines of a host, a cluster, a datacenter or the whole vCenter. */
  vms(object: ManagedObject): ManagedObject[] {
    if (object.ref.type === 'HostSystem') return this.#all(refsAt(object, 'vm'));
    return this.#below(object).filter((entry) => entry.ref.type === 'VirtualMachine');
  }

  /** The objects above one, topmost first, as the tree nests them: hidden folders and pools are left out. */
  path(object: ManagedObject): InventoryItem[] {
    const path: InventoryItem[] = [];
    let parent = this.#parent(object);
    while (parent) {
      path.unshift(this.item(parent));
      parent = this.#parent(parent);
    }
    return path;
  }

  #parent(object: ManagedObject): ManagedObject | undefined {
    let next = this.visible(refAt(object, 'parent'));
    if (object.ref.type === 'VirtualMachine') {
      const pool = this.visible(refAt(object, 'resourcePool'));
      const owner = pool && this.visible(refAt(pool, 'owner'));
      const host = this.visible(refAt(object, 'runtime.host'));
      const compute = owner ?? (host && this.visible(refAt(host, 'parent')));
      next = compute?.ref.type === 'ComputeResource' ? host : (compute ?? next);
    }
    while (next && isHidden(next)) next = this.visible(refAt(next, 'parent'));
    return next;
  }

  #childRefs(object: ManagedObject): readonly Ref[] {
    switch (object.ref.type) {
      case 'Folder':
        return refsAt(object, 'childEntity').flatMap((child) => this.#expand(child));
      case 'Datacenter': {
        const folder = this.visible(refAt(object, 'hostFolder'));
        return folder ? this.#childRefs(folder) : [];
      }
      case 'ClusterComputeResource':
        return [...refsAt(object, 'host'), ...this.#poolVms(object)];
      case 'HostSystem': {
        const parent = this.visible(refAt(object, 'parent'));
        return parent?.ref.type === 'ComputeResource' ? refsAt(object, 'vm') : [];
      }
      default:
        return [];
    }
  }

  /** A standalone host stands for the compute resource around it. */
  #expand(child: Ref): readonly Ref[] {
    if (child.type !== 'ComputeResource') return [child];
    const compute = this.visible(child);
    return compute ? refsAt(compute, 'host') : [];
  }

  #poolVms(compute: ManagedObject): readonly Ref[] {
    const pool = this.visible(refAt(compute, 'resourcePool'));
    return pool ? refsAt(pool, 'vm') : [];
  }

  #below(object: ManagedObject): ManagedObject[] {
    const children = this.#all(this.#childRefs(object));
    return children.flatMap((child) => [child, ...this.#below(child)]);
  }

  #all(references: readonly Ref[]): ManagedObject[] {
    return references.map((entry) => this.visible(entry)).filter((entry) => entry !== undefined);
  }

  #items(references: readonly Ref[]): InventoryItem[] {
    const items = this.#all(references).map((object) => this.item(object));
    return items.sort(
      (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true }),
    );
  }

  #may(reference: Ref, privilegeId: string): boolean {
    return this.#vcenter.authorization.has(this.#userName, reference, privilegeId);
  }
}

const order = ['Datacenter', 'Folder', 'ClusterComputeResource', 'HostSystem', 'VirtualMachine'];

function rank(item: InventoryItem): number {
  return order.indexOf(item.type);
}

function isHidden(object: ManagedObject): boolean {
  const { type } = object.ref;
  if (type === 'ComputeResource' || type === 'ResourcePool') return true;
  return (
    type === 'Folder' && ['host', 'vm', 'datastore', 'network'].includes(textAt(object, 'name'))
  );
}

function stateOf(object: ManagedObject): ObjectState {
  if (object.ref.type === 'HostSystem') {
    const connection = textAt(object, 'runtime.connectionState');
    if (connection === 'disconnected' || connection === 'notResponding') return connection;
    return flagAt(object, 'runtime.inMaintenanceMode') ? 'maintenance' : 'normal';
  }
  if (object.ref.type !== 'VirtualMachine') return 'normal';
  const power = textAt(object, 'runtime.powerState');
  return power === 'poweredOn' || power === 'suspended' ? power : 'poweredOff';
}
