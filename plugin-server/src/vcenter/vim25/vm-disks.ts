import type { VmDisk, VmDisks } from '../../domain/vm-listing.ts';
import { asList, listOf, member, numberOf, optionalNumber, optionalText } from '../decoded.ts';
import type { ObjectProperties } from './object-properties.ts';

/** What VmDisks are made of, and what a machine's disks are sent back with. */
export const VM_DISK_PATHS = ['config.changeVersion', 'config.hardware.device', 'disabledMethod'];

/** Backings that are files on a datastore; the others are raw devices, or not known here. */
const FILES: ReadonlySet<unknown> = new Set([
  'VirtualDiskFlatVer1BackingInfo',
  'VirtualDiskFlatVer2BackingInfo',
  'VirtualDiskSparseVer1BackingInfo',
  'VirtualDiskSparseVer2BackingInfo',
  'VirtualDiskSeSparseBackingInfo',
  'VirtualDiskLocalPMemBackingInfo',
]);
const RAW_DEVICE_MAPPING = 'VirtualDiskRawDiskMappingVer1BackingInfo';
const KIBIBYTE = 1024;

/** Null while the machine's configuration is out of reach. */
export function vmDisks(vm: ObjectProperties): VmDisks | null {
  const devices = vm.value('config.hardware.device');
  const changeVersion = vm.text('config.changeVersion');
  if (devices === undefined || changeVersion === null) return null;
  const all = asList(devices);
  const sharing = busSharingByController(all);
  return {
    vm: vm.ref,
    changeVersion,
    reconfigurable: !asList(vm.value('disabledMethod')).includes('ReconfigVM_Task'),
    disks: all
      .filter((device) => member(device, '$type') === 'VirtualDisk')
      .map((disk) => vmDisk(disk, sharing)),
  };
}

function vmDisk(disk: unknown, sharing: ReadonlyMap<number, VmDisk['busSharing']>): VmDisk {
  const backing = member(disk, 'backing') ?? {};
  const key = numberOf(disk, 'key');
  return {
    key,
    label: optionalText(member(disk, 'deviceInfo') ?? {}, 'label') ?? `Disk ${key}`,
    capacityBytes:
      optionalNumber(disk, 'capacityInBytes') ?? numberOf(disk, 'capacityInKB') * KIBIBYTE,
    kind: kindOf(backing),
    multiWriter: optionalText(backing, 'sharing') === 'sharingMultiWriter',
    busSharing: sharing.get(optionalNumber(disk, 'controllerKey') ?? -1) ?? 'none',
    filterIds: listOf(disk, 'iofilter').map(String),
    encrypted: member(backing, 'keyId') !== undefined,
  };
}

function kindOf(backing: unknown): VmDisk['kind'] {
  const type = member(backing, '$type');
  if (FILES.has(type)) return 'file';
  if (type !== RAW_DEVICE_MAPPING) return 'other';
  return optionalText(backing, 'compatibilityMode') === 'virtualMode'
    ? 'virtualRdm'
    : 'physicalRdm';
}

/** SCSI controllers tell how they share their bus, NVMe ones from API 8.0.2; the others cannot. */
function busSharingByController(
  devices: readonly unknown[],
): ReadonlyMap<number, VmDisk['busSharing']> {
  const sharing = new Map<number, VmDisk['busSharing']>();
  for (const device of devices) {
    const shared = optionalText(device, 'sharedBus');
    if (shared === null || shared === 'noSharing') continue;
    sharing.set(numberOf(device, 'key'), shared === 'physicalSharing' ? 'physical' : 'virtual');
  }
  return sharing;
}
