import type { ClusterFacts, HostFacts, HostFilter } from '../../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { asList, member, optionalText, textOf } from '../decoded.ts';
import { entityName } from './object-properties.ts';
import type { ObjectProperties } from './object-properties.ts';

/** Objects by the value of their reference. */
export type ObjectsById = ReadonlyMap<string, ObjectProperties>;

/** Makes facts of the objects of one read. Clusters and hosts whose name the account may not see are left out. */
export function clustersIn(objects: ObjectsById): readonly ClusterFacts[] {
  const hostsByParent = new Map<string, HostFacts[]>();
  for (const host of hostsIn(objects)) {
    const siblings = hostsByParent.get(host.parent.value);
    if (siblings) siblings.push(host);
    else hostsByParent.set(host.parent.value, [host]);
  }
  return [...objects.values()]
    .filter(({ ref }) => ref.type === 'ClusterComputeResource')
    .flatMap((cluster) => {
      const name = entityName(cluster);
      if (name === null) return [];
      const hosts = hostsByParent.get(cluster.ref.value) ?? [];
      return [clusterFacts(cluster, { name, datacenter: datacenterOf(cluster, objects), hosts })];
    });
}

/** All hosts, whatever their parent. */
export function hostsIn(objects: ObjectsById): readonly HostFacts[] {
  return [...objects.values()]
    .filter(({ ref }) => ref.type === 'HostSystem')
    .flatMap((host) => {
      const name = entityName(host);
      const parent = host.reference('parent');
      return name === null || parent === null ? [] : [hostFacts(host, name, parent)];
    });
}

/** Name of the datacenter above an object; empty when it is out of the account's sight. */
export function datacenterOf(object: ObjectProperties, objects: ObjectsById): string {
  let ancestor: ObjectProperties | undefined = object;
  // The inventory is a tree; the bound only keeps a broken answer from turning this into an endless loop.
  for (let steps = 0; ancestor && steps < 1_000; steps += 1) {
    if (ancestor.ref.type === 'Datacenter') return entityName(ancestor) ?? '';
    ancestor = objects.get(ancestor.reference('parent')?.value ?? '');
  }
  return '';
}

function clusterFacts(
  cluster: ObjectProperties,
  known: Pick<ClusterFacts, 'name' | 'datacenter' | 'hosts'>,
): ClusterFacts {
  const drs = cluster.value('configuration.drsConfig') ?? {};
  return {
    ref: cluster.ref,
    ...known,
    lifecycleManaged: cluster.flag('lifecycleManaged') ?? false,
    drs: {
      enabled: member(drs, 'enabled') === true,
      behavior: optionalText(drs, 'defaultVmBehavior'),
    },
  };
}

function hostFacts(
  host: ObjectProperties,
  name: string,
  parent: ManagedObjectReference,
): HostFacts {
  const connectionState = connectionStateOf(host);
  return {
    ref: host.ref,
    name,
    parent,
    connectionState,
    powerState: powerStateOf(host),
    inMaintenanceMode: host.flag('runtime.inMaintenanceMode') ?? false,
    rebootRequired: host.flag('summary.rebootRequired') ?? false,
    version: host.text('summary.config.product.version'),
    build: host.text('summary.config.product.build'),
    sslThumbprint: host.text('summary.config.sslThumbprint'),
    uefiSecureBoot: host.flag('capability.uefiSecureBoot'),
    timeInSync: host.flag('config.dateTimeInfo.serviceSync'),
    imageConfigManager: host.reference('configManager.imageConfigManager'),
    filters: filtersOf(host, connectionState),
  };
}

/** Null when nobody knows: the host has no `config` while disconnected, or the account may not read it. */
function filtersOf(
  host: ObjectProperties,
  connectionState: HostFacts['connectionState'],
): readonly HostFilter[] | null {
  const filters = host.value('config.ioFilterInfo');
  if (filters === undefined) {
    const isUnknown = connectionState !== 'connected' || host.refused('config.ioFilterInfo');
    return isUnknown ? null : [];
  }
  return asList(filters).map((filter) => ({
    id: textOf(filter, 'id'),
    name: textOf(filter, 'name'),
    vendor: textOf(filter, 'vendor'),
    version: textOf(filter, 'version'),
    type: optionalText(filter, 'type'),
    available: member(filter, 'available') === true,
  }));
}

/** A host whose state the account may not read counts as one that gives no answer: nothing may be planned on it. */
function connectionStateOf(host: ObjectProperties): HostFacts['connectionState'] {
  const state = host.text('runtime.connectionState');
  return state === 'connected' || state === 'disconnected' ? state : 'notResponding';
}

function powerStateOf(host: ObjectProperties): HostFacts['powerState'] {
  const state = host.text('runtime.powerState');
  return state === 'poweredOn' || state === 'poweredOff' || state === 'standBy' ? state : 'unknown';
}
