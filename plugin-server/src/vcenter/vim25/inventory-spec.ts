import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { knows } from '../soap/api-version.ts';
import type { WireObject } from '../soap/encode-request.ts';

/** `HostSystem.capability.uefiSecureBoot` came with this API version (vSphere API reference). */
const SECURE_BOOT_SINCE = '8.0.3.0';

/** `HostDateTimeInfo.serviceSync` came with this API version (vSphere API reference). */
const TIME_SYNC_SINCE = '7.0.3.0';

const CLUSTER_PATHS = [
  'name',
  'parent',
  'lifecycleManaged',
  // `configurationEx` would come with all rules and groups, and a path into it is one into a derived type.
  'configuration.drsConfig',
];
const HOST_PATHS = [
  'name',
  'parent',
  'runtime.connectionState',
  'runtime.powerState',
  'runtime.inMaintenanceMode',
  'summary.rebootRequired',
  'summary.config.product.version',
  'summary.config.product.build',
  'summary.config.sslThumbprint',
  'config.ioFilterInfo',
  'configManager.imageConfigManager',
];

/** What HostFacts are made of. */
export function hostPaths(apiVersion: string): readonly string[] {
  const secureBoot = knows(apiVersion, SECURE_BOOT_SINCE) ? ['capability.uefiSecureBoot'] : [];
  const timeSync = knows(apiVersion, TIME_SYNC_SINCE) ? ['config.dateTimeInfo.serviceSync'] : [];
  return [...HOST_PATHS, ...secureBoot, ...timeSync];
}

/** PropertySpecs of everything that makes clusters, their hosts and the datacenters that they are in. */
export function inventoryPropSet(
  apiVersion: string,
): readonly (WireObject & { readonly type: string })[] {
  return [
    { type: 'ClusterComputeResource', pathSet: CLUSTER_PATHS },
    { type: 'HostSystem', pathSet: hostPaths(apiVersion) },
    { type: 'Folder', pathSet: ['parent'] },
    { type: 'Datacenter', pathSet: ['name'] },
  ];
}

/** One cluster with its hosts, and the folders above it up to the datacenter. */
export function clusterSpec(cluster: ManagedObjectReference, apiVersion: string): WireObject {
  const hosts = { $type: 'TraversalSpec', type: 'ComputeResource', path: 'host', skip: false };
  return {
    propSet: inventoryPropSet(apiVersion),
    objectSet: [{ obj: cluster, skip: false, selectSet: [hosts, ancestors()] }],
  };
}

/** Plain compute resources, of which each standalone host has one, up to their datacenters. */
export function computeResourceSpec(resources: readonly ManagedObjectReference[]): WireObject {
  return {
    propSet: [
      { type: 'ComputeResource', pathSet: ['parent'] },
      { type: 'Folder', pathSet: ['parent'] },
      { type: 'Datacenter', pathSet: ['name'] },
    ],
    objectSet: resources.map((obj) => ({ obj, skip: false, selectSet: [ancestors()] })),
  };
}

/** Some properties of one object. */
export function objectSpec(obj: ManagedObjectReference, pathSet: readonly string[]): WireObject {
  return { propSet: [{ type: obj.type, pathSet }], objectSet: [{ obj, skip: false }] };
}

/** What VmFacts are made of. */
export const VM_PATHS = ['name', 'runtime.host', 'runtime.powerState', 'config.template'];

/** What VmState is made of; `rootSnapshot` tells of snapshots without their whole tree. */
const VM_STATE_PATHS = [...VM_PATHS, 'runtime.connectionState', 'rootSnapshot'];

/** What VmStates are made of, for many machines. */
export function vmStatesSpec(vms: readonly ManagedObjectReference[]): WireObject {
  return objectsSpec(vms, VM_STATE_PATHS);
}

/** Some properties of many objects of one type; one that is gone makes no fault (`reportMissingObjectsInResults`). */
export function objectsSpec(
  objects: readonly ManagedObjectReference[],
  pathSet: readonly string[],
): WireObject {
  return {
    propSet: [{ type: objects[0]?.type ?? 'ManagedEntity', pathSet }],
    objectSet: objects.map((obj) => ({ obj, skip: false })),
    reportMissingObjectsInResults: true,
  };
}

function ancestors(): WireObject {
  const again = { $type: 'SelectionSpec', name: 'ancestors' };
  return {
    $type: 'TraversalSpec',
    name: 'ancestors',
    type: 'ManagedEntity',
    path: 'parent',
    skip: false,
    selectSet: [again],
  };
}
