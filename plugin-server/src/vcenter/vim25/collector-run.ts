import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { isFault, VcenterUnreachable, VimFault } from '../../domain/vim-fault.ts';
import type { Clock } from '../../ports/clock.ts';
import { asReference, isReference, listOf, referenceOf, textOf } from '../decoded.ts';
import type { Send } from '../soap/send.ts';
import type { Watch } from './property-updates.ts';
import { missingObjectFault, parseObjectUpdates } from './update-batch.ts';

const MAX_WAIT_SECONDS = 60;
// vCenter answers after MAX_WAIT_SECONDS at the latest; later than this the connection is taken for dead.
const WAIT_TIMEOUT_MS = (MAX_WAIT_SECONDS + 30) * 1_000;
const MAX_PAUSE_MS = 15_000;
// Fewer attempts than lock an account under vCenter's default policy (five within three minutes).
const REFUSED_LOGIN_PAUSE_MS = 60_000;
const WAKE_AGAIN_MS = 100;

interface Filter {
  readonly ref: ManagedObjectReference;
  readonly watch: Watch;
  isFresh: boolean;
}

/** One life of the waiting loop of PropertyUpdates, from the first watch to the last. */
export class CollectorRun {
  readonly #send: Send;
  readonly #factory: ManagedObjectReference;
  readonly #clock: Clock;
  readonly #watches: ReadonlySet<Watch>;
  readonly #ended = new AbortController();
  readonly #filters = new Map<string, Filter>();
  #collector: ManagedObjectReference | null = null;
  #version = '';
  #failures = 0;
  #wait: object | null = null;

  constructor(parts: {
    readonly send: Send;
    readonly collectorFactory: ManagedObjectReference;
    readonly clock: Clock;
    readonly watches: ReadonlySet<Watch>;
  }) {
    this.#send = parts.send;
    this.#factory = parts.collectorFactory;
    this.#clock = parts.clock;
    this.#watches = parts.watches;
  }

  start(): void {
    void this.#loop();
  }

