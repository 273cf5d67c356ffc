import type { DataObject } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import type { FilterState } from './property-collector-filter.ts';

/** How long and how much a wait may take. */
export interface WaitLimits {
  /** Infinity waits until something changes. */
  readonly maxWaitMs: number;
  readonly maxObjects: number;
  readonly signal: AbortSignal;
}

interface Waiter {
  readonly wake: () => void;
  readonly fail: (error: Error) => void;
}

/** Updates per reply when the client sets no limit (simulation's choice; a real vCenter has such a limit too). */
const DEFAULT_MAX_OBJECTS = 1000;

/** One session's use of one property collector: its filters, the version it has been told, and the wait that may be under way. */
export class CollectorWatch {
  readonly filters = new Map<string, FilterState>();
  #version = 0;
  #issued: string | undefined;
  /** The report before which the client had an older version: it may ask for it again when the reply got lost. */
  #last: { readonly from: string; readonly set: DataObject } | undefined;
  #waiter: Waiter | undefined;

  /** Wakes the wait, after everything that changes in the same moment has been noted. */
  readonly wake = (): void => {
    const waiter = this.#waiter;
    if (waiter !== undefined) setImmediate(waiter.wake);
  };

  /** Ends the wait that is under way, if any, with a fault. */
  cancel(error: Error): void {
    this.#waiter?.fail(error);
  }

  /**
   * Waits for something to report. Version '' starts again from nothing. Answers an `UpdateSet`, or undefined when the time is over. A second wait ends the first
   * with `RequestCanceled` (simulation's choice). Throws `InvalidCollectorVersion`.
   */
  async wait(version: string, limits: WaitLimits): Promise<DataObject | undefined> {
    this.cancel(new VimFault('RequestCanceled'));
    if (version === '') {
      for (const filter of this.filters.values()) filter.reset();
      this.#last = undefined;
    } else if (version !== this.#issued) {
      if (version === this.#last?.from) return this.#last.set;
      throw new VimFault('InvalidCollectorVersion');
    }
    const deadline = performance.now() + limits.maxWaitMs;
    for (;;) {
      const set = this.#report(version, Math.min(limits.maxObjects, DEFAULT_MAX_OBJECTS));
      const left = deadline - performance.now();
      if (set !== undefined || left <= 0) return set;
      await this.#nextChange(left, limits.signal);
    }
  }

  #report(from: string, maxObjects: number): DataObject | undefined {
    const filterSet: DataObject[] = [];
    let room = maxObjects;
    for (const filter of this.filters.values()) {
      const taken = room > 0 ? filter.take(room) : undefined;
      if (taken === undefined) continue;
      filterSet.push(taken.update);
      room -= taken.count;
    }
    if (filterSet.length === 0) return undefined;
    const truncated = [...this.filters.values()].some((filter) => filter.hasNews());
    this.#version += 1;
    this.#issued = String(this.#version);
    const set = { version: this.#issued, filterSet, truncated };
    this.#last = { from, set };
    return set;
  }

  /** Resolves at the next wake or after `ms`; rejects when cancelled or aborted. */
  #nextChange(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        if (this.#waiter === waiter) this.#waiter = undefined;
        settle();
      };
      const waiter: Waiter = {
        wake: () => finish(resolve),
        fail: (error) => finish(() => reject(error)),
      };
      const abort = (): void => waiter.fail(new VimFault('RequestCanceled'));
      // Node takes longer times than this for none at all.
      const timer = setTimeout(waiter.wake, Math.min(ms, 2 ** 31 - 1));
      signal.addEventListener('abort', abort, { once: true });
      this.#waiter = waiter;
      if (signal.aborted) abort();
    });
  }
}
