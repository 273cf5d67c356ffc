import type { PolicyProgress } from '../../domain/vm-change.ts';
import type { ClusterRun } from '../cluster-run.ts';
import type { OwnTask } from '../own-task.ts';
import { policyPercent } from '../progress-share.ts';

/** How often at most, in milliseconds, the activity is recorded while machines come to their ends. */
const EVERY_MS = 300;

/** Shows how far the machines are: in the activity, and on our line in Recent Tasks. */
export class MachineProgress {
  readonly #run: ClusterRun;
  readonly #ownTask: OwnTask;
  readonly #over = new AbortController();
  #newest: PolicyProgress | null = null;
  #isResting = false;

  constructor(run: ClusterRun, ownTask: OwnTask) {
    this.#run = run;
    this.#ownTask = ownTask;
  }

  /** Takes note of it; it is recorded at once, or a little later together with what comes until then. */
  changed(progress: PolicyProgress): void {
    this.#newest = progress;
    if (this.#isResting) return;
    this.#isResting = true;
    this.#record(progress);
    void this.#rest(progress);
  }

  /** Records what is newest; nothing more is recorded afterwards. */
  end(progress: PolicyProgress): void {
    this.#over.abort(new Error('all machines have come to their ends'));
    this.#record(progress);
  }

  async #rest(recorded: PolicyProgress): Promise<void> {
    const { clock, signal, log } = this.#run;
    try {
      await clock.delay(EVERY_MS, AbortSignal.any([signal, this.#over.signal]));
      this.#isResting = false;
      if (this.#newest !== null && this.#newest !== recorded) this.changed(this.#newest);
    } catch (error) {
      // Expected: the end, the stop of the server, or a store that cannot be written. The rows tell the same.
      if (!signal.aborted && !this.#over.signal.aborted)
        log.warn({ err: error }, 'progress could not be recorded');
    }
  }

  #record(policies: PolicyProgress): void {
    const progress = policyPercent(this.#run.record.current, policies);
    this.#run.record.note({ policies, progress });
    this.#ownTask.progress(progress);
  }
}
