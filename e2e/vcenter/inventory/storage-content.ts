import type { DataObject, ManagedObject, Ref } from '../core/managed-object.ts';
import { stableUuid } from './stable-ids.ts';

const TIB = 1024 ** 4;
const CAPACITY = 16 * TIB;

/** What a datastore's managed object is made from. */
export interface DatastoreContent {
  readonly ref: Ref;
  readonly name: string;
  readonly folder: Ref;
  readonly hosts: readonly Ref[];
  readonly vms: readonly Ref[];
}

/** A VMFS datastore that all hosts of a compute resource share. */
export function datastoreObject(content: DatastoreContent): ManagedObject {
  const { ref, name, hosts } = content;
  const uuid = stableUuid(`datastore ${name}`);
  const url = `ds:///vmfs/volumes/${uuid}/`;
  return {
    ref,
    properties: {
      parent: content.folder,
      overallStatus: 'green',
      configStatus: 'green',
      name,
      disabledMethod: [],
      info: datastoreInfo(name, url, uuid),
      summary: {
        datastore: ref,
        name,
        url,
        capacity: CAPACITY,
        freeSpace: CAPACITY / 2,
        uncommitted: 0,
        accessible: true,
        multipleHostAccess: hosts.length > 1,
        type: 'VMFS',
        maintenanceMode: 'normal',
      },
      host: hosts.map((key) => datastoreMount(key, uuid)),
      vm: [...content.vms],
      browser: { type: 'HostDatastoreBrowser', value: `datastoreBrowser-${ref.value}` },
      capability: capability(),
    },
  };
}

/** How a host mounts a datastore. */
export function datastoreMount(host: Ref, uuid: string): DataObject {
  return {
    key: host,
    mountInfo: {
      path: `/vmfs/volumes/${uuid}`,
      accessMode: 'readWrite',
      mounted: true,
      accessible: true,
    },
  };
}

function datastoreInfo(name: string, url: string, uuid: string): DataObject {
  return {
    $type: 'VmfsDatastoreInfo',
    name,
    url,
    freeSpace: CAPACITY / 2,
    maxFileSize: 62 * TIB,
    maxVirtualDiskCapacity: 62 * TIB,
    maxMemoryFileSize: 62 * TIB,
    timestamp: new Date(),
    maxPhysicalRDMFileSize: 62 * TIB,
    maxVirtualRDMFileSize: 62 * TIB,
    vmfs: {
      type: 'VMFS',
      name,
      capacity: CAPACITY,
      blockSizeMb: 1,
      blockSize: 1024,
      maxBlocks: 63_963_136,
      majorVersion: 6,
      version: '6.82',
      uuid,
      extent: [{ diskName: `naa.${uuid.replaceAll('-', '')}`, partition: 1 }],
      vmfsUpgradable: false,
      ssd: true,
      local: false,
    },
  };
}

function capability(): DataObject {
  return {
    directoryHierarchySupported: true,
    rawDiskMappingsSupported: true,
    perFileThinProvisioningSupported: true,
    storageIORMSupported: true,
    nativeSnapshotSupported: false,
    topLevelDirectoryCreateSupported: true,
    seSparseSupported: true,
  };
}

/** A standard network that every host of the datacenter has. */
export function networkObject(
  ref: Ref,
  name: string,
  folder: Ref,
  members: { readonly hosts: readonly Ref[]; readonly vms: readonly Ref[] },
): ManagedObject {
  return {
    ref,
    properties: {
      parent: folder,
      overallStatus: 'green',
      configStatus: 'green',
      name,
      disabledMethod: [],
      summary: { network: ref, name, accessible: true, ipPoolName: '' },
      host: [...members.hosts],
      vm: [...members.vms],
    },
  };
}
