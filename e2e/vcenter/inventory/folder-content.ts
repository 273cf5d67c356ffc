import type { ManagedObject, Ref } from '../core/managed-object.ts';
import { ROOT_FOLDER } from '../core/well-known.ts';

/** The four folders that every datacenter has. */
export interface DatacenterFolders {
  readonly vm: Ref;
  readonly host: Ref;
  readonly datastore: Ref;
  readonly network: Ref;
}

/** What a folder is for: it tells what can be in it. */
export type FolderKind = 'datacenter' | 'vm' | 'host' | 'datastore' | 'network';

const childTypes: Readonly<Record<FolderKind, readonly string[]>> = {
  datacenter: ['Folder', 'Datacenter'],
  vm: ['Folder', 'VirtualMachine', 'VirtualApp'],
  host: ['Folder', 'ComputeResource'],
  datastore: ['Folder', 'Datastore', 'StoragePod'],
  network: ['Folder', 'Network', 'DistributedVirtualSwitch'],
};

/** A folder of a kind; the root folder has no parent. */
export function folderObject(
  self: Ref,
  name: string,
  children: readonly Ref[],
  { kind, parent }: { readonly kind: FolderKind; readonly parent?: Ref },
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
      childType: [...childTypes[kind]],
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
