import type { Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import type { Change } from '../core/registry.ts';
import { VimFault } from '../core/vim-fault.ts';
import type { InjectedIssues } from '../filters/injected-issues.ts';
import { isRunning, runtimeOf } from '../inventory/vm-state.ts';
import type { World } from '../inventory/world.ts';
import { eventScope } from '../managers/event-scope.ts';
import { machinesToLeave, movesByItself, planEvacuation } from './evacuation.ts';
import { moveVm } from './move-vm.ts';
import { nextChange } from './wait-for-change.ts';

/** How a host enters maintenance mode. */
export interface EnterOptions {
  /** Seconds after which the attempt ends with `Timedout`; 0 or less: never. */
  readonly timeoutSeconds?: number;
  readonly evacuatePoweredOffVms?: boolean;
  readonly signal: AbortSignal;
  readonly progress?: (percent: number) => void;
}

/** DRS moves that many machines off a host at a time, as many as vCenter allows over a fast network. */
const MOVES_AT_A_TIME = 8;

/** Changes that may let an evacuation go on: machines move or stop, hosts come and go, DRS is set otherwise. */
const relevant = /^(vm|host|runtime|configuration)\b/;

/** Takes hosts into maintenance mode and out of it. */
export class Maintenance {
  readonly #world: World;
  readonly #injected: InjectedIssues;
  readonly #millisecondsPerMigration: number;

  constructor(world: World, injected: InjectedIssues, millisecondsPerMigration: number) {
    this.#world = world;
    this.#injected = injected;
    this.#millisecondsPerMigration = millisecondsPerMigration;
  }

  isIn(host: Ref): boolean {
    return runtimeOf(this.#world.vcenter.registry, host)['inMaintenanceMode'] === true;
  }

  isEntering(host: Ref): boolean {
    return this.#world.entering.has(refKey(host));
  }

  /**
   * Resolves when the host is in maintenance mode, which it is as soon as no running machine is on it. A fully automated DRS cluster moves them away, some at a time; anywhere
   * else, and for machines that fit nowhere, it waits until somebody moves or stops them (vSphere API reference).
   * @throws VimFault `InvalidState` when it is there or on its way, `Timedout`, the signal's reason, or an injected failure
   */
  async enter(host: Ref, options: EnterOptions): Promise<void> {
    const { registry } = this.#world.vcenter;
    if (this.isIn(host) || this.isEntering(host)) throw alreadyThere();
    const timeout = this.#startTimeout(options.timeoutSeconds ?? 0);
    this.#world.entering.add(refKey(host));
    this.#post('EnteringMaintenanceModeEvent', host);
    try {
      this.#injected.meetFault(host, 'maintenance');
      await this.#evacuate(host, options, AbortSignal.any([options.signal, timeout.signal]));
      registry.update(host, { 'runtime.inMaintenanceMode': true });
      this.#post('EnteredMaintenanceModeEvent', host);
    } catch (error) {
      // Cancelled, timed out or made to fail: the host stays as it was.
      const timedOut = error instanceof VimFault && error.type === 'Timedout';
      this.#post(timedOut ? 'TimedOutHostOperationEvent' : 'CanceledHostOperationEvent', host);
      throw error;
    } finally {
      this.#world.entering.delete(refKey(host));
      timeout.stop();
    }
  }

  /** Takes a host out of maintenance mode. Throws `VimFault` InvalidState when it is not in it. */
  exit(host: Ref): void {
    if (!this.isIn(host)) throw new VimFault('InvalidState');
    this.#world.vcenter.registry.update(host, { 'runtime.inMaintenanceMode': false });
    this.#post('ExitMaintenanceModeEvent', host);
  }

  async #evacuate(host: Ref, options: EnterOptions, signal: AbortSignal): Promise<void> {
    const { registry, clock } = this.#world.vcenter;
    const all = options.evacuatePoweredOffVms ?? false;
    const total = machinesToLeave(this.#world, host, all).length;
    for (;;) {
      signal.throwIfAborted();
      const left = machinesToLeave(this.#world, host, all);
      if (total > 0) options.progress?.(Math.round(((total - left.length) / total) * 90));
      if (left.length === 0) return;
      const automatic = movesByItself(this.#world, host);
      const { moves } = automatic ? planEvacuation(this.#world, left, [host]) : { moves: [] };
      if (moves.length === 0) {
        await nextChange(registry, isRelevant, signal);
        continue;
      }
      await clock.sleep(this.#millisecondsPerMigration, signal);
      for (const { vm, target } of moves.slice(0, MOVES_AT_A_TIME)) {
        const stillThere = registry.find(vm) !== undefined && registry.find(target) !== undefined;
        if (stillThere && (all || isRunning(registry, vm))) moveVm(this.#world, vm, target, true);
      }
    }
  }

  #startTimeout(seconds: number): { readonly signal: AbortSignal; readonly stop: () => void } {
    const over = new AbortController();
    const stopped = new AbortController();
    if (seconds > 0) {
      this.#world.vcenter.clock.sleep(seconds * 1000, stopped.signal).then(
        () => over.abort(new VimFault('Timedout', {}, 'Operation timed out.')),
        () => undefined,
      );
    }
    return { signal: over.signal, stop: () => stopped.abort() };
  }

  #post(type: string, host: Ref): void {
    const { registry, events } = this.#world.vcenter;
    events.post({ $type: type, ...eventScope(registry, host) });
  }
}

function isRelevant({ kind, paths }: Change): boolean {
  return kind !== 'update' || paths.some((path) => relevant.test(path));
}

function alreadyThere(): VimFault {
  return new VimFault('InvalidState', {}, 'The host is in maintenance mode or on its way there.');
}
