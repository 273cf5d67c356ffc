import type { VmFacts } from '../../src/domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type { ComplianceStatus } from '../../src/domain/storage-profile.ts';
import type { VirtualDiskRef } from '../../src/domain/virtual-disk.ts';
import type { VmDisk, VmDisks, VmListing } from '../../src/domain/vm-listing.ts';
import type { FakeWorld } from './fake-world.ts';

/** A machine; what a spec leaves out is as on a healthy one. */
export type FakeVm = VmFacts &
  Partial<Omit<VmListing, 'diskCount'>> & {
    /** False while `disabledMethod` names ReconfigVM_Task. */
    readonly reconfigurable?: boolean;
  };

/** A virtual disk: the policy that PBM knows for it, and the filters that are really on it. What a spec leaves out is ordinary. */
export interface FakeDisk extends VirtualDiskRef, Partial<Omit<VmDisk, 'key' | 'filterIds'>> {
  readonly profileId: string | null;
  readonly filterNames: readonly string[];
  /** Generation of the policy when the disk came under it; left out, the present one. */
  readonly generation?: number;
  /** What SPBM answers, whatever the facts are. */
  readonly compliance?: ComplianceStatus;
}

/** A fault that a reconfiguration of one machine ends with. */
export interface FakeVmFault {
  readonly type: string;
  readonly message?: string;
  /** Whether vCenter answers it at once or leaves it in the task. */
  readonly at: 'call' | 'task';
  /** How often; once when left out. */
  readonly times?: number;
}

const GIBIBYTE = 1024 ** 3;
const FIRST_DISK_KEY = 2000;
const FIRST_VERSION = '2026-01-15T08:00:00.000000Z';

/** The disks of every machine, by the machine's id. */
export function disksByVm(world: FakeWorld): ReadonlyMap<string, readonly FakeDisk[]> {
  const disks = new Map<string, FakeDisk[]>();
  for (const disk of world.disks) {
    const present = disks.get(disk.vm.value);
    if (present) present.push(disk);
    else disks.set(disk.vm.value, [disk]);
  }
  return disks;
}

export function listingOf(vm: FakeVm, disks: readonly FakeDisk[]): VmListing {
  return {
    ref: vm.ref,
    name: vm.name,
    host: vm.host,
    powerState: vm.powerState,
    template: vm.template,
    hasSnapshot: vm.hasSnapshot ?? false,
    connectionState: vm.connectionState ?? 'connected',
    folder: vm.folder ?? null,
    changeVersion: changeVersionOf(vm),
    faultTolerant: vm.faultTolerant ?? false,
    encrypted: vm.encrypted ?? false,
    diskCount: disks.length,
  };
}

/** Null for a machine whose configuration is out of reach. */
export function vmDisks(world: FakeWorld, vm: FakeVm, disks: readonly FakeDisk[]): VmDisks | null {
  const changeVersion = changeVersionOf(vm);
  if (changeVersion === null) return null;
  return {
    vm: vm.ref,
    changeVersion,
    reconfigurable: (vm.reconfigurable ?? true) && !isBusy(world, vm.ref),
    disks: disks.map((disk) => vmDisk(world, vm, disk)),
  };
}

/** Whether a reconfiguration of the machine is under way. */
export function isBusy(world: FakeWorld, vm: ManagedObjectReference): boolean {
  return world.tasks.some(
    ({ name, entity, state }) =>
      name === 'ReconfigVM_Task' &&
      entity?.value === vm.value &&
      (state === 'queued' || state === 'running'),
  );
}

export function changeVersionOf(vm: FakeVm): string | null {
  return vm.changeVersion === undefined ? FIRST_VERSION : vm.changeVersion;
}

function vmDisk(world: FakeWorld, vm: FakeVm, disk: FakeDisk): VmDisk {
  const onHost = world.hosts.find(({ ref }) => ref.value === vm.host?.value)?.filters ?? [];
  return {
    key: disk.diskKey,
    label: disk.label ?? `Hard disk ${disk.diskKey - FIRST_DISK_KEY + 1}`,
    capacityBytes: disk.capacityBytes ?? 40 * GIBIBYTE,
    kind: disk.kind ?? 'file',
    multiWriter: disk.multiWriter ?? false,
    busSharing: disk.busSharing ?? 'none',
    filterIds: disk.filterNames.map(
      (name) => onHost.find((filter) => filter.name === name)?.id ?? name,
    ),
    encrypted: disk.encrypted ?? false,
  };
}
