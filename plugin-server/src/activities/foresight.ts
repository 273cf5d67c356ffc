import type { Bundle } from '../domain/bundle.ts';
import type { Clock } from '../ports/clock.ts';
import type { Sight } from './look-at-cluster.ts';

/** What is gathered for a cluster before its turn. */
export interface Foreseen extends Sight {
  readonly bundle: Bundle | null;
}

/** How old a look may be that is acted on; the cluster may have changed since an older one. */
const FRESH_MS = 3_000;

/**
 * A look at a cluster that is next in the queue, while the one before it comes to its end. It only asks, and nothing of it is recorded before the
 * cluster begins, so a crash loses nothing but the answers. What goes wrong is left to the look of the cluster's own turn.
 */
export class Foresight {
  readonly #clock: Pick<Clock, 'now'>;
  #look: { readonly since: number; readonly seen: Promise<Foreseen | null> } | null = null;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  look(ask: () => Promise<Foreseen>): void {
    // Expected: whatever a question can end with.
    this.#look = { since: this.#clock.now().getTime(), seen: ask().catch(() => null) };
  }

  /** What was seen, when it is fresh enough to be acted on. */
  async peek(): Promise<Foreseen | null> {
    const look = this.#look;
    if (look === null || this.#clock.now().getTime() - look.since > FRESH_MS) return null;
    return look.seen;
  }

  /** The same, once. */
  async take(): Promise<Foreseen | null> {
    const seen = this.peek();
    this.#look = null;
    return seen;
  }
}
