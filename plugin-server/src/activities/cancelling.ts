import type { StepName, StepState } from '../domain/activity.ts';
import type { ClusterRecord } from './cluster-record.ts';

/** Thrown where work stops because a user cancelled it before vCenter was asked to change the hosts, or the machines. */
export class Cancelled extends Error {
  constructor() {
    super('The cluster was cancelled.');
    this.name = 'Cancelled';
  }
}

/** A user's wish to cancel one cluster. It is recorded, so it holds across a restart. */
export class Cancelling {
  readonly #record: ClusterRecord;
  readonly #wish = new AbortController();

  constructor(record: ClusterRecord) {
    this.#record = record;
    if (record.current.cancelRequested) this.ask();
  }

  /** Aborted as soon as somebody asked to cancel. */
  get wish(): AbortSignal {
    return this.#wish.signal;
  }

  /** Tells whoever works on the cluster; the wish has been recorded already. */
  ask(): void {
    this.#wish.abort(new Cancelled());
  }

  /**
   * Throws `Cancelled` when somebody asked to cancel and nothing that vCenter does stands against it: before the operation was asked for,
   * while the cluster waits for its next try, and between the filter and the machines. At other times only vCenter can stop.
   */
  check(): void {
    if (this.#wish.signal.aborted && this.#mayStop()) throw new Cancelled();
  }

  /** Does work that ends early when the server stops, or with `Cancelled` when somebody cancels what may still be stopped. */
  async during<T>(signal: AbortSignal, work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
    this.check();
    if (!this.#mayStop()) return work(signal);
    try {
      return await work(AbortSignal.any([signal, this.#wish.signal]));
    } catch (error) {
      // Expected: the reason of either signal.
      signal.throwIfAborted();
      this.check();
      throw error;
    }
  }

  #mayStop(): boolean {
    const { waiting, steps } = this.#record.current;
    if (waiting !== null && waiting.for !== 'vcenter') return true;
    const stateOf = (...names: readonly StepName[]): StepState | undefined =>
      steps.find(({ name }) => names.includes(name))?.state;
    // The machines that were asked for are seen to their end by the step itself; when it has failed there is nothing left to see to.
    const machines = stateOf('changePolicies');
    if (machines !== undefined && machines !== 'pending') return machines === 'failed';
    const operation = stateOf('requestTask') ?? 'pending';
    if (operation === 'pending') return true;
    const verified = stateOf('verifyHosts', 'verifyRemoved');
    return machines === 'pending' && (verified === 'succeeded' || verified === 'skipped');
  }
}
