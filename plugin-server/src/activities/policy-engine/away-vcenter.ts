import { VcenterUnreachable } from '../../domain/vim-fault.ts';
import type { ClusterRun } from '../cluster-run.ts';
import { whenReachable } from '../reaching-vcenter.ts';

/**
 * Lets all machines of a cluster wait for a vCenter that is away, with one question for all of them. It cannot be cancelled: what became of
 * the machines that vCenter was asked for has to be seen first.
 */
export class AwayVcenter {
  readonly #run: ClusterRun;
  readonly #over = new AbortController();
  #waiting: Promise<void> | null = null;

  constructor(run: ClusterRun) {
    this.#run = run;
  }

  /** Asks until vCenter answers; only for questions. */
  async whenAnswered<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        // Expected: VcenterUnreachable while the vCenter restarts or the network is down.
        if (!(error instanceof VcenterUnreachable)) throw error;
        await this.answersAgain(error);
      }
    }
  }

  /** Resolves when vCenter answers again. @param error how it was noticed that it does not */
  answersAgain(error: VcenterUnreachable): Promise<void> {
    this.#waiting ??= this.#wait(error).finally(() => {
      this.#waiting = null;
    });
    return this.#waiting;
  }

  /** Gives up waiting; nobody needs an answer any more. */
  close(): void {
    this.#over.abort(new Error('no longer waited for'));
  }

  #wait(error: VcenterUnreachable): Promise<void> {
    const { clock, times, log, absence, connection } = this.#run;
    const signal = AbortSignal.any([this.#run.signal, this.#over.signal]);
    let isKnown = true;
    const waiting = { clock, times, signal, log, absence };
    return whenReachable(waiting, () => {
      if (!isKnown) return connection.ping();
      isKnown = false;
      return Promise.reject(error);
    });
  }
}
