import type { ClusterRecord } from './cluster-record.ts';

/** Thrown where work stops because a user cancelled it before vCenter was asked to change the hosts. */
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
   * Throws `Cancelled` when somebody asked to cancel and nothing that vCenter does stands against it: before the operation was asked for, and
   * while the cluster waits for its next try. From then on only vCenter can stop.
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
    return steps.find(({ name }) => name === 'requestTask')?.state === 'pending';
  }
}
