import type { DataObject } from '../core/managed-object.ts';
import type { VmScenario } from '../scenario/scenario-schema.ts';
import { stableUuid } from './stable-ids.ts';
import { cryptoKey, vmDevices, type VmPlace } from './vm-devices.ts';

/** Full names as vSphere shows them for the guests that scenarios use; others show their id. */
const guestNames: Readonly<Record<string, string>> = {
  debian12_64Guest: 'Debian GNU/Linux 12 (64-bit)',
  rhel9_64Guest: 'Red Hat Enterprise Linux 9 (64-bit)',
  ubuntu64Guest: 'Ubuntu Linux (64-bit)',
  windows2019srvNext_64Guest: 'Microsoft Windows Server 2022 (64-bit)',
  windows2022srvNext_64Guest: 'Microsoft Windows Server 2025 (64-bit)',
};

/** The day on which every machine of a scenario was made. */
const created = new Date('2025-11-03T08:00:00Z');

export function guestFullName(guestId: string): string {
  return guestNames[guestId] ?? guestId;
}

/** Path of a machine's configuration file. */
export function vmPathName(vm: VmScenario, place: VmPlace): string {
  return `[${place.datastoreName}] ${vm.name}/${vm.name}.${vm.template ? 'vmtx' : 'vmx'}`;
}

/** `FaultToleranceConfigInfo` of the primary of a pair. */
export function faultTolerance(vm: VmScenario, place: VmPlace): DataObject {
  return {
    role: 1,
    instanceUuids: [stableUuid(`${vm.name} instance`), stableUuid(`${vm.name} secondary`)],
    configPaths: [vmPathName(vm, place)],
    orphaned: false,
  };
}

const FIRST_CHANGE_VERSION = '2026-01-12T07:30:11.201546Z';
const unset = { value: undefined };

/**
 * A member of a machine's configuration as `vmConfig` would give it, without building all of that; undefined for those that need it. Whoever lists thousands of machines
 * asks for nothing else.
 */
export function vmConfigGlance(
  path: string,
  vm: VmScenario,
  place: VmPlace,
): { readonly value: unknown } | undefined {
  switch (path) {
    case 'config.template':
      return { value: vm.template };
    case 'config.changeVersion':
      return { value: FIRST_CHANGE_VERSION };
    case 'config.name':
      return { value: vm.name };
    case 'config.guestFullName':
      return { value: guestFullName(vm.guestId) };
    case 'config.managedBy':
      return unset;
    case 'config.ftInfo':
      return vm.faultTolerance ? undefined : unset;
    case 'config.keyId':
      return isEncrypted(vm, place) ? undefined : unset;
    default:
      return undefined;
  }
}

/** `VirtualMachineConfigInfo` of a machine. */
export function vmConfig(vm: VmScenario, place: VmPlace): DataObject {
  const folder = `[${place.datastoreName}] ${vm.name}/`;
  return {
    changeVersion: FIRST_CHANGE_VERSION,
    modified: new Date('1970-01-01T00:00:00Z'),
    name: vm.name,
    guestFullName: guestFullName(vm.guestId),
    version: 'vmx-19',
    uuid: stableUuid(vm.name),
    createDate: created,
    instanceUuid: stableUuid(`${vm.name} instance`),
    npivTemporaryDisabled: true,
    template: vm.template,
    guestId: vm.guestId,
    alternateGuestName: '',
    annotation: '',
    files: {
      vmPathName: vmPathName(vm, place),
      snapshotDirectory: folder,
      suspendDirectory: folder,
      logDirectory: folder,
    },
    tools: tools(),
    flags: flags(),
    defaultPowerOps: powerOperations(),
    hardware: {
      numCPU: vm.cpus,
      numCoresPerSocket: 1,
      memoryMB: vm.memoryMb,
      device: vmDevices(vm, place),
    },
    ...allocations(),
    ...switches(),
    ...(isEncrypted(vm, place) ? { keyId: cryptoKey(vm.name) } : {}),
    ...(vm.faultTolerance ? { ftInfo: faultTolerance(vm, place) } : {}),
  };
}

function isEncrypted(vm: VmScenario, { policies }: VmPlace): boolean {
  return vm.disks.some(({ policy }) => policies.encrypting.has(policy ?? ''));
}

function tools(): DataObject {
  return {
    toolsVersion: 12_421,
    toolsInstallType: 'guestToolsTypeOpenVMTools',
    afterPowerOn: true,
    afterResume: true,
    beforeGuestStandby: true,
    beforeGuestShutdown: true,
    toolsUpgradePolicy: 'manual',
    syncTimeWithHostAllowed: true,
    syncTimeWithHost: false,
  };
}

function flags(): DataObject {
  return {
    disableAcceleration: false,
    enableLogging: true,
    useToe: false,
    runWithDebugInfo: false,
    monitorType: 'release',
    htSharing: 'any',
    snapshotDisabled: false,
    snapshotLocked: false,
    diskUuidEnabled: false,
    snapshotPowerOffBehavior: 'powerOff',
    recordReplayEnabled: false,
    cbrcCacheEnabled: false,
    vvtdEnabled: false,
    vbsEnabled: false,
  };
}

function powerOperations(): DataObject {
  return {
    powerOffType: 'soft',
    suspendType: 'hard',
    resetType: 'soft',
    defaultPowerOffType: 'soft',
    defaultSuspendType: 'hard',
    defaultResetType: 'soft',
    standbyAction: 'checkpoint',
  };
}

/** The default shares of CPU and memory, without reservation or limit. */
export function allocations(): DataObject {
  const allocation = (shares: number): DataObject => ({
    reservation: 0,
    expandableReservation: false,
    limit: -1,
    shares: { shares, level: 'normal' },
  });
  return { cpuAllocation: allocation(2000), memoryAllocation: allocation(40_960) };
}

function switches(): DataObject {
  return {
    memoryHotAddEnabled: false,
    cpuHotAddEnabled: false,
    cpuHotRemoveEnabled: false,
    extraConfig: [{ key: 'svga.present', value: 'TRUE' }],
    swapPlacement: 'inherit',
    bootOptions: { bootDelay: 0, enterBIOSSetup: false, efiSecureBootEnabled: true },
    changeTrackingEnabled: false,
    firmware: 'efi',
    maxMksConnections: 40,
    guestAutoLockEnabled: true,
    memoryReservationLockedToMax: false,
    nestedHVEnabled: false,
    vPMCEnabled: false,
    messageBusTunnelEnabled: false,
  };
}
