import type { Clock } from './ports/clock.ts';

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  delay: (ms, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const fail = (): void => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', fail);
      resolve(undefined);
    }, ms);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
    return promise;
  },
};
