import { lastValueFrom, takeUntil, tap } from 'rxjs';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { operationProblem } from '../domain/operation-fault.ts';
import { isFault } from '../domain/vim-fault.ts';
import type { TaskSnapshot } from '../ports/vcenter.ts';
import { abortOf } from './abort-event.ts';
import { CancelRequest } from './cancel-request.ts';
import { done, failed, skipped } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { filterInUse } from './filter-in-use.ts';
import { currentIssues, recordCancelled, recordOutcome, watchHosts } from './host-states.ts';
import type { OwnTask } from './own-task.ts';
import { ProgressReport } from './progress-report.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** Follows vCenter's task to its end and records how the hosts get on meanwhile. */
export async function followTask(run: ClusterRun, ownTask: OwnTask): Promise<StepOutcome> {
  const { vcenterTaskId } = run.record.current;
  if (vcenterTaskId === null) return skipped('There is no task to follow.');
  const end = await toItsEnd(run, ownTask, { type: 'Task', value: vcenterTaskId });
  if (end === null)
    return skipped('vCenter no longer keeps the task; the hosts are looked at instead.');
  if (end.state !== 'error')
    return done(
      run.record.current.cancelRequested
        ? 'vCenter had finished its task before it could be cancelled.'
        : 'vCenter finished its task.',
    );
  if (end.error?.faultType === 'RequestCanceled' && run.record.current.cancelRequested)
    return { kind: 'cancelled', detail: `vCenter stopped its task. ${await recordCancelled(run)}` };
  return afterError(run, end);
}

/** vCenter fails the whole task for hosts that it cannot reach; the others are judged by what they carry. */
async function afterError(run: ClusterRun, end: TaskSnapshot): Promise<StepOutcome> {
  const { faultType = '', message = '' } = end.error ?? {};
  if (faultType === 'FilterInUse') return filterInUse(run);
  const outcome = await recordOutcome(run, await currentIssues(run));
  const { hosts, goal } = run.record.current;
  const isDone = goal === 'present' ? 'installed' : 'removed';
  if (outcome.open === 0 && hosts.some((host) => host.state === isDone))
    return done('vCenter ended its task without the hosts that are not connected.');
  const problem = operationProblem(faultType, message);
  const failure = { faultType, hostFaultTypes: outcome.faultTypes };
  if (outcome.open === 0) return failed(problem, failure);
  const named = outcome.open === 1 ? '1 host has' : `${outcome.open} hosts have`;
  const remedy = `${named} a reason of its own below. ${problem.remedy ?? ''}`.trim();
  return { ...failed({ ...problem, remedy }, failure), hostsInNeed: outcome.inNeed };
}

/** The task's last state; null when vCenter has forgotten the task. */
async function toItsEnd(
  run: ClusterRun,
  ownTask: OwnTask,
  task: ManagedObjectReference,
): Promise<TaskSnapshot | null> {
  const report = new ProgressReport(run, ownTask);
  const cancel = new CancelRequest(run, task);
  // Within the stream, so that a store which cannot be written ends the watch and not the process.
  const hosts = watchHosts(run)
    .pipe(tap((facts) => report.hosts(facts)))
    .subscribe({
      // The task tells the end; losing sight of the hosts only makes the picture coarser.
      error: (error: unknown) => run.log.warn({ err: error }, 'hosts can no longer be watched'),
    });
  try {
    return await whenReachable(run, async () => {
      const states = run.connection.tasks.follow(task).pipe(
        tap((state) => {
          report.task(state);
          cancel.task(state);
        }),
        takeUntil(abortOf(run.signal)),
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
    cancel.close();
    hosts.unsubscribe();
  }
}
