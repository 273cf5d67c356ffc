import { fromEvent, lastValueFrom, takeUntil, tap } from 'rxjs';
import { progressOf } from '../domain/host-progress.ts';
import type { ClusterFacts } from '../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { operationProblem } from '../domain/operation-fault.ts';
import { isFault } from '../domain/vim-fault.ts';
import type { TaskSnapshot } from '../ports/vcenter.ts';
import { done, failed, skipped } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { currentIssues, recordOutcome, watchHosts } from './host-states.ts';
import type { OwnTask } from './own-task.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** Follows vCenter's task to its end and records how the hosts get on meanwhile. */
export async function followTask(run: ClusterRun, ownTask: OwnTask): Promise<StepOutcome> {
  const { vcenterTaskId } = run.record.current;
  if (vcenterTaskId === null) return skipped('There is no task to follow.');
  const end = await toItsEnd(run, ownTask, { type: 'Task', value: vcenterTaskId });
  if (end === null)
    return skipped('vCenter no longer keeps the task; the hosts are looked at instead.');
  if (end.state !== 'error') return done('vCenter finished its task.');
  const failedHosts = await recordOutcome(run, await currentIssues(run));
  // vCenter fails the whole task for hosts that it cannot reach; the others are judged by what they carry.
  if (failedHosts === 0 && run.record.current.hosts.some((host) => host.state === 'installed'))
    return done('vCenter ended its task without the hosts that are not connected.');
  const problem = operationProblem(end.error?.faultType ?? '', end.error?.message ?? '');
  if (failedHosts === 0) return failed(problem);
  const named = failedHosts === 1 ? '1 host has' : `${failedHosts} hosts have`;
  return failed({
    ...problem,
    remedy: `${named} a reason of its own below. ${problem.remedy ?? ''}`.trim(),
  });
}

/** The task's last state; null when vCenter has forgotten the task. */
async function toItsEnd(
  run: ClusterRun,
  ownTask: OwnTask,
  task: ManagedObjectReference,
): Promise<TaskSnapshot | null> {
  const report = new ProgressReport(run, ownTask);
  const hosts = watchHosts(run).subscribe({
    next: (facts) => report.hosts(facts),
    // The task tells the end; losing sight of the hosts only makes the picture coarser.
    error: (error: unknown) => run.log.warn({ err: error }, 'hosts can no longer be watched'),
  });
  try {
    return await whenReachable(run, async () => {
      const states = run.connection.tasks.follow(task).pipe(
        tap((state) => report.task(state)),
        takeUntil(fromEvent(run.signal, 'abort')),
      );
      const last = await lastValueFrom(states, { defaultValue: null });
      run.signal.throwIfAborted();
      return last;
    });
  } catch (error) {
    // Expected: vCenter keeps finished tasks for some minutes only, and loses them when it restarts.
    if (isFault(error, 'ManagedObjectNotFound')) return null;
    throw error;
  } finally {
    hosts.unsubscribe();
  }
}

/** Puts together what the task and the hosts tell, and records it. */
class ProgressReport {
  readonly #run: ClusterRun;
  readonly #ownTask: OwnTask;
  #facts: ClusterFacts | null = null;
  #task: TaskSnapshot | null = null;

  constructor(run: ClusterRun, ownTask: OwnTask) {
    this.#run = run;
    this.#ownTask = ownTask;
  }

  hosts(facts: ClusterFacts): void {
    this.#facts = facts;
    this.#record();
  }

  task(task: TaskSnapshot): void {
    this.#task = task;
    this.#record();
  }

  #record(): void {
    const { record, wanted } = this.#run;
    const phase = this.#task === null || this.#task.state === 'queued' ? 'waiting' : 'installing';
    const hosts =
      this.#facts === null ? record.current.hosts : progressOf(this.#facts.hosts, wanted, phase);
    // vCenter does not promise a percentage, so the hosts that are done stand in for it.
    const installed = hosts.filter((host) => host.state === 'installed').length;
    const counted = hosts.length === 0 ? null : Math.floor((installed / hosts.length) * 100);
    const progress = this.#task?.progress ?? counted;
    record.note({ hosts, progress });
    if (progress !== null) this.#ownTask.progress(progress);
  }
}
