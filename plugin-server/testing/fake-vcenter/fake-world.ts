import { Subject } from 'rxjs';
import type { Bundle } from '../../src/domain/bundle.ts';
import type {
  AcceptanceLevel,
  ClusterFacts,
  ClusterFilter,
  HostFacts,
  HostIssue,
  InventoryFacts,
} from '../../src/domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { VimFault } from '../../src/domain/vim-fault.ts';
import type { VmState } from '../../src/domain/virtual-disk.ts';
import type { VmFolder, VmListing, VmTag } from '../../src/domain/vm-listing.ts';
import type { TaskSnapshot } from '../../src/ports/vcenter.ts';
import type { FakeDisk, FakeVm, FakeVmFault } from './fake-machines.ts';
import type { FakeCapabilities, FakePolicy } from './fake-profiles.ts';

/** What a cluster has of one filter. */
export interface FakeRecord {
  readonly filter: ClusterFilter;
  readonly issues: readonly HostIssue[];
}

/** How one account differs from one that may do everything. */
export interface Denial {
  readonly objectId: string;
  readonly privilege: string;
}

/** The state of a vCenter, and the signal that it has changed. */
export class FakeWorld {
  readonly changes = new Subject<undefined>();
  readonly bundlesByUrl = new Map<string, Bundle>();
  readonly records = new Map<string, FakeRecord[]>();
  readonly acceptanceLevels = new Map<string, AcceptanceLevel>();
  readonly hostFaults = new Map<string, { readonly type: string; readonly message: string }>();
  readonly vms = new Map<string, FakeVm>();
  readonly disks: FakeDisk[] = [];
  /** By profile id. */
  readonly policies = new Map<string, FakePolicy>();
  readonly capabilities: FakeCapabilities = { areHeld: false, more: [] };
  readonly folders: VmFolder[] = [];
  /** Null for a vCenter that does not give them. */
  tags: readonly VmTag[] | null = [];
  /** What reconfigurations end with, by the id of the machine. */
  readonly vmFaults = new Map<string, readonly FakeVmFault[]>();
  /** What an account lacks; the service account is the key `service`, users go by session key. */
  readonly denials = new Map<string, readonly Denial[]>([['service', []]]);
  readonly tasks: TaskSnapshot[] = [];
  readonly registeredTaskTypes = new Set<string>();
  readonly now: () => Date;
  inventory: InventoryFacts;
  #tasksMade = 0;
  #policiesMade = 0;
  #versions = 0;

  constructor(inventory: InventoryFacts, now: () => Date) {
    this.inventory = inventory;
    this.now = now;
  }

  findCluster(ref: ManagedObjectReference): ClusterFacts | null {
    return this.inventory.clusters.find((cluster) => isSame(cluster.ref, ref)) ?? null;
  }

  /** Throws ManagedObjectNotFound. */
  cluster(ref: ManagedObjectReference): ClusterFacts {
    const found = this.findCluster(ref);
    if (found === null) throw objectNotFound(ref);
    return found;
  }

  get hosts(): readonly HostFacts[] {
    return [
      ...this.inventory.clusters.flatMap((cluster) => cluster.hosts),
      ...this.inventory.standaloneHosts,
    ];
  }

  isKnown(ref: ManagedObjectReference): boolean {
    return (
      ref.type === 'Folder' ||
      this.findCluster(ref) !== null ||
      this.hosts.some((host) => isSame(host.ref, ref) || isSame(host.parent, ref)) ||
      this.vms.has(ref.value)
    );
  }

  changeHost(hostId: string, changes: Partial<HostFacts>): void {
    const edit = <T extends HostFacts>(host: T): T =>
      host.ref.value === hostId ? { ...host, ...changes } : host;
    this.inventory = {
      clusters: this.inventory.clusters.map((cluster) => ({
        ...cluster,
        hosts: cluster.hosts.map(edit),
      })),
      standaloneHosts: this.inventory.standaloneHosts.map(edit),
    };
    this.changes.next(undefined);
  }

  changeCluster(clusterId: string, changes: Partial<ClusterFacts>): void {
    this.inventory = {
      ...this.inventory,
      clusters: this.inventory.clusters.map((cluster) =>
        cluster.ref.value === clusterId ? { ...cluster, ...changes } : cluster,
      ),
    };
    this.changes.next(undefined);
  }

  recordsOf(cluster: ManagedObjectReference): readonly FakeRecord[] {
    return this.records.get(this.cluster(cluster).ref.value) ?? [];
  }

