import type { DataObject, ManagedObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import type { Schema } from '../schema/schema.ts';
import type { VmScenario } from '../scenario/scenario-schema.ts';
import { addLazy, isPending } from './lazy-properties.ts';
import { withSchemaDefaults } from './schema-defaults.ts';
import { stableNumber, stableUuid } from './stable-ids.ts';
import {
  allocations,
  faultTolerance,
  guestFullName,
  vmConfig,
  vmConfigGlance,
  vmPathName,
} from './vm-config.ts';
import type { VmPlace } from './vm-devices.ts';
import { snapshotTree } from './vm-snapshots.ts';

/** What a virtual machine's managed object is made from. */
export interface VmContent {
  readonly ref: Ref;
  readonly vm: VmScenario;
  readonly place: VmPlace;
  readonly schema: Schema;
  readonly folder: Ref;
  readonly host: Ref;
  /** Whether the machine's host is in contact with vCenter. */
  readonly reachable: boolean;
  readonly resourcePool: Ref;
  readonly snapshots: readonly Ref[];
}

const GIB = 1024 ** 3;

/** When the sizes were last measured. */
const measured = new Date();

/** The managed object of a virtual machine with every property that vCenter gives it. */
export function vmObject(content: VmContent): ManagedObject {
  const { vm, place, schema } = content;
  const properties: Record<string, unknown> = {
    parent: content.folder,
    overallStatus: 'green',
    configStatus: 'green',
    name: vm.name,
    disabledMethod: [],
    alarmActionsEnabled: true,
    environmentBrowser: ref('EnvironmentBrowser', `envbrowser-${content.ref.value}`),
    ...(vm.template ? {} : { resourcePool: content.resourcePool }),
    runtime: vmRuntime(content),
    datastore: [place.datastore],
    network: [place.network],
    rootSnapshot: content.snapshots.slice(0, 1),
    guestHeartbeatStatus: vm.powerState === 'poweredOn' ? 'green' : 'gray',
  };
  addLazy(properties, {
    capability: () => withSchemaDefaults(schema, 'VirtualMachineCapability', true),
    config: () => vmConfig(vm, place),
    layout: () => layout(vm, place),
    layoutEx: () => layoutEx(vm, place),
    storage: () => storage(vm, place),
    resourceConfig: () => ({ entity: content.ref, ...allocations() }),
    guest: () => vmGuest(vm, vm.powerState === 'poweredOn'),
  });
  if (content.snapshots.length > 0) addLazy(properties, { snapshot: () => snapshotTree(content) });
  return {
    ref: content.ref,
    properties,
    computed: { summary: () => vmSummary(content, properties) },
    peek: (path) => {
      if (path.startsWith('summary.')) return vmSummaryGlance(path, vm);
      return isPending(properties, 'config') ? vmConfigGlance(path, vm, place) : undefined;
    },
  };
}

function vmRuntime(content: VmContent): DataObject {
  const { vm } = content;
  const running = vm.powerState === 'poweredOn';
  return {
    host: content.host,
    connectionState: content.reachable ? 'connected' : 'disconnected',
    powerState: vm.powerState,
    faultToleranceState: vm.faultTolerance ? 'running' : 'notConfigured',
    toolsInstallerMounted: false,
    ...(running ? { bootTime: new Date('2026-01-10T06:00:00Z') } : {}),
    maxCpuUsage: vm.cpus * 1995,
    maxMemoryUsage: vm.memoryMb,
    numMksConnections: 0,
    recordReplayState: 'inactive',
    cleanPowerOff: !running,
    onlineStandby: false,
    consolidationNeeded: false,
    paused: false,
    snapshotInBackground: false,
  };
}

/** `GuestInfo` of a machine that runs or does not. */
export function vmGuest(vm: VmScenario, running: boolean): DataObject {
  const tools = running ? 'guestToolsRunning' : 'guestToolsNotRunning';
  return {
    toolsStatus: running ? 'toolsOk' : 'toolsNotRunning',
    toolsVersionStatus: 'guestToolsUnmanaged',
    toolsVersionStatus2: 'guestToolsUnmanaged',
    toolsRunningStatus: tools,
    toolsVersion: '12421',
    ...(running ? { guestId: vm.guestId, guestFullName: guestFullName(vm.guestId) } : {}),
    ...(running ? { hostName: vm.name, ipAddress: guestAddress(vm) } : {}),
    guestState: running ? 'running' : 'notRunning',
    guestOperationsReady: running,
    interactiveGuestOperationsReady: false,
    guestStateChangeSupported: running,
  };
}

function guestAddress(vm: VmScenario): string {
  return `192.0.2.${1 + stableNumber(vm.name, 254)}`;
}

function committed(vm: VmScenario): { committed: number; uncommitted: number; unshared: number } {
  const total = vm.disks.reduce((sum, disk) => sum + disk.sizeGb, 0) * GIB;
  const used = Math.round(total * (0.2 + stableNumber(vm.name, 50) / 100));
  return { committed: used, uncommitted: Math.round(total) - used, unshared: used };
}

function storage(vm: VmScenario, place: VmPlace): DataObject {
  return {
    perDatastoreUsage: [{ datastore: place.datastore, ...committed(vm) }],
    timestamp: measured,
  };
}

function layout(vm: VmScenario, place: VmPlace): DataObject {
  return { configFile: [vmPathName(vm, place)], logFile: ['vmware.log'] };
}

function layoutEx(vm: VmScenario, place: VmPlace): DataObject {
  const folder = `[${place.datastoreName}] ${vm.name}/`;
  const file = (key: number, name: string, type: string): DataObject => ({
    key,
    name: folder + name,
    type,
    size: 4096,
    uniqueSize: 4096,
    accessible: true,
  });
  return {
    file: [file(0, `${vm.name}.vmx`, 'config'), file(1, 'vmware.log', 'log')],
    timestamp: measured,
  };
}

/** A member of a machine's summary as `vmSummary` gives it, without making all of that. */
function vmSummaryGlance(path: string, vm: VmScenario): { readonly value: unknown } | undefined {
  return path === 'summary.config.numVirtualDisks' ? { value: vm.disks.length } : undefined;
}

function vmSummary(content: VmContent, properties: Readonly<Record<string, unknown>>): DataObject {
  const { vm, place } = content;
  const runtime = properties['runtime'] as DataObject;
  const running = runtime['powerState'] === 'poweredOn';
  return {
    vm: content.ref,
    runtime,
    guest: { ...(running ? { ipAddress: guestAddress(vm) } : {}) },
    config: {
      name: properties['name'],
      template: vm.template,
      vmPathName: vmPathName(vm, place),
      memorySizeMB: vm.memoryMb,
      cpuReservation: 0,
      memoryReservation: 0,
      numCpu: vm.cpus,
      numEthernetCards: 1,
      numVirtualDisks: vm.disks.length,
      uuid: stableUuid(vm.name),
      instanceUuid: stableUuid(`${vm.name} instance`),
      guestId: vm.guestId,
      guestFullName: guestFullName(vm.guestId),
      annotation: '',
      ...(vm.faultTolerance ? { ftInfo: faultTolerance(vm, place) } : {}),
    },
    storage: { ...committed(vm), timestamp: measured },
    quickStats: quickStats(vm, running),
    overallStatus: properties['overallStatus'],
  };
}

function quickStats(vm: VmScenario, running: boolean): DataObject {
  return {
    overallCpuUsage: running ? 20 + stableNumber(vm.name, 800) : 0,
    guestMemoryUsage: running ? Math.round(vm.memoryMb / 4) : 0,
    hostMemoryUsage: running ? vm.memoryMb : 0,
    guestHeartbeatStatus: running ? 'green' : 'gray',
    uptimeSeconds: running ? 86_400 + stableNumber(vm.name, 1_000_000) : 0,
  };
}
