import type { DataObject, ManagedObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import type { Schema } from '../schema/schema.ts';
import { addLazy } from './lazy-properties.ts';
import { hostConfig, hostProduct } from './host-config.ts';
import {
  hostCores,
  hostCpuMhz,
  hostHardware,
  hostHardwareSummary,
  hostThreads,
} from './host-hardware.ts';
import { withSchemaDefaults } from './schema-defaults.ts';
import { stableNumber } from './stable-ids.ts';
import type { SimulatedHost } from './world.ts';

/** What a host's managed object is made from. */
export interface HostContent {
  readonly host: SimulatedHost;
  readonly schema: Schema;
  readonly datastores: readonly Ref[];
  readonly networks: readonly Ref[];
  readonly vms: readonly Ref[];
}

/** Managers that a host has in reality; each is one per host, numbered like it (`imageConfigManager-14` of `host-14`). */
const managers: Readonly<Record<string, string>> = {
  datastoreSystem: 'HostDatastoreSystem',
  storageSystem: 'HostStorageSystem',
  networkSystem: 'HostNetworkSystem',
  vmotionSystem: 'HostVMotionSystem',
  virtualNicManager: 'HostVirtualNicManager',
  serviceSystem: 'HostServiceSystem',
  firewallSystem: 'HostFirewallSystem',
  dateTimeSystem: 'HostDateTimeSystem',
  patchManager: 'HostPatchManager',
  imageConfigManager: 'HostImageConfigManager',
  certificateManager: 'HostCertificateManager',
};

/** The reference of one of a host's own managers. */
export function hostManager(host: Ref, property: string): Ref {
  const number = host.value.slice(host.value.indexOf('-') + 1);
  return ref(managers[property] ?? 'ManagedObject', `${property}-${number}`);
}

/** The managed object of a host with every property that vCenter gives it. */
export function hostObject(content: HostContent): ManagedObject {
  const { host, schema } = content;
  const connected = host.facts.connectionState === 'connected';
  const properties: Record<string, unknown> = {
    parent: host.computeResource,
    overallStatus: connected ? 'green' : 'red',
    configStatus: connected ? 'green' : 'gray',
    name: host.facts.name,
    disabledMethod: [],
    alarmActionsEnabled: true,
    runtime: hostRuntime(host),
    licensableResource: { resource: licensed() },
    configManager: Object.fromEntries(
      Object.keys(managers).map((name) => [name, hostManager(host.ref, name)]),
    ),
    vm: [...content.vms],
    datastore: [...content.datastores],
    network: [...content.networks],
    datastoreBrowser: ref('HostDatastoreBrowser', `datastoreBrowser-${host.ref.value}`),
  };
  addLazy(properties, {
    hardware: () => hostHardware(host.facts.name),
    capability: () => hostCapability(schema, host),
  });
  addConfig(properties, host);
  return { ref: host.ref, properties, computed: { summary: () => hostSummary(host, properties) } };
}

/** While a host is not connected vCenter has no configuration of it to show. */
function addConfig(properties: Record<string, unknown>, host: SimulatedHost): void {
  let config: unknown;
  const connectionState = (): unknown => (properties['runtime'] as DataObject)['connectionState'];
  Object.defineProperty(properties, 'config', {
    enumerable: true,
    configurable: true,
    get: () => (connectionState() === 'connected' ? (config ??= hostConfig(host)) : undefined),
    set: (value: unknown) => {
      config = value;
    },
  });
}

function hostRuntime(host: SimulatedHost): DataObject {
  const { connectionState, maintenanceMode } = host.facts;
  const daysUp = 5 + stableNumber(host.facts.name, 60);
  return {
    connectionState,
    powerState: connectionState === 'connected' ? 'poweredOn' : 'unknown',
    standbyMode: 'none',
    inMaintenanceMode: maintenanceMode,
    inQuarantineMode: false,
    bootTime: new Date(Date.now() - daysUp * 86_400_000),
    cryptoState: 'incapable',
    ...(host.facts.version.startsWith('8') ? { stateEncryption: stateEncryption(host) } : {}),
  };
}

function stateEncryption(host: SimulatedHost): DataObject {
  return {
    protectionMode: 'none',
    requireSecureBoot: host.facts.secureBoot,
    requireExecInstalledOnly: false,
  };
}

function licensed(): DataObject[] {
  return [
    { key: 'numCpuPackages', value: 2 },
    { key: 'numCpuCores', value: hostCores },
  ];
}

function hostCapability(schema: Schema, host: SimulatedHost): DataObject {
  return withSchemaDefaults(schema, 'HostCapability', true, {
    maxSupportedVMs: 1024,
    maxRunningVMs: 1024,
    maxSupportedVcpus: 768,
    maxHostRunningVms: 1024,
    uefiSecureBoot: host.facts.secureBoot,
  });
}

function hostSummary(
  host: SimulatedHost,
  properties: Readonly<Record<string, unknown>>,
): DataObject {
  return {
    host: host.ref,
    hardware: hostHardwareSummary(host.facts.name),
    runtime: properties['runtime'],
    config: {
      name: host.facts.name,
      port: 443,
      sslThumbprint: host.certificate.thumbprint,
      product: hostProduct(host),
      vmotionEnabled: true,
      faultToleranceEnabled: false,
    },
    quickStats: quickStats(host.facts.name),
    overallStatus: properties['overallStatus'],
    rebootRequired: host.rebootRequired,
    managementServerIp: '127.0.0.1',
  };
}

function quickStats(name: string): DataObject {
  return {
    overallCpuUsage: Math.round(hostCpuMhz * (0.1 + stableNumber(`${name} cpu`, 40) / 100)),
    overallMemoryUsage: 65_536 + stableNumber(`${name} memory`, 131_072),
    uptime: 432_000 + stableNumber(name, 5_184_000),
  };
}

/** CPU threads and memory that one host adds to its cluster's summary. */
export const hostShare = { cpuMhz: hostCpuMhz, cores: hostCores, threads: hostThreads };
