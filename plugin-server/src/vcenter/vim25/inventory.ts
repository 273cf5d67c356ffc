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
import { asReference } from '../decoded.ts';
import type { ServiceContent } from '../service-content.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { VimSession } from '../vim-session.ts';
import { AcceptanceLevels } from './acceptance-levels.ts';
import { clustersIn, datacenterOf, hostsIn } from './inventory-facts.ts';
import type { ObjectsById } from './inventory-facts.ts';
import {
  clusterSpec,
  computeResourceSpec,
  hostPaths,
  INVENTORY_TYPES,
  objectSpec,
  viewSpec,
  VM_PATHS,
  vmStatesSpec,
} from './inventory-spec.ts';
import { nextPage, parseRetrieved } from './object-properties.ts';
import type { ObjectProperties } from './object-properties.ts';
import { vmFacts, vmState } from './vm-facts.ts';

// Large enough for few round trips, small enough that reading a page does not hold up other work.
const PAGE_SIZE = 500;

/** Bulk reads through the property collector (vSphere API reference); only leaf properties are asked for. */
export class VimInventory implements Inventory {
  readonly #session: VimSession;
  readonly #content: ServiceContent;
  readonly #apiVersion: string;
  readonly #levels: AcceptanceLevels;

  constructor(session: VimSession, content: ServiceContent, apiVersion: string, clock: Clock) {
    this.#session = session;
    this.#content = content;
    this.#apiVersion = apiVersion;
    this.#levels = new AcceptanceLevels(session.send, clock);
  }

  async read(): Promise<InventoryFacts> {
    const objects = byId(await this.#session.acrossRenewal(() => this.#readView()));
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
    const found = await this.#session.acrossRenewal(() => this.#retrieve(vmStatesSpec(vms)));
    const objects = byId(found);
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

  async #readView(): Promise<readonly ObjectProperties[]> {
    const view = asReference(
      await this.#session.send({
        target: this.#content.viewManager,
        operation: 'CreateContainerView',
        args: { container: this.#content.rootFolder, type: INVENTORY_TYPES, recursive: true },
      }),
    );
    try {
      return await this.#retrieve(viewSpec(view, this.#apiVersion));
    } finally {
      await this.#destroy(view);
    }
  }

  async #destroy(view: ManagedObjectReference): Promise<void> {
    try {
      await this.#session.send({ target: view, operation: 'DestroyView', args: {} });
    } catch {
      // Expected: the view went with its session, or vCenter is away, which the read itself then tells.
    }
  }

  /** All pages of one read. */
  async #retrieve(spec: WireObject): Promise<readonly ObjectProperties[]> {
    const target = this.#content.propertyCollector;
    let result = await this.#session.send({
      target,
      operation: 'RetrievePropertiesEx',
      args: { specSet: [spec], options: { maxObjects: PAGE_SIZE } },
    });
    const objects = [...parseRetrieved(result)];
    for (let token = nextPage(result); token !== null; token = nextPage(result)) {
      const operation = 'ContinueRetrievePropertiesEx';
      result = await this.#session.send({ target, operation, args: { token } });
      objects.push(...parseRetrieved(result));
    }
    return objects;
  }

  async #retrieveOrNull(spec: WireObject): Promise<readonly ObjectProperties[] | null> {
    try {
      return await this.#session.acrossRenewal(() => this.#retrieve(spec));
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
