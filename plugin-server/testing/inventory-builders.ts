import type { Bundle } from '../src/domain/bundle.ts';
import type {
  ClusterFacts,
  ClusterFilter,
  HostFacts,
  HostFilter,
} from '../src/domain/inventory-facts.ts';

/** A bundle of a filter that nobody ships; product code must take every name from here. */
export function aBundle(changes: Partial<Bundle> = {}): Bundle {
  return {
    id: 'b'.repeat(64),
    flavor: 'vaio8',
    fileName: 'samplefilter-vaio8.zip',
    size: 4096,
    filter: {
      name: 'samplefilter',
      vendor: 'SMP',
      vibVersion: '1.2.0-1OEM.800.1.0.20613240',
      productVersion: '1.2.0',
    },
    acceptanceLevel: 'community',
    maintenanceModeRequired: false,
    rebootRequired: false,
    liveInstall: true,
    liveRemove: true,
    signed: false,
    platforms: { patterns: ['8.*'], from: '8.0.0', below: '9.0.0' },
    origin: 'folder',
    addedAt: '2026-01-15T08:00:00.000Z',
    ...changes,
  };
}

/** The same release for ESXi 7. */
export function aVaio7Bundle(changes: Partial<Bundle> = {}): Bundle {
  return aBundle({
    id: '7'.repeat(64),
    flavor: 'vaio7',
    fileName: 'samplefilter-vaio7.zip',
    filter: { ...aBundle().filter, vibVersion: '1.2.0-1OEM.700.1.0.15843807' },
    platforms: { patterns: ['7.*', '8.*'], from: '7.0.0', below: '9.0.0' },
    ...changes,
  });
}

/** Our filter on a host. */
export function aHostFilter(changes: Partial<HostFilter> = {}): HostFilter {
  return {
    id: 'SMP_samplefilter_1.2.0',
    name: 'samplefilter',
    vendor: 'SMP',
    version: '1.2.0',
    type: 'replication',
    available: true,
    ...changes,
  };
}

/** Our filter on a cluster. */
export function aClusterFilter(changes: Partial<ClusterFilter> = {}): ClusterFilter {
  return {
    id: 'SMP_samplefilter_1.2.0',
    name: 'samplefilter',
    vendor: 'SMP',
    version: '1.2.0',
    operation: 'install',
    vibUrl: null,
    ...changes,
  };
}

/** A healthy ESXi 8.0.3 host without our filter. @param number makes the host's id and name */
export function aHost(number: number, changes: Partial<HostFacts> = {}): HostFacts {
  return {
    ref: { type: 'HostSystem', value: `host-${number}` },
    name: `esx-${number}.example.com`,
    parent: { type: 'ClusterComputeResource', value: 'domain-c1' },
    connectionState: 'connected',
    powerState: 'poweredOn',
    inMaintenanceMode: false,
    rebootRequired: false,
    version: '8.0.3',
    build: '24022510',
    sslThumbprint: 'AA:BB:CC',
    uefiSecureBoot: false,
    timeInSync: true,
    imageConfigManager: { type: 'HostImageConfigManager', value: `imageConfigManager-${number}` },
    filters: [],
    ...changes,
  };
}

/** What vCenter still knows of a host that is away. */
export function aDisconnectedHost(number: number, changes: Partial<HostFacts> = {}): HostFacts {
  return aHost(number, { connectionState: 'disconnected', filters: null, ...changes });
}

/** A cluster managed with baselines, with DRS; the hosts become its own. */
export function aCluster(
  number: number,
  hosts: readonly HostFacts[],
  changes: Partial<ClusterFacts> = {},
): ClusterFacts {
  const ref = { type: 'ClusterComputeResource', value: `domain-c${number}` };
  return {
    ref,
    name: `Cluster ${number}`,
    datacenter: 'Berlin',
    lifecycleManaged: false,
    drs: { enabled: true, behavior: 'fullyAutomated' },
    hosts: hosts.map((host) => ({ ...host, parent: ref })),
    ...changes,
  };
}
