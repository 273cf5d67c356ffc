import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { knows } from '../soap/api-version.ts';
import type { WireObject } from '../soap/encode-request.ts';

/** `HostSystem.capability.uefiSecureBoot` came with this API version (vSphere API reference). */
const SECURE_BOOT_SINCE = '8.0.3.0';

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
  return [...HOST_PATHS, ...secureBoot];
}

/** PropertySpecs of everything that makes clusters, their hosts and the datacenters that they are in. */
function inventoryPropSet(apiVersion: string): readonly WireObject[] {
  return [
    { type: 'ClusterComputeResource', pathSet: CLUSTER_PATHS },
    { type: 'HostSystem', pathSet: hostPaths(apiVersion) },
    { type: 'Folder', pathSet: ['parent'] },
    { type: 'Datacenter', pathSet: ['name'] },
  ];
}

/** The managed object types whose objects the bulk read needs. */
export const INVENTORY_TYPES = ['Datacenter', 'Folder', 'ClusterComputeResource', 'HostSystem'];

/** Everything that a container view holds. */
export function viewSpec(view: ManagedObjectReference, apiVersion: string): WireObject {
  const members = { $type: 'TraversalSpec', type: 'ContainerView', path: 'view', skip: false };
  return {
    propSet: inventoryPropSet(apiVersion),
    objectSet: [{ obj: view, skip: true, selectSet: [members] }],
  };
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
