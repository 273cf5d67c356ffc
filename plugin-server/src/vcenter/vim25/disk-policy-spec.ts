import { VimFault } from '../../domain/vim-fault.ts';
import type { WantedPolicy } from '../../domain/virtual-disk.ts';
import { asList, member } from '../decoded.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { ObjectProperties } from './object-properties.ts';

/** Every kind of backing that a disk has in the API versions that we speak; all are in the WSDL with all their members. */
const BACKINGS: ReadonlySet<unknown> = new Set([
  'VirtualDiskFlatVer1BackingInfo',
  'VirtualDiskFlatVer2BackingInfo',
  'VirtualDiskSparseVer1BackingInfo',
  'VirtualDiskSparseVer2BackingInfo',
  'VirtualDiskSeSparseBackingInfo',
  'VirtualDiskRawDiskVer2BackingInfo',
  'VirtualDiskPartitionedRawDiskVer2BackingInfo',
  'VirtualDiskRawDiskMappingVer1BackingInfo',
  'VirtualDiskLocalPMemBackingInfo',
]);

/**
 * VirtualMachineConfigSpec that puts disks under policies and changes nothing else: each device as it was read, which the API demands of
 * an edit, and the version of the configuration, so that a change in between is refused.
 * @throws VimFault InvalidState when the configuration is out of reach, InvalidArgument when there is no such disk, NotSupported for a disk
 * of a kind that could not be sent back whole
 */
export function diskPolicySpec(
  vm: ObjectProperties,
  disks: readonly { readonly diskKey: number; readonly policy: WantedPolicy }[],
): WireObject {
  const devices = vm.value('config.hardware.device');
  if (devices === undefined)
    throw new VimFault('InvalidState', `The configuration of ${vm.ref.value} cannot be read now.`);
  const byKey = new Map(
    asList(devices)
      .filter((device) => member(device, '$type') === 'VirtualDisk')
      .map((disk) => [member(disk, 'key'), disk]),
  );
  return {
    changeVersion: vm.text('config.changeVersion'),
    deviceChange: disks.map(({ diskKey, policy }) => ({
      operation: 'edit',
      device: known(byKey.get(diskKey), `${vm.ref.value}:${diskKey}`),
      profile: [profileSpec(policy)],
    })),
  };
}

function known(disk: unknown, name: string): unknown {
  if (disk === undefined) throw new VimFault('InvalidArgument', `There is no disk ${name}.`);
  const backing = member(disk, 'backing');
  if (backing !== undefined && !BACKINGS.has(member(backing, '$type')))
    throw new VimFault('NotSupported', `The disk ${name} is of a kind that is not known here.`);
  return disk;
}

function profileSpec(policy: WantedPolicy): WireObject {
  if (policy.kind === 'default') return { $type: 'VirtualMachineDefaultProfileSpec' };
  return { $type: 'VirtualMachineDefinedProfileSpec', profileId: policy.profileId };
}
