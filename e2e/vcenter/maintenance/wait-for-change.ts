import type { Change, Registry } from '../core/registry.ts';

/** Resolves at the next change that the test accepts; rejects with the signal's reason when aborted. */
export function nextChange(
  registry: Registry,
  accepts: (change: Change) => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      stop();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = (): void => end(() => reject(signal.reason as Error));
    const stop = registry.onChange((change) => {
      if (accepts(change)) end(resolve);
    });
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
}
