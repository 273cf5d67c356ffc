import type { Bundle } from '../../src/domain/bundle.ts';
import type { ClusterFilter, HostFacts, HostIssue } from '../../src/domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { canBeEmptied, evacuate } from './fake-evacuation.ts';
import type { FakeWorld } from './fake-world.ts';
import { isSame } from './fake-world.ts';

/** Lets a spec hold vCenter's work back and let it go on step by step. */
export class Pace {
  #isHeld = false;
  #waiting: (() => void)[] = [];

  hold(): void {
    this.#isHeld = true;
  }

  /** Lets one step happen; resolves when the work waits again or has ended. */
  async step(): Promise<void> {
    this.#waiting.shift()?.();
    await turn();
  }

  /** Lets everything go on by itself. */
  release(): void {
    this.#isHeld = false;
    for (const go of this.#waiting.splice(0)) go();
  }

  async next(): Promise<void> {
    if (!this.#isHeld) return turn();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** What an operation is to do. */
export interface FakeOperation {
  readonly method: string;
  readonly descriptionId: string;
  readonly operation: ClusterFilter['operation'];
  /** Where the bundle is; of no use to a removal. */
  readonly url: string;
  /** The filter that is on the cluster already. */
  readonly filterId?: string;
  /** The only host to work on. */
  readonly host?: ManagedObjectReference;
}

/** What vCenter does behind an operation: one host after the other, each with its checks. */
export class FakeOperations {
  readonly #world: FakeWorld;
  readonly pace = new Pace();

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  /** Starts the task. The record is there from its first moment and stays when hosts fail. */
  start(cluster: ManagedObjectReference, what: FakeOperation): ManagedObjectReference {
    const task = this.#world.makeTask({
      name: what.method,
      descriptionId: what.descriptionId,
      entity: what.host ?? cluster,
      cancelable: true,
    });
    void this.#run(cluster, task.ref, what);
    return task.ref;
  }

  async #run(
    cluster: ManagedObjectReference,
    task: ManagedObjectReference,
    what: FakeOperation,
  ): Promise<void> {
    const world = this.#world;
    await this.pace.next();
    const bundle = world.bundlesByUrl.get(what.url) ?? null;
    if (bundle === null && what.operation !== 'uninstall') {
      world.failTask(task, 'PlatformConfigFault', `Cannot access the VIB at ${what.url}.`);
      return;
    }
    const filter = this.#filterOf(cluster, bundle, what);
    if (filter === null) {
      world.failTask(task, 'NotFound', 'The filter is not on the cluster any more.');
      return;
    }
    const hosts = world.cluster(cluster).hosts.filter(({ ref }) => isChosen(ref, what));
    const open = this.#openIssues(cluster, filter.id, hosts);
    world.putRecord(cluster, { filter, issues: open });
    world.changeTask(task, { state: 'running', progress: 5 });
    const issues = await this.#goThrough(hosts, { cluster, task, bundle, filter, open });
    await this.pace.next();
    if (issues === null) world.failTask(task, 'RequestCanceled', 'The task was cancelled.');
    else if (issues.length > open.length)
      world.failTask(task, 'PlatformConfigFault', `${issues.length} host(s) failed.`);
    else {
      if (what.operation === 'uninstall' && issues.length === 0)
        world.removeRecord(cluster, filter.id);
      world.changeTask(task, { state: 'success', progress: 100 });
    }
  }

  /** @returns the issues that are open then, or null when the task was cancelled on the way */
  async #goThrough(
    hosts: readonly HostFacts[],
    run: {
      readonly cluster: ManagedObjectReference;
      readonly task: ManagedObjectReference;
      readonly bundle: Bundle | null;
      readonly filter: ClusterFilter;
      readonly open: readonly HostIssue[];
    },
  ): Promise<readonly HostIssue[] | null> {
    const world = this.#world;
    const issues = [...run.open];
    for (const [index, { ref }] of hosts.entries()) {
      await this.pace.next();
      if (world.task(run.task).cancelled) return null;
      const issue = this.#work(ref, run.bundle, run.filter);
      if (issue !== null) issues.push(issue);
      world.putRecord(run.cluster, { filter: run.filter, issues: [...issues] });
      world.changeTask(run.task, { progress: 5 + Math.floor(((index + 1) / hosts.length) * 95) });
    }
    return issues;
  }

