import { VcenterUnreachable } from '../domain/vim-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Absence } from './absence.ts';
import { Cancelled } from './cancelling.ts';
import type { Cancelling } from './cancelling.ts';
import type { RunnerTimes } from './runner-times.ts';

/** What waiting for a vCenter needs. */
export interface Waiting {
  readonly clock: Clock;
  readonly times: RunnerTimes;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Left out where nobody shall see the wait: what only mirrors the work must not make it look as if it stood still. */
  readonly absence?: Absence;
  readonly cancelling?: Cancelling;
}

/**
 * Asks again and again while the vCenter is away, each time after a longer pause. Only for questions, and for requests that look first
 * whether they were heard: whether vCenter acted on a request whose answer was cut off is unknown. Throws `Cancelled` when somebody cancels
 * the cluster before anything was asked of vCenter.
 */
export async function whenReachable<T>(waiting: Waiting, ask: () => Promise<T>): Promise<T> {
  waiting.signal.throwIfAborted();
  try {
    return await ask();
  } catch (error) {
    // Expected: VcenterUnreachable while the vCenter restarts or the network is down.
    if (!(error instanceof VcenterUnreachable)) throw error;
    waiting.log.warn({ err: error }, 'vCenter cannot be reached, waiting for it');
  }
  const { absence } = waiting;
  if (absence === undefined || absence.isHidden) return tryAgain(waiting, ask);
  absence.begin();
  let answer: T;
  try {
    answer = await tryAgain(waiting, ask, absence);
  } catch (error) {
    // Expected: a fault that vCenter answers now. What is cancelled or stopped needs no slot any more.
    waiting.signal.throwIfAborted();
    if (!(error instanceof Cancelled)) await absence.end(waiting.signal);
    throw error;
  }
  await absence.end(waiting.signal);
  return answer;
}

async function tryAgain<T>(waiting: Waiting, ask: () => Promise<T>, absence?: Absence): Promise<T> {
  const { clock, times, signal, cancelling } = waiting;
  for (let pause = times.reconnectMs; ; pause = Math.min(pause * 2, times.reconnectLimitMs)) {
    absence?.until(new Date(clock.now().getTime() + pause));
    await (cancelling ?? uncancellable).during(signal, (stopped) => clock.delay(pause, stopped));
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      // Expected: the vCenter is still away.
      if (!(error instanceof VcenterUnreachable)) throw error;
    }
  }
}

const uncancellable: Pick<Cancelling, 'during'> = { during: (signal, work) => work(signal) };
