import type { Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import { ROOT_FOLDER } from '../core/well-known.ts';
import type {
  ClusterScenario,
  DatacenterScenario,
  FilterScenario,
  HostScenario,
  Scenario,
  VmScenario,
} from '../scenario/scenario-schema.ts';
import { clusterObject, resourcePoolObject, standaloneObject } from './cluster-content.ts';
import type { ComputeResourcePlace } from './cluster-content.ts';
import { datacenterObject, folderObject } from './folder-content.ts';
import type { DatacenterFolders } from './folder-content.ts';
import { putHost } from './put-host.ts';
import { datastoreObject, networkObject } from './storage-content.ts';
import { snapshotObjects } from './vm-snapshots.ts';
import type { PolicyEffects } from './vm-devices.ts';
import { VmFolders } from './vm-folders.ts';
import { vmObject } from './vm-content.ts';
import type { World } from './world.ts';

/** One compute resource while it is being built. */
interface Group {
  readonly name: string;
  readonly hosts: readonly HostScenario[];
  readonly vms: readonly VmScenario[];
  readonly cluster?: ClusterScenario;
}

/** References of one datacenter while it is being built. */
interface DatacenterParts {
  readonly folders: DatacenterFolders;
  readonly networks: readonly Ref[];
  readonly networkNames: readonly string[];
  readonly policies: PolicyEffects;
  readonly vmFolders: VmFolders;
  readonly computeResources: Ref[];
  readonly datastores: Ref[];
  readonly vms: Ref[];
  readonly hosts: Ref[];
}

/** A cluster of the finished inventory together with what the scenario says about it. */
export interface BuiltCluster {
  readonly ref: Ref;
  readonly scenario: ClusterScenario;
  readonly hosts: readonly Ref[];
}

/** Puts all objects of a scenario into the registry, children before their parents. */
export function buildInventory(world: World, scenario: Scenario): BuiltCluster[] {
  const built: BuiltCluster[] = [];
  const policies = policyEffects(scenario);
  const datacenters = scenario.datacenters.map((entry) =>
    buildDatacenter(world, entry, { built, policies }),
  );
  world.vcenter.registry.put(
    folderObject(ROOT_FOLDER, 'Datacenters', datacenters, { kind: 'datacenter' }),
  );
  return built;
}

function policyEffects({ policies }: Scenario): PolicyEffects {
  const encrypting = policies.filter(({ rules }) =>
    rules.some(({ kind }) => kind === 'encryption'),
  );
  const filtering = policies.map(({ name, rules }): [string, string[]] => [
    name,
    rules.flatMap(({ kind, filter }) => (kind === 'filter' ? (filter ?? []) : [])),
  ]);
  return {
    filtering: new Map(filtering),
    encrypting: new Set(['VM Encryption Policy', ...encrypting.map(({ name }) => name)]),
  };
}

/** Ids of the filters of a cluster by their names, its own first. */
function filterIds(cluster: ClusterScenario | undefined): ReadonlyMap<string, string> {
  const filters = cluster === undefined ? [] : clusterFilters(cluster);
  return new Map(filters.map((filter) => [filter.name, filterId(filter)]));
}

/** The filters that a cluster of a scenario starts with, the one that its disks carry first. */
export function clusterFilters({
  filter,
  otherFilters,
}: ClusterScenario): readonly FilterScenario[] {
  return filter === undefined ? otherFilters : [filter, ...otherFilters];
}

function buildDatacenter(
  world: World,
  entry: DatacenterScenario,
  { built, policies }: { readonly built: BuiltCluster[]; readonly policies: PolicyEffects },
): Ref {
  const { registry } = world.vcenter;
  const self = ref('Datacenter', world.ids.next('datacenter-'));
  const parts = startDatacenter(world, { entry, self, policies });
  for (const cluster of entry.clusters) {
    const group = { name: cluster.name, hosts: cluster.hosts, vms: cluster.vms, cluster };
    const place = buildGroup(world, group, parts);
    built.push({ ref: place.ref, scenario: cluster, hosts: place.hosts });
  }
  for (const { host, vms } of entry.standaloneHosts) {
    buildGroup(world, { name: host.name, hosts: [host], vms }, parts);
  }
  const { folders, networks, datastores, vms, hosts } = parts;
  parts.networkNames.forEach((name, index) => {
    const network = networks[index];
    if (network === undefined) return;
    const members = { hosts, vms: index === 0 ? vms : [] };
    registry.put(networkObject(network, name, folders.network, members));
  });
  parts.vmFolders.put();
  const put = (kind: 'host' | 'datastore' | 'network', children: readonly Ref[]): void =>
    registry.put(folderObject(folders[kind], kind, children, { kind, parent: self }));
  put('host', parts.computeResources);
  put('datastore', datastores);
  put('network', networks);
  registry.put(datacenterObject(self, entry.name, folders, { datastores, networks }));
  return self;
}

function startDatacenter(
  world: World,
  about: {
    readonly entry: DatacenterScenario;
    readonly self: Ref;
    readonly policies: PolicyEffects;
  },
): DatacenterParts {
  const { entry, self, policies } = about;
  const folders = {
    vm: ref('Folder', world.ids.next('group-v')),
    host: ref('Folder', world.ids.next('group-h')),
    datastore: ref('Folder', world.ids.next('group-s')),
    network: ref('Folder', world.ids.next('group-n')),
  };
  return {
    folders,
    networks: entry.networks.map(() => ref('Network', world.ids.next('network-'))),
    networkNames: entry.networks,
    policies,
    vmFolders: new VmFolders(world, folders.vm, self),
    computeResources: [],
    datastores: [],
    vms: [],
    hosts: [],
  };
}

function buildGroup(world: World, group: Group, parts: DatacenterParts): ComputeResourcePlace {
  const { registry } = world.vcenter;
  const self =
    group.cluster === undefined
      ? ref('ComputeResource', world.ids.next('domain-s'))
      : ref('ClusterComputeResource', world.ids.next('domain-c'));
  const place: ComputeResourcePlace = {
    ref: self,
    folder: parts.folders.host,
    resourcePool: ref('ResourcePool', world.ids.next('resgroup-')),
    datastores: [ref('Datastore', world.ids.next('datastore-'))],
    networks: parts.networks,
    hosts: group.hosts.map(() => ref('HostSystem', world.ids.next('host-'))),
  };
  const vms = buildVms(world, group, place, parts);
  group.hosts.forEach((facts, index) => {
    const host = place.hosts[index];
    if (host === undefined) return;
    const own = group.vms.flatMap((vm, at) =>
      vm.host % group.hosts.length === index ? (vms[at] ?? []) : [],
    );
    putHost(world, facts, { ...place, ref: host, computeResource: self, vms: own });
  });
  registry.put(
    group.cluster === undefined
      ? standaloneObject(group.name, place, registry)
      : clusterObject(group.cluster, place, registry),
  );
  registry.put(resourcePoolObject(place.resourcePool, self, vms));
  putDatastores(world, group, place, { parts, vms });
  parts.computeResources.push(self);
  parts.datastores.push(...place.datastores);
  parts.vms.push(...vms);
  parts.hosts.push(...place.hosts);
  return place;
}

function putDatastores(
  world: World,
  group: Group,
  place: ComputeResourcePlace,
  { parts, vms }: { readonly parts: DatacenterParts; readonly vms: readonly Ref[] },
): void {
  for (const datastore of place.datastores) {
    const folder = parts.folders.datastore;
    const content = { ref: datastore, name: datastoreName(group), folder, hosts: place.hosts, vms };
    world.vcenter.registry.put(datastoreObject(content));
  }
}

function datastoreName(group: Group): string {
  const short = group.name.toLowerCase().split('.')[0]?.replaceAll(' ', '-') ?? 'datastore';
  return `${short}-vmfs-01`;
}

function buildVms(
  world: World,
  group: Group,
  place: ComputeResourcePlace,
  parts: DatacenterParts,
): Ref[] {
  const [datastore] = place.datastores;
  const [network] = parts.networks;
  if (datastore === undefined || network === undefined) return [];
  const vmPlace = {
    datastore,
    datastoreName: datastoreName(group),
    network,
    networkName: parts.networkNames[0] ?? 'VM Network',
    filterIds: filterIds(group.cluster),
    policies: parts.policies,
  };
  return group.vms.map((vm) => {
    const index = vm.host % group.hosts.length;
    const host = place.hosts[index];
    if (host === undefined) throw new Error(`${vm.name} has no host to run on`);
    const self = ref('VirtualMachine', world.ids.next('vm-'));
    const content = {
      ref: self,
      vm,
      place: vmPlace,
      schema: world.vcenter.schema,
      folder: parts.vmFolders.add(self, vm.folder),
      host,
      reachable: group.hosts[index]?.connectionState === 'connected',
      resourcePool: place.resourcePool,
      snapshots: vm.snapshots.map(() => ref('VirtualMachineSnapshot', world.ids.next('snapshot-'))),
    };
    world.addVm(self, vm);
    world.vcenter.registry.put(vmObject(content));
    for (const snapshot of snapshotObjects(content)) world.vcenter.registry.put(snapshot);
    return self;
  });
}

/**
 * Id of a third party's filter. How real ones look is not documented; this follows the built-in filters: vendor, name, product version
 * (simulation's choice).
 */
export function filterId(filter: {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
}): string {
  return `${filter.vendor}_${filter.name}_${filter.version.split('-')[0] ?? filter.version}`;
}

/** An id without its version: what different versions of one filter have in common. */
export function filterFamily(id: string): string {
  return id.slice(0, id.lastIndexOf('_'));
}
