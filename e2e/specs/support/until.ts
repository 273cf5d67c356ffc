import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 30_000;

/**
 * Waits until something can be seen.
 * @param fact named in the error, such as `the task has begun`
 * @param look answers undefined as long as it is not so
 * @throws Error after half a minute
 */
export async function until<T>(
  fact: string,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${fact}.`);
    await pause(50);
  }
}