  end(): void {
    this.#ended.abort();
    if (this.#collector) this.#free(this.#collector, 'DestroyPropertyCollector');
    this.#collector = null;
  }

  /** Makes the loop look at the watches again, even though vCenter has nothing to report. */
  wake(): void {
    void this.#wake();
  }

  /** Frees the filter of a watch that nobody listens to any more. */
  drop(watch: Watch): void {
    for (const filter of this.#filters.values()) {
      if (filter.watch !== watch) continue;
      this.#filters.delete(filter.ref.value);
      this.#free(filter.ref, 'DestroyPropertyFilter');
    }
  }

  async #loop(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      try {
        const collector = await this.#open();
        await this.#addFilters(collector);
        await this.#waitOnce(collector);
        this.#failures = 0;
      } catch (error) {
        // Expected: whatever a call can end with. All of it has one cure: make collector and filters anew.
        await this.#recover(error);
      }
    }
  }

  async #open(): Promise<ManagedObjectReference> {
    if (this.#collector) return this.#collector;
    const collector = asReference(await this.#call(this.#factory, 'CreatePropertyCollector'));
    if (this.#ended.signal.aborted) this.#free(collector, 'DestroyPropertyCollector');
    else this.#collector = collector;
    return collector;
  }

  /** Filters are made by the loop alone and never while it waits, so that no update can come before its filter is known. */
  async #addFilters(collector: ManagedObjectReference): Promise<void> {
    // Side by side, because updates of the other watches wait meanwhile; all have ended before the collector is used or given up.
    const made = this.#unserved().map((watch) => this.#addFilter(collector, watch));
    const ends = await Promise.allSettled(made);
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  async #addFilter(collector: ManagedObjectReference, watch: Watch): Promise<void> {
    try {
      const args = { spec: watch.spec, partialUpdates: false };
      const ref = asReference(await this.#call(collector, 'CreateFilter', args));
      if (this.#watches.has(watch)) this.#filters.set(ref.value, { ref, watch, isFresh: true });
      else this.#free(ref, 'DestroyPropertyFilter');
    } catch (error) {
      // Expected: the watched object is gone or may not be read, which concerns this watch only.
      if (!this.#concernsWatch(error, collector)) throw error;
      watch.subscriber.error(error);
    }
  }

  #unserved(): readonly Watch[] {
    const served = new Set([...this.#filters.values()].map(({ watch }) => watch));
    return [...this.#watches].filter((watch) => !served.has(watch));
  }

  #concernsWatch(error: unknown, collector: ManagedObjectReference): boolean {
    if (!(error instanceof VimFault) || isFault(error, 'InvalidLogin')) return false;
    if (isFault(error, 'NotAuthenticated')) return false;
    const { obj } = error.members;
    return !(isReference(obj) && obj.value === collector.value);
  }

  async #waitOnce(collector: ManagedObjectReference): Promise<void> {
    // A watch that came while filters were made would otherwise wait until something else changes; those that have theirs hear the news first.
    const maxWaitSeconds = this.#unserved().length > 0 ? 0 : MAX_WAIT_SECONDS;
    const wait = {};
    this.#wait = wait;
    try {
      const result = await this.#call(collector, 'WaitForUpdatesEx', {
        version: this.#version,
        options: { maxWaitSeconds },
      });
      if (result === undefined) return;
      this.#version = textOf(result, 'version');
      for (const update of listOf(result, 'filterSet')) this.#dispatch(update);
    } catch (error) {
      // Expected: we called CancelWaitForUpdates ourselves.
      if (!isFault(error, 'RequestCanceled')) throw error;
    } finally {
      this.#wait = null;
    }
  }

  #dispatch(update: unknown): void {
    const filter = this.#filters.get(referenceOf(update, 'filter').value);
    if (!filter) return;
    const fault = missingObjectFault(update);
    if (fault) {
      filter.watch.subscriber.error(fault);
      return;
    }
    const fresh = filter.isFresh;
    filter.isFresh = false;
    filter.watch.subscriber.next({ fresh, updates: parseObjectUpdates(update) });
  }

  async #recover(error: unknown): Promise<void> {
    if (this.#collector) this.#free(this.#collector, 'DestroyPropertyCollector');
    this.#collector = null;
    this.#filters.clear();
    this.#version = '';
    this.#failures += 1;
    const pause = this.#pause(error);
    if (pause === 0) return;
    try {
      await this.#clock.delay(pause, this.#ended.signal);
    } catch {
      // Expected: the run was ended during the pause.
    }
  }

  #pause(error: unknown): number {
    if (isFault(error, 'InvalidLogin')) return REFUSED_LOGIN_PAUSE_MS;
    if (this.#failures === 1 && !(error instanceof VcenterUnreachable)) return 0;
    return Math.min(MAX_PAUSE_MS, 500 * 2 ** Math.min(this.#failures, 10));
  }

  /** Cancels again until the wait has ended: the first cancel may have overtaken the wait on its way to vCenter. */
  async #wake(): Promise<void> {
    const wait = this.#wait;
    while (wait && this.#wait === wait && this.#collector && !this.#ended.signal.aborted) {
      try {
        await this.#call(this.#collector, 'CancelWaitForUpdates');
        if (this.#wait === wait) await this.#clock.delay(WAKE_AGAIN_MS, this.#ended.signal);
      } catch {
        // Expected: the collector is gone or vCenter is away. The wait then fails too, and the loop starts again.
        return;
      }
    }
  }

  #free(target: ManagedObjectReference, operation: string): void {
    this.#send({ target, operation, args: {}, timeoutMs: 5_000 }).catch(() => {
      // Expected: it went with its session, or vCenter is away; then there is nothing to free.
    });
  }

  #call(target: ManagedObjectReference, operation: string, args = {}): Promise<unknown> {
    return this.#send({
      target,
      operation,
      args,
      signal: this.#ended.signal,
      timeoutMs: WAIT_TIMEOUT_MS,
    });
  }
}
