import type {
  AcceptanceLevel,
  ClusterFacts,
  HostFacts,
  InventoryFacts,
  VmFacts,
} from '../../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type { VmState } from '../../domain/virtual-disk.ts';
import { isFault } from '../../domain/vim-fault.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Inventory } from '../../ports/vcenter.ts';
import type { ServiceContent } from '../service-content.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { VimSession } from '../vim-session.ts';
import { AcceptanceLevels } from './acceptance-levels.ts';
import { BulkReader } from './bulk-reader.ts';
import { clustersIn, datacenterOf, hostsIn } from './inventory-facts.ts';
import type { ObjectsById } from './inventory-facts.ts';
import {
  clusterSpec,
  computeResourceSpec,
  hostPaths,
  inventoryPropSet,
  objectSpec,
  VM_PATHS,
  vmStatesSpec,
} from './inventory-spec.ts';
import type { ObjectProperties } from './object-properties.ts';
import { vmFacts, vmState } from './vm-facts.ts';

// Large enough for few round trips, small enough that reading a page does not hold up other work.
const PAGE_SIZE = 500;

/** Bulk reads through the property collector (vSphere API reference); only leaf properties are asked for. */
export class VimInventory implements Inventory {
  readonly #reader: BulkReader;
  readonly #apiVersion: string;
  readonly #levels: AcceptanceLevels;

  constructor(session: VimSession, content: ServiceContent, apiVersion: string, clock: Clock) {
    this.#reader = new BulkReader(session, content);
    this.#apiVersion = apiVersion;
    this.#levels = new AcceptanceLevels(session.send, clock);
  }

  async read(): Promise<InventoryFacts> {
    const propSet = inventoryPropSet(this.#apiVersion);
    const objects = byId(await this.#reader.inventory(propSet, PAGE_SIZE));
    const alone = hostsIn(objects).filter(({ parent }) => parent.type === 'ComputeResource');
    const above =
      alone.length === 0
        ? new Map<string, ObjectProperties>()
        : byId(await this.#retrieve(computeResourceSpec(alone.map(({ parent }) => parent))));
    return {
      clusters: clustersIn(objects),
      standaloneHosts: alone.map((host) => {
        const resource = above.get(host.parent.value);
        return { ...host, datacenter: resource ? datacenterOf(resource, above) : '' };
      }),
    };
  }

  async readCluster(cluster: ManagedObjectReference): Promise<ClusterFacts | null> {
    const objects = await this.#retrieveOrNull(clusterSpec(cluster, this.#apiVersion));
    return objects ? (clustersIn(byId(objects))[0] ?? null) : null;
  }

  async readVm(vm: ManagedObjectReference): Promise<VmFacts | null> {
    const found = (await this.#retrieveOrNull(objectSpec(vm, VM_PATHS)))?.[0];
    return found ? vmFacts(found) : null;
  }

  async readVms(vms: readonly ManagedObjectReference[]): Promise<readonly VmState[]> {
    if (vms.length === 0) return [];
    const objects = byId(await this.#retrieve(vmStatesSpec(vms)));
    return vms.flatMap(({ value }) => {
      const object = objects.get(value);
      const state = object ? vmState(object) : null;
      return state === null ? [] : [state];
    });
  }

  async readHost(host: ManagedObjectReference): Promise<HostFacts | null> {
    const found = await this.#retrieveOrNull(objectSpec(host, hostPaths(this.#apiVersion)));
    return found ? (hostsIn(byId(found))[0] ?? null) : null;
  }

  acceptanceLevels(
    hosts: Parameters<Inventory['acceptanceLevels']>[0],
  ): Promise<ReadonlyMap<string, AcceptanceLevel>> {
    return this.#levels.of(hosts);
  }

  #retrieve(spec: WireObject): Promise<readonly ObjectProperties[]> {
    return this.#reader.objects(spec, PAGE_SIZE);
  }

  async #retrieveOrNull(spec: WireObject): Promise<readonly ObjectProperties[] | null> {
    try {
      return await this.#retrieve(spec);
    } catch (error) {
      // Expected: the object is gone, or was never there.
      if (isFault(error, 'ManagedObjectNotFound')) return null;
      throw error;
    }
  }
}

function byId(objects: readonly ObjectProperties[]): ObjectsById {
  return new Map(objects.map((object) => [object.ref.value, object]));
}