  vmStates(): readonly VmState[] {
    return [...this.vms.values()].map(
      ({ ref, name, host, powerState, template, hasSnapshot, connectionState }) => ({
        ref,
        name,
        host,
        powerState,
        template,
        hasSnapshot: hasSnapshot ?? false,
        connectionState: connectionState ?? 'connected',
      }),
    );
  }

  /** What somebody else does to a machine; its configuration then has another version. */
  changeVm(vmId: string, changes: Partial<Omit<VmListing, 'diskCount'>>): void {
    const vm = this.vms.get(vmId);
    if (vm !== undefined) this.vms.set(vmId, { ...vm, changeVersion: this.#version(), ...changes });
    this.changes.next(undefined);
  }

  /** Gives a machine's configuration another version. */
  touchVm(vmId: string): void {
    this.changeVm(vmId, {});
  }

  nextPolicyId(): string {
    this.#policiesMade += 1;
    return `created-policy-${this.#policiesMade}`;
  }

  #version(): string {
    this.#versions += 1;
    return `2026-01-15T09:00:00.${String(this.#versions).padStart(6, '0')}Z`;
  }

  /** The disks of the machines on the cluster's hosts that have the filter on them. */
  disksWith(filterName: string, cluster: ManagedObjectReference): readonly FakeDisk[] {
    const hosts = new Set(this.cluster(cluster).hosts.map(({ ref }) => ref.value));
    return this.disks.filter(
      ({ vm, filterNames }) =>
        filterNames.includes(filterName) && hosts.has(this.vms.get(vm.value)?.host?.value ?? ''),
    );
  }

  /** Throws NoPermission when the service account lacks one of the privileges on one of the objects. */
  require(objects: readonly ManagedObjectReference[], privileges: readonly string[]): void {
    const denials = this.denials.get('service') ?? [];
    for (const object of objects) {
      const denied = denials.find(
        ({ objectId, privilege }) => objectId === object.value && privileges.includes(privilege),
      );
      if (denied === undefined) continue;
      const members = { object, privilegeId: denied.privilege };
      throw new VimFault('NoPermission', 'Permission was denied.', members);
    }
  }

  removeRecord(cluster: ManagedObjectReference, filterId: string): void {
    const others = this.recordsOf(cluster).filter(({ filter }) => filter.id !== filterId);
    this.records.set(cluster.value, others);
    this.changes.next(undefined);
  }

  /** Puts a record in the place of one with the same filter id, or adds it. */
  putRecord(cluster: ManagedObjectReference, record: FakeRecord): void {
    const others = this.recordsOf(cluster).filter(({ filter }) => filter.id !== record.filter.id);
    this.records.set(cluster.value, [...others, record]);
  }

  /** Makes a queued task. */
  makeTask(
    task: Pick<TaskSnapshot, 'name' | 'descriptionId' | 'entity'> &
      Partial<Pick<TaskSnapshot, 'cancelable'>>,
  ): TaskSnapshot {
    this.#tasksMade += 1;
    const made: TaskSnapshot = {
      state: 'queued',
      progress: null,
      error: null,
      cancelable: false,
      cancelled: false,
      ...task,
      ref: { type: 'Task', value: `task-${this.#tasksMade}` },
      queueTime: this.now().toISOString(),
    };
    this.tasks.unshift(made);
    this.changes.next(undefined);
    return made;
  }

  /** Throws ManagedObjectNotFound. */
  task(ref: ManagedObjectReference): TaskSnapshot {
    const found = this.tasks.find((task) => isSame(task.ref, ref));
    if (found === undefined) throw objectNotFound(ref);
    return found;
  }

  changeTask(ref: ManagedObjectReference, changes: Partial<TaskSnapshot>): void {
    const changed = { ...this.task(ref), ...changes };
    this.tasks.splice(
      this.tasks.findIndex((task) => isSame(task.ref, ref)),
      1,
      changed,
    );
    this.changes.next(undefined);
  }

  failTask(ref: ManagedObjectReference, faultType: string, message: string): void {
    this.changeTask(ref, { state: 'error', error: { faultType, message } });
  }

  /** What vCenter does some minutes after a task has ended. */
  forgetTask(ref: ManagedObjectReference): void {
    this.tasks.splice(
      this.tasks.findIndex((task) => isSame(task.ref, ref)),
      1,
    );
    this.changes.next(undefined);
  }
}

export function isSame(a: ManagedObjectReference, b: ManagedObjectReference): boolean {
  return a.type === b.type && a.value === b.value;
}

export function objectNotFound(obj: ManagedObjectReference): VimFault {
  return new VimFault('ManagedObjectNotFound', `${obj.type}:${obj.value} is gone.`, { obj });
}
