import type { FakeClock } from './fake-clock.ts';

/**
 * Lets time pass whenever something waits for it, until a fact holds.
 * @param step milliseconds that pass each time
 */
export async function passTime<T>(clock: FakeClock, until: Promise<T>, step = 1_000): Promise<T> {
  const over = new AbortController();
  const ended = until.finally(() => over.abort());
  for (;;) {
    await Promise.race([ended, clock.whenWaiting()]);
    await new Promise((resolve) => setImmediate(resolve));
    if (over.signal.aborted) return ended;
    clock.advance(step);
  }
}