  /** Work on one host stays what it was of other hosts. */
  #openIssues(
    cluster: ManagedObjectReference,
    filterId: string,
    hosts: readonly HostFacts[],
  ): readonly HostIssue[] {
    const chosen = new Set(hosts.map(({ ref }) => ref.value));
    const record = this.#world.recordsOf(cluster).find(({ filter }) => filter.id === filterId);
    return (record?.issues ?? []).filter(({ host }) => !chosen.has(host.value));
  }

  #filterOf(
    cluster: ManagedObjectReference,
    bundle: Bundle | null,
    what: FakeOperation,
  ): ClusterFilter | null {
    if (bundle !== null && what.operation !== 'uninstall') return clusterFilter(bundle, what);
    const record = this.#world.recordsOf(cluster).find(({ filter }) => filter.id === what.filterId);
    return record === undefined ? null : { ...record.filter, operation: 'uninstall' };
  }

  #work(
    ref: ManagedObjectReference,
    bundle: Bundle | null,
    filter: ClusterFilter,
  ): HostIssue | null {
    const world = this.#world;
    const host = world.hosts.find((candidate) => candidate.ref.value === ref.value);
    if (host === undefined) return null;
    const fault = this.#checkHost(host, filter, bundle);
    if (fault !== null) return { host: ref, faultType: fault.type, message: fault.message };
    const { id, name, vendor, version } = filter;
    const others = (host.filters ?? []).filter((other) => other.name !== name);
    const ours = { id, name, vendor, version, type: 'replication', available: true };
    const filters = filter.operation === 'uninstall' ? others : [...others, ours];
    if (filter.operation === 'install' || host.inMaintenanceMode) {
      world.changeHost(ref.value, { filters });
      return null;
    }
    world.changeHost(ref.value, { inMaintenanceMode: true });
    evacuate(world, host);
    world.changeHost(ref.value, { filters });
    world.changeHost(ref.value, { inMaintenanceMode: false });
    return null;
  }

  #checkHost(
    host: HostFacts,
    filter: ClusterFilter,
    bundle: Bundle | null,
  ): { readonly type: string; readonly message: string } | null {
    const wanted = this.#world.hostFaults.get(host.ref.value);
    if (wanted !== undefined) return wanted;
    if (host.connectionState !== 'connected')
      return { type: 'HostNotConnected', message: `The host ${host.name} is not connected.` };
    const level = this.#world.acceptanceLevels.get(host.ref.value) ?? 'community';
    if (level !== 'community' && bundle?.acceptanceLevel === 'community')
      return { type: 'PlatformConfigFault', message: `${host.name} accepts no community VIB.` };
    const mustEnter = filter.operation !== 'install' && !host.inMaintenanceMode;
    if (mustEnter && !canBeEmptied(this.#world, host)) {
      const message = `The host ${host.name} cannot enter maintenance mode: machines run on it.`;
      return { type: 'InvalidState', message };
    }
    return null;
  }
}

function isChosen(ref: ManagedObjectReference, { host }: FakeOperation): boolean {
  return host === undefined || isSame(ref, host);
}

function clusterFilter(bundle: Bundle, what: FakeOperation): ClusterFilter {
  const { name, vendor, vibVersion } = bundle.filter;
  return {
    id: what.filterId ?? `${vendor}_${name}`,
    name,
    vendor,
    version: vibVersion,
    operation: what.operation,
    vibUrl: what.url,
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
