import type { DataObject, Ref } from '../core/managed-object.ts';
import { invalidArgument, VimFault } from '../core/vim-fault.ts';
import { disksOf } from '../inventory/vm-state.ts';
import type { Registry } from '../core/registry.ts';
import type { PolicyContext } from '../policies/policy-context.ts';
import type { Profile } from '../policies/profile.ts';

/** What an edit wants of the policy of a disk or of a machine's own files. */
export type WantedPolicy =
  | { readonly kind: 'defined'; readonly profile: Profile }
  | { readonly kind: 'default' }
  | { readonly kind: 'empty' };

/** An edit of one disk; `wanted` is undefined when it leaves the policy as it is. */
export interface DiskChange {
  /** Place of the edit in the specification. */
  readonly index: number;
  readonly disk: DataObject;
  readonly wanted: WantedPolicy | undefined;
}

/** Members of `VirtualMachineConfigSpec` that the simulation carries out. */
const supported = ['$type', 'changeVersion', 'deviceChange', 'vmProfile'];

/**
 * The edits of a specification. Only policies are changed here: everything else that a specification can ask for is `NotSupported`, and a device has to
 * come as it was read (simulation's choice).
 */
export function diskChanges(
  registry: Registry,
  policies: PolicyContext,
  { vm, spec }: { readonly vm: Ref; readonly spec: DataObject },
): readonly DiskChange[] {
  refuseOtherMembers(spec);
  const disks = disksOf(registry, vm);
  const entries = spec['deviceChange'] as readonly DataObject[];
  return entries.map((entry, index) => {
    const device = entry['device'] as DataObject;
    if (entry['operation'] !== 'edit' || entry['fileOperation'] !== undefined) notSupported();
    if (device.$type !== 'VirtualDisk') notSupported();
    const disk = disks.find(({ key }) => key === device['key']);
    if (disk === undefined)
      throw invalidDevice(index, 'key', 'The virtual machine has no such disk.');
    checkEcho(disk, device, index);
    const property = `spec.deviceChange[${index}].profile`;
    const wanted = wantedPolicy(policies, entry['profile'] as readonly DataObject[], property);
    return { index, disk, wanted };
  });
}

/** The policy that a list of profile specifications asks for; undefined for none. */
export function wantedPolicy(
  { profiles }: PolicyContext,
  specs: readonly DataObject[],
  property: string,
): WantedPolicy | undefined {
  const [spec] = specs;
  if (spec === undefined) return undefined;
  if (specs.length > 1) throw invalidArgument(property, 'There can be one policy only.');
  if (spec.$type === 'VirtualMachineDefaultProfileSpec') return { kind: 'default' };
  if (spec.$type === 'VirtualMachineEmptyProfileSpec') return { kind: 'empty' };
  if (spec.$type !== 'VirtualMachineDefinedProfileSpec') throw invalidArgument(property);
  const profile = profiles.get(String(spec['profileId']), property);
  if (profile.profileCategory === 'REQUIREMENT') return { kind: 'defined', profile };
  throw invalidArgument(property, `${profile.name} is a component and no policy.`);
}

function refuseOtherMembers(spec: DataObject): void {
  const other = Object.entries(spec).filter(
    ([name, value]) => !supported.includes(name) && !(Array.isArray(value) && value.length === 0),
  );
  if (other.length > 0) notSupported();
}

/** What tells which disk is meant and what it is must not differ from what the machine has. */
function checkEcho(disk: DataObject, device: DataObject, index: number): void {
  for (const member of ['controllerKey', 'unitNumber', 'capacityInKB']) {
    if (device[member] !== disk[member]) {
      throw invalidDevice(index, member, `The ${member} of the disk is another one.`);
    }
  }
  const backing = device['backing'] as DataObject | undefined;
  const own = disk['backing'] as DataObject;
  const same = backing?.$type === own.$type && backing?.['fileName'] === own['fileName'];
  if (!same) {
    const text = 'The backing of the disk is another one.';
    throw new VimFault('InvalidDeviceBacking', { property: 'backing', deviceIndex: index }, text);
  }
}

function invalidDevice(index: number, property: string, text: string): VimFault {
  return new VimFault('InvalidDeviceSpec', { property, deviceIndex: index }, text);
}

function notSupported(): never {
  throw new VimFault('NotSupported', {}, 'The operation is not supported on the object.');
}
