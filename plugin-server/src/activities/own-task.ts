import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { ProblemRecord } from '../domain/activity.ts';
import type { Tasks } from '../ports/vcenter.ts';
import { Cancelled } from './cancelling.ts';
import type { ClusterRun } from './cluster-run.ts';
import { whenReachable } from './reaching-vcenter.ts';
import type { Waiting } from './reaching-vcenter.ts';
import { isUnfinished, LOOK_BACK_MS, ownTaskType } from './operation.ts';

type Send = (tasks: Tasks, task: ManagedObjectReference) => Promise<void>;

/**
 * Our line in Recent Tasks. It mirrors the activity and decides nothing, so a vCenter that refuses it does not stop the work: the refusal
 * is logged. Reports are sent one after the other; of progress that came meanwhile only the newest is sent.
 */
export class OwnTask {
  readonly #run: ClusterRun;
  readonly #type: string;
  #sending: Promise<void> = Promise.resolve();
  #hasBegun = false;
  #newest: number | null = null;
  #sent: number | null = null;

  constructor(run: ClusterRun) {
    this.#run = run;
    this.#type = ownTaskType(run.record.kind, run.record.current.action);
  }

  /** Makes the task, or takes up the one that an interrupted run has left; the work need not wait for it. More calls do nothing. */
  begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#sending = this.#begin();
  }

  async #begin(): Promise<void> {
    const { record, connection, cluster } = this.#run;
    let mayBeThere = this.#run.isTakenUp;
    await this.#quietly(this.#unseen(), async () => {
      if (record.current.ownTaskId !== null) return;
      const leftOver = mayBeThere ? await this.#leftOver() : null;
      // An answer that is cut off leaves a task too.
      mayBeThere = true;
      const task =
        leftOver ?? (await connection.tasks.create(cluster, this.#type, record.initiatedBy));
      record.note({ ownTaskId: task.value });
    });
    await this.#send(this.#unseen(), (tasks, task) => tasks.setRunning(task));
  }

  /** Sends a percentage, unless a newer one overtakes it. */
  progress(percent: number): void {
    const rounded = Math.max(0, Math.floor(percent));
    // The end itself says that all is done.
    if (rounded >= 100) return;
    this.#newest = rounded;
    void this.#report(this.#unseen(), async (tasks, task) => {
      if (this.#newest !== rounded || this.#sent === rounded) return;
      this.#sent = rounded;
      await tasks.setProgress(task, rounded);
    });
  }

  /** Ends the task; resolves when vCenter knows, or has refused. */
  async end(problem: ProblemRecord | null): Promise<void> {
    this.begin();
    this.#newest = null;
    await this.#report(this.#run, (tasks, task) =>
      problem === null
        ? tasks.succeed(task)
        : tasks.fail(task, `${problem.title}. ${problem.detail}`),
    );
  }

  async #leftOver(): Promise<ManagedObjectReference | null> {
    const since = new Date(this.#run.clock.now().getTime() - LOOK_BACK_MS);
    const recent = await this.#run.connection.tasks.recentOn(this.#run.cluster, since);
    const own = recent.find((task) => task.descriptionId === this.#type && isUnfinished(task));
    return own?.ref ?? null;
  }

  /** Sends when all that was to be sent before has been. */
  #report(waiting: Waiting, send: Send): Promise<void> {
    this.#sending = this.#sending.then(() => this.#send(waiting, send));
    return this.#sending;
  }

  #send(waiting: Waiting, send: Send): Promise<void> {
    return this.#quietly(waiting, async () => {
      const value = this.#run.record.current.ownTaskId;
      if (value !== null) await send(this.#run.connection.tasks, { type: 'Task', value });
    });
  }

  /** Nobody shall see a wait for what only mirrors the work. */
  #unseen(): Waiting {
    const { clock, times, signal, log } = this.#run;
    return { clock, times, signal, log };
  }

  async #quietly(waiting: Waiting, work: () => Promise<void>): Promise<void> {
    try {
      await whenReachable(waiting, work);
    } catch (error) {
      // Expected: the stop of the server, no Task.Create or Task.Update, an extension without the task type, or a task vCenter has forgotten.
      if (!this.#run.signal.aborted && !(error instanceof Cancelled))
        this.#run.log.warn({ err: error }, 'our task in Recent Tasks could not be updated');
    }
  }
}
