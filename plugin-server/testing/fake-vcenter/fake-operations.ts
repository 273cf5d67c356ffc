import type { Bundle } from '../../src/domain/bundle.ts';
import type { ClusterFilter, HostFacts, HostIssue } from '../../src/domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type { FakeWorld } from './fake-world.ts';

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

/** What vCenter does behind an operation: one host after the other, each with its checks. */
export class FakeOperations {
  readonly #world: FakeWorld;
  readonly pace = new Pace();

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  /** Starts the task. The record is there from its first moment and stays when hosts fail. */
  start(
    cluster: ManagedObjectReference,
    what: {
      readonly method: string;
      readonly descriptionId: string;
      readonly operation: ClusterFilter['operation'];
      readonly url: string;
      readonly filterId?: string;
    },
  ): ManagedObjectReference {
    const task = this.#world.makeTask({
      name: what.method,
      descriptionId: what.descriptionId,
      entity: cluster,
      state: 'queued',
      progress: null,
      error: null,
    });
    void this.#run(cluster, task.ref, what);
    return task.ref;
  }

  async #run(
    cluster: ManagedObjectReference,
    task: ManagedObjectReference,
    what: {
      readonly operation: ClusterFilter['operation'];
      readonly url: string;
      readonly filterId?: string;
    },
  ): Promise<void> {
    const world = this.#world;
    await this.pace.next();
    const bundle = world.bundlesByUrl.get(what.url);
    if (bundle === undefined) {
      this.#fail(task, 'PlatformConfigFault', `Cannot access the VIB at ${what.url}.`);
      return;
    }
    const filter = clusterFilter(bundle, what);
    world.putRecord(cluster, { filter, issues: [] });
    world.changeTask(task, { state: 'running', progress: 5 });
    const issues: HostIssue[] = [];
    const { hosts } = world.cluster(cluster);
    for (const [index, { ref }] of hosts.entries()) {
      await this.pace.next();
      const issue = this.#deploy(ref, bundle, filter);
      if (issue !== null) issues.push(issue);
      world.putRecord(cluster, { filter, issues });
      world.changeTask(task, { progress: 5 + Math.floor(((index + 1) / hosts.length) * 95) });
    }
    await this.pace.next();
    if (issues.length === 0) world.changeTask(task, { state: 'success', progress: 100 });
    else this.#fail(task, 'PlatformConfigFault', `Installing failed on ${issues.length} host(s).`);
  }

  #deploy(ref: ManagedObjectReference, bundle: Bundle, filter: ClusterFilter): HostIssue | null {
    const host = this.#world.hosts.find((candidate) => candidate.ref.value === ref.value);
    if (host === undefined) return null;
    const fault = this.#checkHost(host, bundle);
    if (fault !== null) return { host: ref, faultType: fault.type, message: fault.message };
    const { id, name, vendor, version } = filter;
    const others = (host.filters ?? []).filter((other) => other.name !== name);
    this.#world.changeHost(ref.value, {
      filters: [...others, { id, name, vendor, version, type: 'replication', available: true }],
    });
    return null;
  }

  #checkHost(
    host: HostFacts,
    bundle: Bundle,
  ): { readonly type: string; readonly message: string } | null {
    const wanted = this.#world.hostFaults.get(host.ref.value);
    if (wanted !== undefined) return wanted;
    if (host.connectionState !== 'connected')
      return { type: 'HostNotConnected', message: `The host ${host.name} is not connected.` };
    const level = this.#world.acceptanceLevels.get(host.ref.value) ?? 'community';
    if (level !== 'community' && bundle.acceptanceLevel === 'community')
      return { type: 'PlatformConfigFault', message: `${host.name} accepts no community VIB.` };
    return null;
  }

  #fail(task: ManagedObjectReference, faultType: string, message: string): void {
    this.#world.changeTask(task, { state: 'error', error: { faultType, message } });
  }
}

function clusterFilter(
  bundle: Bundle,
  what: {
    readonly operation: ClusterFilter['operation'];
    readonly url: string;
    readonly filterId?: string;
  },
): ClusterFilter {
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
