import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { Activity } from '@contract/activity';
import type { ActivityEvent } from './activity-events';
import type { ApiProblem } from './api-problem';
import { toApiProblem } from './api-problem';

/** `polling` when events do not come through: the list is then asked for on every try. */
export type FollowState = 'connecting' | 'live' | 'polling' | 'stopped';

export interface ActivitySources {
  /** The newest activities, whole. */
  list(): Promise<readonly Activity[]>;
  /** Events from now on; `opened` runs once the server has accepted. */
  events(
    lastEventId: string | null,
    signal: AbortSignal,
    opened: () => void,
  ): AsyncIterable<ActivityEvent>;
  /** Resolves early when the signal fires. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Resolves at once, or as soon as somebody can see the page again. */
  visible(signal: AbortSignal): Promise<void>;
  /** Calls back when the page is hidden; returns how to stop listening. */
  onHidden(callback: () => void): () => void;
}

const FAILURES_BEFORE_POLLING = 2;
const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 5000;

/** Milliseconds until the next try after so many failures in a row. */
export function reconnectDelay(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1), LONGEST_DELAY_MS);
}

/**
 * Keeps the activities of one vCenter up to date: the list first, then events; after a cut the same again with a growing pause, so
 * that a server whose events never come through is polled every few seconds. Rests while nobody can see the page.
 */
export class ActivityFollower {
  readonly #sources: ActivitySources;
  readonly #activities = signal<ReadonlyMap<string, Activity>>(new Map());
  readonly #state = signal<FollowState>('connecting');
  readonly #isLoaded = signal(false);
  readonly #problem = signal<ApiProblem | null>(null);
  readonly #stop = new AbortController();
  #failures = 0;
  #lastEventId: string | null = null;

  /** Newest first. */
  readonly activities: Signal<readonly Activity[]> = computed(() =>
    [...this.#activities().values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt)),
  );
  readonly state: Signal<FollowState> = this.#state.asReadonly();
  /** Whether the list has come at least once. */
  readonly isLoaded: Signal<boolean> = this.#isLoaded.asReadonly();
  /** Why the list did not come at the last try. */
  readonly problem: Signal<ApiProblem | null> = this.#problem.asReadonly();

  constructor(sources: ActivitySources) {
    this.#sources = sources;
  }

  /** Takes in an activity that came another way, unless a newer state of it is known. */
  merge(activity: Activity): void {
    this.#activities.update((known) => {
      const before = known.get(activity.id);
      if (before && before.revision >= activity.revision) return known;
      return new Map(known).set(activity.id, activity);
    });
  }

  /** Follows until `stop`; never rejects. */
  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#sources.visible(this.#stop.signal);
      if (this.#isStopped()) break;
      const wasHidden = await this.#followUntilCut();
      if (this.#isStopped()) break;
      if (wasHidden) continue;
      this.#failures += 1;
      if (this.#failures >= FAILURES_BEFORE_POLLING) this.#state.set('polling');
      await this.#sources.wait(reconnectDelay(this.#failures), this.#stop.signal);
    }
    this.#state.set('stopped');
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Read through a method, because the signal changes while a caller waits. */
  #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Whether the page was hidden, rather than the connection cut. */
  async #followUntilCut(): Promise<boolean> {
    const hidden = new AbortController();
    const stopListening = this.#sources.onHidden(() => hidden.abort());
    try {
      await this.#readList();
      await this.#readEvents(AbortSignal.any([this.#stop.signal, hidden.signal]));
    } catch {
      // ApiProblem of the list, EventStreamRefused, a network error or our own abort: all end in another try.
    } finally {
      stopListening();
    }
    return hidden.signal.aborted;
  }

  async #readList(): Promise<void> {
    try {
      for (const activity of await this.#sources.list()) this.merge(activity);
      this.#isLoaded.set(true);
      this.#problem.set(null);
    } catch (error) {
      // ApiProblem: shown while there is no list yet.
      this.#problem.set(toApiProblem(error));
      throw error;
    }
  }

  async #readEvents(signal: AbortSignal): Promise<void> {
    const opened = () => {
      this.#failures = 0;
      this.#state.set('live');
    };
    for await (const event of this.#sources.events(this.#lastEventId, signal, opened)) {
      this.#lastEventId = event.id ?? this.#lastEventId;
      this.merge(event.activity);
    }
  }
}
