import { VcenterUnreachable } from '../domain/vim-fault.ts';
import type { ClusterRun } from './cluster-run.ts';

/** What waiting for a vCenter needs. */
export type Waiting = Pick<ClusterRun, 'clock' | 'times' | 'signal' | 'log'>;

/**
 * Asks again and again while the vCenter is away. Only for questions, and for requests that look first whether they were heard: whether
 * vCenter acted on a request whose answer was cut off is unknown.
 */
export async function whenReachable<T>(waiting: Waiting, ask: () => Promise<T>): Promise<T> {
  for (let isFirst = true; ; isFirst = false) {
    waiting.signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      // Expected: VcenterUnreachable while the vCenter restarts or the network is down.
      if (!(error instanceof VcenterUnreachable)) throw error;
      if (isFirst) waiting.log.warn({ err: error }, 'vCenter cannot be reached, waiting for it');
      await waiting.clock.delay(waiting.times.reconnectMs, waiting.signal);
    }
  }
}
