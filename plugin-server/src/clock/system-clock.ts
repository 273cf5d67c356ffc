import { setTimeout as timeout } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';

/** The machine's own time. */
export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }

  async delay(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await timeout(ms, undefined, { signal });
    } catch (error) {
      // Expected: AbortError; the caller gets the reason that it gave itself.
      signal.throwIfAborted();
      throw error;
    }
  }
}
