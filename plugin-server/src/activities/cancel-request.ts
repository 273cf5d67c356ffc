import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { isFault } from '../domain/vim-fault.ts';
import type { TaskSnapshot } from '../ports/vcenter.ts';
import type { ClusterRun } from './cluster-run.ts';
import { isUnfinished } from './operation.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** Hands a user's wish to cancel on to vCenter's task, once, and says so when vCenter does not grant it. */
export class CancelRequest {
  readonly #run: ClusterRun;
  readonly #task: ManagedObjectReference;
  #state: TaskSnapshot | null = null;
  #isAsked = false;

  constructor(run: ClusterRun, task: ManagedObjectReference) {
    this.#run = run;
    this.#task = task;
    run.cancelling.wish.addEventListener('abort', this.#askOnce);
  }

  /** Takes note of the task; a wish that is older than the task is handed on now. */
  task(state: TaskSnapshot): void {
    this.#state = state;
    this.#askOnce();
  }

  close(): void {
    this.#run.cancelling.wish.removeEventListener('abort', this.#askOnce);
  }

  readonly #askOnce = (): void => {
    const isWanted = this.#run.cancelling.wish.aborted && !this.#isAsked;
    if (!isWanted || this.#state === null || !isUnfinished(this.#state)) return;
    this.#isAsked = true;
    if (this.#state.cancelled) return;
    if (this.#state.cancelable) void this.#ask();
    else this.#sayNo();
  };

  async #ask(): Promise<void> {
    const { clock, times, signal, log, connection } = this.#run;
    try {
      await whenReachable({ clock, times, signal, log }, () => connection.tasks.cancel(this.#task));
    } catch (error) {
      // Expected: the stop of the server, a task that has ended meanwhile, or one that vCenter cannot cancel.
      if (signal.aborted || isFault(error, 'InvalidState')) return;
      log.warn({ err: error }, 'vCenter did not take the request to cancel its task');
      this.#sayNo();
    }
  }

  /** Called from where nobody catches. */
  #sayNo(): void {
    const { record, log } = this.#run;
    try {
      record.warn(
        'Cancelling was asked for, but vCenter does not let this task be cancelled; it goes on to its end.',
      );
    } catch (error) {
      // Expected: a store that cannot be written, or a cluster that has just ended.
      log.warn({ err: error }, 'that a task cannot be cancelled could not be recorded');
    }
  }
}
