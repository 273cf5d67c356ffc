import type { VirtualDiskRef } from '../../domain/virtual-disk.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import { localizedFault, member, optionalText, textOf } from '../decoded.ts';
import type { WireObject } from '../soap/encode-request.ts';

const DISK = 'virtualDiskId';
const KEY = /^([^:]+):(\d{1,9})$/;

/** `vm-42:2000` (vSphere storage policy API reference). */
export function diskKeyOf({ vm, diskKey }: VirtualDiskRef): string {
  return `${vm.value}:${diskKey}`;
}

/** A disk as PBM names it. The server's id is needed where vCenters are linked. */
export function diskEntity(disk: VirtualDiskRef, serverUuid: string): WireObject {
  return { objectType: DISK, key: diskKeyOf(disk), serverUuid };
}

/** The disk of this vCenter that a `PbmServerObjectRef` names; null for something else, such as the home of a machine. */
export function diskNamed(object: unknown, serverUuid: string): VirtualDiskRef | null {
  const [, vm = '', diskKey = ''] = KEY.exec(textOf(object, 'key')) ?? [];
  const server = optionalText(object, 'serverUuid') ?? serverUuid;
  const isOurs = server.toLowerCase() === serverUuid.toLowerCase();
  if (textOf(object, 'objectType') !== DISK || !isOurs || vm === '') return null;
  return { vm: { type: 'VirtualMachine', value: vm }, diskKey: Number(diskKey) };
}

/** @throws VimFault with which PBM answered one row of many */
export function refuseFaultOf(row: unknown): void {
  const fault = member(row, 'fault');
  if (fault === undefined) return;
  const { faultType, message } = localizedFault(fault);
  throw new VimFault(faultType, message);
}
