import { DestroyRef, Injectable, inject, signal } from '@angular/core';

const STEP_MS = 5000;

/** The time, for words like "3 minutes ago"; moves every five seconds. */
@Injectable({ providedIn: 'root' })
export class TickingClock {
  readonly #now = signal(Date.now());
  /** Milliseconds since 1970. */
  readonly now = this.#now.asReadonly();

  constructor() {
    const timer = setInterval(() => this.#now.set(Date.now()), STEP_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
