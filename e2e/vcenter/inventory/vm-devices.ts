import type { DataObject, Ref } from '../core/managed-object.ts';
import type { DiskScenario, VmScenario } from '../scenario/scenario-schema.ts';
import { stableMac, stableUuid } from './stable-ids.ts';

/** Where a virtual machine's files and its network card are. */
export interface VmPlace {
  readonly datastore: Ref;
  readonly datastoreName: string;
  readonly network: Ref;
  readonly networkName: string;
  /** Ids of the cluster's filters by their names; a disk that is said to be filtered has the first. */
  readonly filterIds: ReadonlyMap<string, string>;
  /** Names of the storage policies that put the cluster's filter on a disk, and of those that encrypt it. */
  readonly policies: PolicyEffects;
}

/** Names of policies by what they do to a disk. */
export interface PolicyEffects {
  /** The names of the filters that a policy asks for. */
  readonly filtering: ReadonlyMap<string, readonly string[]>;
  readonly encrypting: ReadonlySet<string>;
}

const ENCRYPTION_FILTER = 'VMW_vmwarevmcrypt_1.0.0';

const SCSI_KEY = 1000;
const FIRST_DISK_KEY = 2000;
/** The controller itself is unit 7. */
const SCSI_OWN_UNIT = 7;
const GIB = 1024 ** 3;

/** All virtual devices of a machine, keys as vSphere numbers them (disks from 2000, network cards from 4000). */
export function vmDevices(vm: VmScenario, place: VmPlace): DataObject[] {
  const disks = vm.disks.map((disk, index) => diskDevice(vm, disk, index, place));
  return [...fixedDevices(vm), videoCard(), ...disks, cdrom(), networkCard(vm, place)];
}

function described(label: string, summary: string): DataObject {
  return { label, summary };
}

function fixedDevices({ disks, busSharing }: VmScenario): DataObject[] {
  const controller = (type: string, key: number, label: string): DataObject => ({
    $type: type,
    key,
    deviceInfo: described(label, label),
    busNumber: 0,
  });
  return [
    controller('VirtualIDEController', 200, 'IDE 0'),
    controller('VirtualPCIController', 100, 'PCI controller 0'),
    {
      $type: 'ParaVirtualSCSIController',
      key: SCSI_KEY,
      deviceInfo: described('SCSI controller 0', 'VMware paravirtual SCSI'),
      controllerKey: 100,
      unitNumber: 3,
      busNumber: 0,
      device: disks.map((_, index) => FIRST_DISK_KEY + index),
      hotAddRemove: true,
      sharedBus: busSharing,
      scsiCtlrUnitNumber: SCSI_OWN_UNIT,
    },
  ];
}

function videoCard(): DataObject {
  return {
    $type: 'VirtualMachineVideoCard',
    key: 500,
    deviceInfo: described('Video card', 'Video card'),
    controllerKey: 100,
    unitNumber: 0,
    videoRamSizeInKB: 8192,
    numDisplays: 1,
    useAutoDetect: false,
    enable3DSupport: false,
  };
}

function diskDevice(vm: VmScenario, disk: DiskScenario, index: number, place: VmPlace): DataObject {
  const bytes = Math.round(disk.sizeGb * GIB);
  return {
    $type: 'VirtualDisk',
    key: FIRST_DISK_KEY + index,
    deviceInfo: described(`Hard disk ${index + 1}`, `${(bytes / 1024).toLocaleString('en-US')} KB`),
    backing: diskBacking(vm, disk, index, place),
    controllerKey: SCSI_KEY,
    unitNumber: index < SCSI_OWN_UNIT ? index : index + 1,
    capacityInKB: bytes / 1024,
    capacityInBytes: bytes,
    shares: { shares: 1000, level: 'normal' },
    ...diskFilters(disk, place),
  };
}

function diskFilters(disk: DiskScenario, place: VmPlace): DataObject {
  const { filtering, encrypting } = place.policies;
  const policy = disk.policy ?? '';
  const [first] = disk.filtered ? place.filterIds.values() : [];
  const asked = (filtering.get(policy) ?? []).flatMap((name) => place.filterIds.get(name) ?? []);
  const own = [...new Set(first === undefined ? asked : [first, ...asked])];
  const iofilter = encrypting.has(policy) ? [ENCRYPTION_FILTER, ...own] : own;
  return iofilter.length === 0 ? {} : { iofilter };
}

/** The key with which a machine's disks are encrypted. */
export function cryptoKey(vmName: string): DataObject {
  return { keyId: stableUuid(`${vmName} key`), providerId: { id: 'native-key-provider' } };
}

function diskBacking(
  vm: VmScenario,
  disk: DiskScenario,
  index: number,
  place: VmPlace,
): DataObject {
  const suffix = index === 0 ? '' : `_${index}`;
  const common = {
    fileName: `[${place.datastoreName}] ${vm.name}/${vm.name}${suffix}.vmdk`,
    datastore: place.datastore,
  };
  const uuid = stableUuid(`${vm.name} disk ${index}`);
  if (disk.rawDevice !== undefined) {
    return {
      $type: 'VirtualDiskRawDiskMappingVer1BackingInfo',
      ...common,
      lunUuid: uuid.replaceAll('-', ''),
      deviceName: `vml.0200${uuid.replaceAll('-', '')}`,
      compatibilityMode: `${disk.rawDevice}Mode`,
      diskMode: disk.rawDevice === 'physical' ? 'independent_persistent' : 'persistent',
      uuid,
      sharing: disk.sharing,
    };
  }
  return {
    $type: 'VirtualDiskFlatVer2BackingInfo',
    ...common,
    diskMode: 'persistent',
    split: false,
    writeThrough: false,
    thinProvisioned: disk.thin,
    uuid,
    contentId: uuid.replaceAll('-', ''),
    digestEnabled: false,
    sharing: disk.sharing,
    ...(place.policies.encrypting.has(disk.policy ?? '') ? { keyId: cryptoKey(vm.name) } : {}),
  };
}

function cdrom(): DataObject {
  return {
    $type: 'VirtualCdrom',
    key: 3000,
    deviceInfo: described('CD/DVD drive 1', 'Remote device'),
    backing: {
      $type: 'VirtualCdromRemotePassthroughBackingInfo',
      deviceName: '',
      useAutoDetect: false,
      exclusive: false,
    },
    connectable: { startConnected: false, allowGuestControl: true, connected: false, status: 'ok' },
    controllerKey: 200,
    unitNumber: 0,
  };
}

function networkCard(vm: VmScenario, place: VmPlace): DataObject {
  return {
    $type: 'VirtualVmxnet3',
    key: 4000,
    deviceInfo: described('Network adapter 1', place.networkName),
    backing: {
      $type: 'VirtualEthernetCardNetworkBackingInfo',
      deviceName: place.networkName,
      useAutoDetect: false,
      network: place.network,
    },
    connectable: { startConnected: true, allowGuestControl: true, connected: true, status: 'ok' },
    controllerKey: 100,
    unitNumber: 7,
    addressType: 'assigned',
    macAddress: stableMac(vm.name),
    wakeOnLanEnabled: true,
  };
}
