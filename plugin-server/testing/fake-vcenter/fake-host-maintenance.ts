import { filter, firstValueFrom, startWith } from 'rxjs';
import type { HostFacts } from '../../src/domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { VimFault } from '../../src/domain/vim-fault.ts';
import type { EvacuationForecast, HostMaintenance } from '../../src/ports/host-maintenance.ts';
import { canBeEmptied, evacuate, runningOn, targetsOf } from './fake-evacuation.ts';
import type { FakeLine } from './fake-line.ts';
import type { Pace } from './fake-operations.ts';
import type { FakeWorld } from './fake-world.ts';
import { isSame, objectNotFound } from './fake-world.ts';

const PRIVILEGES = ['Host.Config.Maintenance'];

/** Maintenance mode: a host is in it when nothing runs on it any more. The time limit of `enter` never passes here. */
export class FakeHostMaintenance implements HostMaintenance {
  readonly #world: FakeWorld;
  readonly #pace: Pace;
  readonly #line: FakeLine;

  constructor(world: FakeWorld, pace: Pace, line: FakeLine) {
    this.#world = world;
    this.#pace = pace;
    this.#line = line;
  }

  enter(host: ManagedObjectReference): Promise<ManagedObjectReference> {
    return this.#line.call('EnterMaintenanceMode_Task', () => {
      if (this.#host(host).inMaintenanceMode)
        throw new VimFault('InvalidState', 'The host is in maintenance mode already.');
      const task = this.#task(host, 'enterMaintenanceMode', 'EnterMaintenanceMode_Task');
      void this.#empty(host, task);
      return task;
    });
  }

  exit(host: ManagedObjectReference): Promise<ManagedObjectReference> {
    return this.#line.call('ExitMaintenanceMode_Task', () => {
      if (!this.#host(host).inMaintenanceMode)
        throw new VimFault('InvalidState', 'The host is not in maintenance mode.');
      const task = this.#task(host, 'exitMaintenanceMode', 'ExitMaintenanceMode_Task');
      void this.#pace.next().then(() => this.#succeed(host, task, false));
      return task;
    });
  }

  forecast(
    cluster: ManagedObjectReference,
    hosts: readonly ManagedObjectReference[],
  ): Promise<readonly EvacuationForecast[]> {
    return this.#line.call('ClusterEnterMaintenanceMode', () => {
      const known = this.#world.cluster(cluster).hosts;
      return hosts.map((ref) => {
        const host = known.find((candidate) => isSame(candidate.ref, ref));
        if (host === undefined)
          throw new VimFault('InvalidArgument', 'The host is not in the cluster.');
        this.#world.require([ref], PRIVILEGES);
        return this.#forecast(host);
      });
    });
  }

  /** With DRS that is not fully automated there are recommendations too; somebody has to apply them. */
  #forecast(host: HostFacts): EvacuationForecast {
    const running = runningOn(this.#world, host.ref);
    const isPossible =
      running.length === 0 ||
      (this.#world.cluster(host.parent).drs.enabled && targetsOf(this.#world, host).length > 0);
    return {
      host: host.ref,
      canEvacuate: isPossible,
      recommendations: isPossible ? running.length : 0,
      faults: isPossible ? [] : running.map(({ name }) => `${name} has nowhere to go.`),
    };
  }

  async #empty(host: ManagedObjectReference, task: ManagedObjectReference): Promise<void> {
    const world = this.#world;
    await this.#pace.next();
    world.changeTask(task, { state: 'running' });
    const isOver = (): boolean =>
      world.task(task).cancelled || canBeEmptied(world, this.#host(host));
    await firstValueFrom(world.changes.pipe(startWith(undefined), filter(isOver)));
    if (world.task(task).cancelled) {
      world.failTask(task, 'RequestCanceled', 'The task was cancelled.');
      return;
    }
    evacuate(world, this.#host(host));
    this.#succeed(host, task, true);
  }

  #succeed(
    host: ManagedObjectReference,
    task: ManagedObjectReference,
    inMaintenanceMode: boolean,
  ): void {
    this.#world.changeHost(host.value, { inMaintenanceMode });
    this.#world.changeTask(task, { state: 'success', progress: 100 });
  }

  #task(host: ManagedObjectReference, verb: string, name: string): ManagedObjectReference {
    const descriptionId = `HostSystem.${verb}`;
    return this.#world.makeTask({ name, descriptionId, entity: host, cancelable: true }).ref;
  }

  #host(ref: ManagedObjectReference): HostFacts {
    const host = this.#world.hosts.find((candidate) => isSame(candidate.ref, ref));
    if (host === undefined) throw objectNotFound(ref);
    this.#world.require([ref], PRIVILEGES);
    return host;
  }
}
