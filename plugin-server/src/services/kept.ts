import type { Clock } from '../ports/clock.ts';

/** How old an answer may get. */
export interface KeptTimes {
  /** Up to this age it is given as it is; after it a new one is fetched while the old one is still given. */
  readonly freshMs: number;
  /** After that age it is not given any more. */
  readonly longestMs: number;
}

/** An answer that is fetched once for all who ask at the same time, and kept for a while. */
export class Kept<T> {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #times: KeptTimes;
  #answer: { readonly value: T; readonly since: number } | null = null;
  #fetching: Promise<T> | null = null;
  #isOutdated = false;
  #turn = 0;

  constructor(clock: Pick<Clock, 'now'>, times: KeptTimes) {
    this.#clock = clock;
    this.#times = times;
  }

  /** What is kept, whatever its age. */
  get latest(): T | null {
    return this.#answer?.value ?? null;
  }

  /** Rejects with what fetching ended with, unless an old answer still counts. @param fetch is given the answer before, if there is one */
  async current(fetch: (before: T | null) => Promise<T>): Promise<T> {
    const answer = this.#answer;
    if (answer === null) return this.#renewed(fetch);
    const age = this.#clock.now().getTime() - answer.since;
    if (age < this.#times.freshMs && !this.#isOutdated) return answer.value;
    const fetching = this.#renewed(fetch);
    if (age > this.#times.longestMs) return fetching;
    // Expected: whatever a call can end with. The old answer does not count for much longer, and then the failure is told.
    fetching.catch(() => undefined);
    return answer.value;
  }

  /** Puts a better answer in the place of that one, if that one is still kept; its age stays. */
  replace(value: T, better: T): void {
    if (this.#answer?.value === value) this.#answer = { ...this.#answer, value: better };
  }

  /** Has the answer fetched anew when somebody asks, whom the old one is still given. */
  outdate(): void {
    this.#isOutdated = true;
  }

  /** The answer, and one that is being fetched, are known to be wrong. */
  forget(): void {
    this.#turn += 1;
    this.#answer = null;
    this.#fetching = null;
  }

  #renewed(fetch: (before: T | null) => Promise<T>): Promise<T> {
    if (this.#fetching !== null) return this.#fetching;
    this.#isOutdated = false;
    const since = this.#clock.now().getTime();
    const turn = this.#turn;
    this.#fetching = fetch(this.latest)
      .then((value) => {
        if (turn === this.#turn) this.#answer = { value, since };
        return value;
      })
      .finally(() => {
        if (turn === this.#turn) this.#fetching = null;
      });
    return this.#fetching;
  }
}
