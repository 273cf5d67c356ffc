import type { Signal } from '@angular/core';
import { signal } from '@angular/core';
import type { ApiProblem } from './api-problem';
import { toApiProblem } from './api-problem';

/** What a view knows of something it asked the server for. */
export type RemoteState<T> =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready';
      readonly value: T;
      /** Why the last refresh failed; what is shown may be old. */
      readonly problem: ApiProblem | null;
    }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

/**
 * One thing that a view shows, asked for again on demand. A refresh keeps the old value on screen; one that fails says so beside the
 * old value; of two answers that cross, the one asked for last wins.
 */
export class RemoteData<T> {
  readonly #ask: () => Promise<T>;
  readonly #state = signal<RemoteState<T>>({ kind: 'loading' });
  readonly #isRefreshing = signal(false);
  #round = 0;

  readonly state: Signal<RemoteState<T>> = this.#state.asReadonly();
  readonly isRefreshing: Signal<boolean> = this.#isRefreshing.asReadonly();

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  /** Asks the server; never rejects. */
  async load(): Promise<void> {
    const round = ++this.#round;
    this.#isRefreshing.set(true);
    if (this.#state().kind === 'failed') this.#state.set({ kind: 'loading' });
    const state = await this.#outcome();
    if (round !== this.#round) return;
    this.#state.set(state);
    this.#isRefreshing.set(false);
  }

  /** Forgets the value: the next one is about something else. */
  reset(): void {
    this.#round += 1;
    this.#state.set({ kind: 'loading' });
  }

  async #outcome(): Promise<RemoteState<T>> {
    try {
      return { kind: 'ready', value: await this.#ask(), problem: null };
    } catch (error) {
      // ApiProblem: the view shows it.
      const problem = toApiProblem(error);
      const before = this.#state();
      return before.kind === 'ready' ? { ...before, problem } : { kind: 'failed', problem };
    }
  }
}
