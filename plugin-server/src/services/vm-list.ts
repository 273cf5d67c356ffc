import type { ClusterFacts, HostFacts, InventoryFacts } from '../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { VmFolder, VmListing } from '../domain/vm-listing.ts';

/** What a list can be sorted by. */
export type VmSortKey = 'name' | 'cluster' | 'host' | 'powerState' | 'policyState';

/** How many of a machine's disks are under a policy with the filter. */
export type VmPolicyState = 'none' | 'some' | 'all';

/** One machine with what a search, a filter and a sort need of it. */
export interface ListedVm {
  readonly listing: VmListing;
  readonly lowerName: string;
  /** Null when the host is unknown to the inventory. */
  readonly host: HostFacts | null;
  /** Null unless the host is one of a cluster. */
  readonly cluster: ClusterFacts | null;
  /** The disks under a policy with the filter: that policy's id by the disk's key. */
  readonly filterPolicies: ReadonlyMap<number, string>;
  readonly policyState: VmPolicyState;
}

/** What a list is made of; read from vCenter in bulk. */
export interface VmListFacts {
  readonly asOf: Date;
  readonly vms: readonly VmListing[];
  readonly folders: readonly VmFolder[];
  readonly inventory: InventoryFacts;
  /** Policy ids by disk key, by machine id. */
  readonly filterPolicies: ReadonlyMap<string, ReadonlyMap<number, string>>;
}

const NO_POLICIES: ReadonlyMap<number, string> = new Map();
const POWER_STATES = ['poweredOff', 'poweredOn', 'suspended'];
const POLICY_STATES = ['none', 'some', 'all'];

/** People number their machines, so vm-2 comes before vm-10. */
const COLLATOR = new Intl.Collator('en', { numeric: true });

/** All machines of one vCenter at one time, in the natural order of their names. Nothing of it ever changes. */
export class VmList {
  readonly asOf: Date;
  readonly vms: readonly ListedVm[];
  readonly folders: ReadonlyMap<string, VmFolder>;
  readonly clusters: readonly ClusterFacts[];
  /** All that the list names: machines, clusters and hosts. */
  readonly objects: readonly ManagedObjectReference[];
  /** Their ids. */
  readonly ids: ReadonlySet<string>;
  readonly #positions: ReadonlyMap<string, number>;
  readonly #orders = new Map<VmSortKey, Int32Array>();

  /** @param before an earlier list: names hardly change, and sorting what is nearly sorted costs nearly nothing */
  constructor(facts: VmListFacts, before: VmList | null = null) {
    this.asOf = facts.asOf;
    this.clusters = facts.inventory.clusters;
    this.folders = new Map(facts.folders.map((folder) => [folder.ref.value, folder]));
    this.vms = inNameOrder(facts.vms, before).map(placing(facts));
    this.objects = objectsOf(facts);
    this.ids = new Set(this.objects.map(({ value }) => value));
    this.#positions = new Map(this.vms.map(({ listing }, index) => [listing.ref.value, index]));
  }

  /** Place in the order of names; undefined for a machine that is not in the list. */
  positionOf(vmId: string): number | undefined {
    return this.#positions.get(vmId);
  }

  /** Positions in the wanted order, equal ones by name; made once. */
  order(by: VmSortKey): Int32Array {
    const known = this.#orders.get(by);
    if (known !== undefined) return known;
    const made = by === 'name' ? Int32Array.from(this.vms.keys()) : this.#ordered(by);
    this.#orders.set(by, made);
    return made;
  }

  #ordered(by: Exclude<VmSortKey, 'name'>): Int32Array {
    const rankOf = this.#ranking(by);
    const count = this.vms.length;
    // One number for rank and place, because numbers are sorted without any comparing function.
    const keys = Float64Array.from(this.vms, (vm, index) => rankOf(vm) * count + index);
    return Int32Array.from(keys.sort(), (key) => key % count);
  }

  #ranking(by: Exclude<VmSortKey, 'name'>): (vm: ListedVm) => number {
    switch (by) {
      case 'powerState':
        return ({ listing }) => POWER_STATES.indexOf(listing.powerState);
      case 'policyState':
        return ({ policyState }) => POLICY_STATES.indexOf(policyState);
      case 'cluster':
        return nameRanking(this.vms, ({ cluster }) => cluster?.name ?? '');
      case 'host':
        return nameRanking(this.vms, ({ host }) => host?.name ?? '');
    }
  }
}

function objectsOf({ vms, inventory }: VmListFacts): readonly ManagedObjectReference[] {
  const { clusters, standaloneHosts } = inventory;
  const hosts = [...clusters.flatMap((cluster) => cluster.hosts), ...standaloneHosts];
  return [...vms, ...clusters, ...hosts].map(({ ref }) => ref);
}

function nameRanking(
  vms: readonly ListedVm[],
  nameOf: (vm: ListedVm) => string,
): (vm: ListedVm) => number {
  const names = [...new Set(vms.map(nameOf))].sort((a, b) => COLLATOR.compare(a, b));
  const ranks = new Map(names.map((name, index) => [name, index]));
  return (vm) => ranks.get(nameOf(vm)) ?? 0;
}

function inNameOrder(vms: readonly VmListing[], before: VmList | null): readonly VmListing[] {
  const last = before?.vms.length ?? 0;
  const placed = vms.map((vm) => ({ vm, place: before?.positionOf(vm.ref.value) ?? last }));
  if (before !== null) placed.sort((a, b) => a.place - b.place);
  return placed
    .map(({ vm }) => vm)
    .sort((a, b) => COLLATOR.compare(a.name, b.name) || (a.ref.value < b.ref.value ? -1 : 1));
}

function placing(facts: VmListFacts): (listing: VmListing) => ListedVm {
  const { clusters, standaloneHosts } = facts.inventory;
  const hosts = new Map<string, Pick<ListedVm, 'host' | 'cluster'>>();
  for (const host of standaloneHosts) hosts.set(host.ref.value, { host, cluster: null });
  for (const cluster of clusters)
    for (const host of cluster.hosts) hosts.set(host.ref.value, { host, cluster });
  return (listing) => {
    const place = listing.host === null ? undefined : hosts.get(listing.host.value);
    const filterPolicies = facts.filterPolicies.get(listing.ref.value) ?? NO_POLICIES;
    return {
      listing,
      lowerName: listing.name.toLowerCase(),
      host: place?.host ?? null,
      cluster: place?.cluster ?? null,
      filterPolicies,
      policyState: stateOf(filterPolicies.size, listing.diskCount),
    };
  };
}

function stateOf(underFilter: number, disks: number): VmPolicyState {
  if (underFilter === 0) return 'none';
  return underFilter >= disks ? 'all' : 'some';
}
