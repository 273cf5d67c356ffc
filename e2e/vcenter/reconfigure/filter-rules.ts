import type { DataObject, Ref } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { filtersOfDisk, hostOfVm, isRunning, nameOf, runtimeOf } from '../inventory/vm-state.ts';
import type { HostFilter } from '../inventory/world.ts';
import { filterClass } from '../policies/filter-classes.ts';
import type { PolicyContext } from '../policies/policy-context.ts';
import type { Profile } from '../policies/profile.ts';
import { requiredFilters } from '../policies/required-filters.ts';
import type { RequiredFilter } from '../policies/required-filters.ts';
import type { DiskChange, WantedPolicy } from './disk-change.ts';

/**
 * The ids of the filters that a disk has after an edit. The rules are vSphere's (storage documentation); the types of the faults are not documented and the
 * simulation's choice.
 * @throws VimFault when vSphere does not allow the change
 */
export function filtersAfter(
  context: PolicyContext,
  vm: Ref,
  change: DiskChange & { readonly wanted: WantedPolicy },
): readonly string[] {
  const present = filtersOfDisk(change.disk);
  const required = requirementsOf(context, change);
  const kept = present.filter((id) => !isDriven(context, vm, id));
  const chosen = required.map((filter) => onHost(context, vm, filter, change.index));
  const after = [...kept, ...chosen.map(({ id }) => id)];
  const same = after.length === present.length && after.every((id) => present.includes(id));
  if (same) return present;
  checkMachine(context, vm);
  checkDisk(change, required);
  checkBus(context, vm, { required, index: change.index });
  checkEncryption(context, vm, { required, present, index: change.index });
  return after;
}

/** With the datastore's default the disk follows the policy that the datastore has for that, if any. */
function requirementsOf(
  context: PolicyContext,
  { wanted, disk }: DiskChange & { readonly wanted: WantedPolicy },
): readonly RequiredFilter[] {
  const profile = wanted.kind === 'defined' ? wanted.profile : defaultOf(context, wanted, disk);
  return profile === undefined ? [] : requiredFilters(context, profile);
}

function defaultOf(
  { datastoreDefaults, profiles }: PolicyContext,
  wanted: WantedPolicy,
  disk: DataObject,
): Profile | undefined {
  if (wanted.kind !== 'default') return undefined;
  const datastore = (disk['backing'] as DataObject)['datastore'] as Ref | undefined;
  const id = datastoreDefaults.get(datastore?.value ?? '');
  return id === undefined ? undefined : profiles.find(id);
}

/** Whether policies put a filter on disks and take it off; the others stay what happens. */
function isDriven({ world }: PolicyContext, vm: Ref, id: string): boolean {
  const host = world.host(hostOfVm(world.vcenter.registry, vm));
  const filter = host.filters.find((each) => each.id === id);
  return filter === undefined || filterClass(filter.type) !== undefined;
}

function onHost(
  { world }: PolicyContext,
  vm: Ref,
  { name }: RequiredFilter,
  index: number,
): HostFilter {
  const host = world.host(hostOfVm(world.vcenter.registry, vm));
  const found = host.filters.find((filter) => filter.name === name);
  if (found !== undefined) return found;
  const text = `The I/O filter ${name} is not available on the host ${host.facts.name}.`;
  throw deviceFault(index, text);
}

function checkMachine({ world }: PolicyContext, vm: Ref): void {
  const { registry } = world.vcenter;
  const { properties } = registry.get(vm);
  const name = nameOf(registry, vm);
  if (runtimeOf(registry, vm)['powerState'] === 'suspended') {
    const members = { requestedState: 'poweredOff', existingState: 'suspended' };
    throw new VimFault('InvalidPowerState', members, `${name} is suspended.`);
  }
  if (properties['snapshot'] !== undefined) {
    const text = `The I/O filters of ${name} cannot be changed while it has snapshots.`;
    throw new VimFault('InvalidState', {}, text);
  }
  if ((properties['config'] as DataObject)['ftInfo'] !== undefined) {
    const text = `Fault Tolerance is on for ${name}; it can have no I/O filters.`;
    throw new VimFault('InvalidVmConfig', { property: 'ftInfo' }, text);
  }
}

function checkDisk({ disk, index }: DiskChange, required: readonly RequiredFilter[]): void {
  const backing = disk['backing'] as DataObject;
  if (required.length === 0) return;
  if (backing['compatibilityMode'] === 'physicalMode') {
    throw deviceFault(index, 'A raw device mapping in physical mode can have no I/O filter.');
  }
  if (backing['sharing'] === 'sharingMultiWriter') {
    throw deviceFault(index, 'A disk that several machines write to can have no I/O filter.');
  }
  const classes = required.map(({ className }) => className);
  const twice = classes.find((each, place) => classes.indexOf(each) !== place);
  if (twice !== undefined) {
    throw deviceFault(index, `A disk can have one I/O filter of the class ${twice} only.`);
  }
}

/** A controller that machines share is one for all disks in the simulation. */
function checkBus(
  { world }: PolicyContext,
  vm: Ref,
  { required, index }: { readonly required: readonly RequiredFilter[]; readonly index: number },
): void {
  if (required.length === 0 || world.vm(vm).busSharing === 'noSharing') return;
  throw deviceFault(index, 'A disk on a SCSI bus that machines share can have no I/O filter.');
}

/** Encryption comes and goes with the machine off, and bears other filters only when its policy says so. */
function checkEncryption(
  { world }: PolicyContext,
  vm: Ref,
  about: {
    readonly required: readonly RequiredFilter[];
    readonly present: readonly string[];
    readonly index: number;
  },
): void {
  const { required, present, index } = about;
  const encryption = required.find(({ className }) => className === 'ENCRYPTION');
  const isEncrypted = present.some((id) => id.startsWith('VMW_vmwarevmcrypt'));
  const { registry } = world.vcenter;
  if ((encryption !== undefined) !== isEncrypted && isRunning(registry, vm)) {
    const members = { requestedState: 'poweredOff', existingState: 'poweredOn' };
    throw new VimFault('InvalidPowerState', members, 'The machine must be off to be encrypted.');
  }
  const others = required.filter(({ className }) => className !== 'ENCRYPTION');
  if (encryption === undefined || others.length === 0) return;
  if (encryption.values['AllowCleartextFilters'] === 'True') return;
  const text = 'The encryption of the policy does not allow I/O filters before encryption.';
  throw deviceFault(index, text);
}

function deviceFault(deviceIndex: number, text: string): VimFault {
  return new VimFault('InvalidDeviceSpec', { property: 'profile', deviceIndex }, text);
}
