interface Sleeper {
  /** Simulated milliseconds still to wait at `since`. */
  remaining: number;
  since: number;
  timer: NodeJS.Timeout;
  readonly wake: () => void;
}

/**
 * The time of the simulated vCenter. Time stamps are the machine's; only the *waits* of simulated work (a host entering maintenance, a download)
 * shrink by the factor, so that a demo takes as long as real work would and a test takes no time.
 */
export class Clock {
  #factor: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(factor = 1) {
    this.#factor = checked(factor);
  }

  /** How many times faster than real time simulated work goes. */
  get factor(): number {
    return this.#factor;
  }

  /** The present moment, in real time. */
  now(): Date {
    return new Date();
  }

  /** Changes the speed; waits that are under way go on at the new speed. Throws `RangeError` unless the factor is positive and finite. */
  setFactor(factor: number): void {
    const next = checked(factor);
    const now = performance.now();
    for (const sleeper of this.#sleepers) {
      clearTimeout(sleeper.timer);
      sleeper.remaining = Math.max(0, sleeper.remaining - (now - sleeper.since) * this.#factor);
      sleeper.since = now;
      sleeper.timer = setTimeout(sleeper.wake, sleeper.remaining / next);
    }
    this.#factor = next;
  }

  /** Waits `ms` simulated milliseconds; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      const finish = (settle: () => void): void => {
        clearTimeout(sleeper.timer);
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', abort);
        settle();
      };
      const wake = (): void => finish(resolve);
      const abort = (): void => finish(() => reject(reasonOf(signal)));
      const timer = setTimeout(wake, ms / this.#factor);
      const sleeper: Sleeper = { remaining: ms, since: performance.now(), timer, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }
}

function checked(factor: number): number {
  if (!(factor > 0) || !Number.isFinite(factor)) {
    throw new RangeError(`A clock factor is a positive number, not ${factor}.`);
  }
  return factor;
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('The wait was aborted.');
}
