import type { DataObject, ManagedObject, Ref } from '../core/managed-object.ts';
import type { Registry } from '../core/registry.ts';
import type { ClusterScenario } from '../scenario/scenario-schema.ts';
import { hostShare } from './host-content.ts';
import { allocations } from './vm-config.ts';

/** The references around a compute resource. */
export interface ComputeResourcePlace {
  readonly ref: Ref;
  readonly folder: Ref;
  readonly resourcePool: Ref;
  readonly datastores: readonly Ref[];
  readonly networks: readonly Ref[];
  readonly hosts: readonly Ref[];
}

/** The managed object of a cluster. */
export function clusterObject(
  cluster: ClusterScenario,
  place: ComputeResourcePlace,
  registry: Registry,
): ManagedObject {
  const properties: Record<string, unknown> = {
    ...computeResourceProperties(cluster.name, place),
    configurationEx: {
      $type: 'ClusterConfigInfoEx',
      ...resourceConfig(),
      ...clusterConfig(cluster),
    },
    lifecycleManaged: cluster.lifecycleManaged,
    configManagerEnabled: false,
    configuration: clusterConfig(cluster),
  };
  const summary = (): DataObject => clusterSummary(properties, registry);
  return { ref: place.ref, properties, computed: { summary, summaryEx: summary } };
}

/** The managed object of the compute resource that wraps a standalone host. */
export function standaloneObject(
  name: string,
  place: ComputeResourcePlace,
  registry: Registry,
): ManagedObject {
  const properties: Record<string, unknown> = {
    ...computeResourceProperties(name, place),
    configurationEx: resourceConfig(),
  };
  return {
    ref: place.ref,
    properties,
    computed: { summary: () => capacity(properties, registry) },
  };
}

function computeResourceProperties(
  name: string,
  place: ComputeResourcePlace,
): Record<string, unknown> {
  return {
    parent: place.folder,
    overallStatus: 'green',
    configStatus: 'green',
    name,
    disabledMethod: [],
    alarmActionsEnabled: true,
    resourcePool: place.resourcePool,
    host: [...place.hosts],
    datastore: [...place.datastores],
    network: [...place.networks],
  };
}

function resourceConfig(): DataObject {
  return { vmSwapPlacement: 'vmDirectory', spbmEnabled: true };
}

function clusterConfig(cluster: ClusterScenario): DataObject {
  const behavior = cluster.drs === 'off' ? 'fullyAutomated' : cluster.drs;
  return {
    dasConfig: {
      enabled: cluster.highAvailability,
      vmMonitoring: 'vmMonitoringDisabled',
      hostMonitoring: 'enabled',
      failoverLevel: 1,
      admissionControlEnabled: true,
    },
    drsConfig: {
      enabled: cluster.drs !== 'off',
      enableVmBehaviorOverrides: true,
      defaultVmBehavior: behavior,
      vmotionRate: 3,
    },
  };
}

function capacity(properties: Readonly<Record<string, unknown>>, registry: Registry): DataObject {
  const hosts = properties['host'] as readonly Ref[];
  const effective = hosts.filter((host) => {
    const runtime = registry.find(host)?.properties['runtime'] as DataObject | undefined;
    return runtime?.['connectionState'] === 'connected' && runtime['inMaintenanceMode'] === false;
  }).length;
  const memory = 256 * 1024;
  return {
    totalCpu: hosts.length * hostShare.cpuMhz,
    totalMemory: hosts.length * memory * 1024 * 1024,
    numCpuCores: hosts.length * hostShare.cores,
    numCpuThreads: hosts.length * hostShare.threads,
    effectiveCpu: effective * hostShare.cpuMhz,
    effectiveMemory: effective * memory,
    numHosts: hosts.length,
    numEffectiveHosts: effective,
    overallStatus: properties['overallStatus'],
  };
}

function clusterSummary(
  properties: Readonly<Record<string, unknown>>,
  registry: Registry,
): DataObject {
  return {
    $type: 'ClusterComputeResourceSummary',
    ...capacity(properties, registry),
    currentFailoverLevel: 1,
    numVmotions: 0,
    targetBalance: 200,
    currentBalance: 40,
    drsScore: 94,
    vcsHealthStatus: 'healthy',
  };
}

/** The root resource pool of a compute resource. */
export function resourcePoolObject(pool: Ref, owner: Ref, vms: readonly Ref[]): ManagedObject {
  const config = { entity: pool, ...allocations() };
  const usage = {
    reservationUsed: 0,
    reservationUsedForVm: 0,
    unreservedForPool: 0,
    unreservedForVm: 0,
    overallUsage: 0,
    maxUsage: 0,
  };
  const runtime = { memory: usage, cpu: usage, overallStatus: 'green' };
  return {
    ref: pool,
    properties: {
      parent: owner,
      overallStatus: 'green',
      configStatus: 'green',
      name: 'Resources',
      disabledMethod: [],
      summary: { name: 'Resources', config, runtime, configuredMemoryMB: 0 },
      runtime,
      owner,
      resourcePool: [],
      vm: [...vms],
      config,
      childConfiguration: [],
    },
  };
}
