import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ActivityRetention } from '../ports/activity-retention.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Parts {
  readonly retention: ActivityRetention;
  readonly clock: Clock;
  readonly log: Log;
  /** How many days an activity is kept after its end. */
  readonly keepActivitiesDays: number;
}

/** Forgets activities that ended long ago, at the start of the server and once a day. */
export class Housekeeping {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Goes on until the signal is aborted. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#parts;
    while (!signal.aborted) {
      try {
        await this.#sweep(signal);
      } catch (error) {
        // Expected: a full disk, or a database that another process holds. The next day is early enough.
        log.error({ err: error }, 'old activities could not be deleted');
      }
      // Expected: the signal's reason, when the server stops.
      await clock.delay(DAY_MS, signal).catch(() => undefined);
    }
  }

  /** One activity at a time, and requests in between: one may have tens of thousands of machines. */
  async #sweep(signal: AbortSignal): Promise<void> {
    const { retention, clock, log, keepActivitiesDays } = this.#parts;
    const before = new Date(clock.now().getTime() - keepActivitiesDays * DAY_MS).toISOString();
    let deleted = 0;
    for (const id of retention.outdated(before)) {
      if (signal.aborted) return;
      retention.remove(id);
      deleted += 1;
      await nextTurn();
    }
    if (deleted > 0) log.info({ deleted, before }, 'old activities were deleted');
  }
}
