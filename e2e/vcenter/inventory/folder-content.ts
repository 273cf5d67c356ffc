import type { ManagedObject, Ref } from '../core/managed-object.ts';
import { ROOT_FOLDER } from '../core/well-known.ts';

/** The four folders that every datacenter has. */
export interface DatacenterFolders {
  readonly vm: Ref;
  readonly host: Ref;
  readonly datastore: Ref;
  readonly network: Ref;
}

const childTypes: Readonly<Record<string, readonly string[]>> = {
  Datacenters: ['Folder', 'Datacenter'],
  vm: ['Folder', 'VirtualMachine', 'VirtualApp'],
  host: ['Folder', 'ComputeResource'],
  datastore: ['Folder', 'Datastore', 'StoragePod'],
  network: ['Folder', 'Network', 'DistributedVirtualSwitch'],
};

/** A folder; the root folder has no parent. */
export function folderObject(
  self: Ref,
  name: string,
  children: readonly Ref[],
  parent?: Ref,
): ManagedObject {
  return {
    ref: self,
    properties: {
      ...(parent === undefined ? {} : { parent }),
      overallStatus: 'green',
      configStatus: 'green',
      name,
      disabledMethod: [],
      alarmActionsEnabled: true,
      childType: [...(childTypes[name] ?? [])],
      childEntity: [...children],
    },
  };
}

/** A datacenter. */
export function datacenterObject(
  self: Ref,
  name: string,
  folders: DatacenterFolders,
  content: { readonly datastores: readonly Ref[]; readonly networks: readonly Ref[] },
): ManagedObject {
  return {
    ref: self,
    properties: {
      parent: ROOT_FOLDER,
      overallStatus: 'green',
      configStatus: 'green',
      name,
      disabledMethod: [],
      alarmActionsEnabled: true,
      vmFolder: folders.vm,
      hostFolder: folders.host,
      datastoreFolder: folders.datastore,
      networkFolder: folders.network,
      datastore: [...content.datastores],
      network: [...content.networks],
      configuration: { defaultHardwareVersionKey: 'vmx-19' },
    },
  };
}
