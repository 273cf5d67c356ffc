import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { ProblemRecord } from '../domain/activity.ts';
import type { Tasks } from '../ports/vcenter.ts';
import { Cancelled } from './cancelling.ts';
import type { ClusterRun } from './cluster-run.ts';
import { whenReachable } from './reaching-vcenter.ts';
import type { Waiting } from './reaching-vcenter.ts';
import { isUnfinished, LOOK_BACK_MS, ownTaskType } from './operation.ts';

/**
 * Our line in Recent Tasks. It mirrors the activity and decides nothing, so a vCenter that refuses it does not stop the work: the refusal
 * is logged. Reports are sent one after the other; of progress that came meanwhile only the newest is sent.
 */
export class OwnTask {
  readonly #run: ClusterRun;
  readonly #type: string;
  #sending: Promise<void> = Promise.resolve();
  #newest: number | null = null;
  #sent: number | null = null;

  constructor(run: ClusterRun) {
    this.#run = run;
    this.#type = ownTaskType(run.record.kind, run.record.current.action);
  }

  /** Makes the task, or takes up the one that an interrupted run has left. */
  async begin(): Promise<void> {
    const { record, connection, cluster } = this.#run;
    if (record.current.ownTaskId === null)
      await this.#quietly(this.#run, async () => {
        const task =
          (await this.#leftOver()) ??
          (await connection.tasks.create(cluster, this.#type, record.initiatedBy));
        record.note({ ownTaskId: task.value });
      });
    await this.#report(this.#run, (tasks, task) => tasks.setRunning(task));
  }

  /** Sends a percentage, unless a newer one overtakes it. */
  progress(percent: number): void {
    const rounded = Math.max(0, Math.min(100, Math.floor(percent)));
    this.#newest = rounded;
    // Nobody shall see a wait for what only mirrors the work.
    const { clock, times, signal, log } = this.#run;
    void this.#report({ clock, times, signal, log }, async (tasks, task) => {
      if (this.#newest !== rounded || this.#sent === rounded) return;
      this.#sent = rounded;
      await tasks.setProgress(task, rounded);
    });
  }

  /** Ends the task; resolves when vCenter knows, or has refused. */
  async end(problem: ProblemRecord | null): Promise<void> {
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

  #report(
    waiting: Waiting,
    send: (tasks: Tasks, task: ManagedObjectReference) => Promise<void>,
  ): Promise<void> {
    const value = this.#run.record.current.ownTaskId;
    if (value === null) return this.#sending;
    const next = (): Promise<void> =>
      this.#quietly(waiting, () => send(this.#run.connection.tasks, { type: 'Task', value }));
    this.#sending = this.#sending.then(next);
    return this.#sending;
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
