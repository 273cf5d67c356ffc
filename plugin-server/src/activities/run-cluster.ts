import type { ProblemRecord, StepName } from '../domain/activity.ts';
import { faultProblem } from '../domain/fault-catalogue.ts';
import type { FaultContext } from '../domain/fault-row.ts';
import { VimFault } from '../domain/vim-fault.ts';
import { Cancelled } from './cancelling.ts';
import { failed } from './cluster-run.ts';
import type { ClusterRun, FailedStep, StepOutcome } from './cluster-run.ts';
import { endCluster } from './end-cluster.ts';
import type { End } from './end-cluster.ts';
import { filterInUse } from './filter-in-use.ts';
import { hostsDone } from './host-states.ts';
import { cancelledProblem, untilNextTry, waitAfter } from './next-try.ts';
import { OwnTask } from './own-task.ts';
import { changePolicies } from './step-change-policies.ts';
import { detachPolicies } from './step-detach-policies.ts';
import { followTask } from './step-follow-task.ts';
import { guardJobs } from './step-guard-jobs.ts';
import { look } from './step-look.ts';
import { preparePolicies } from './step-prepare-policies.ts';
import { publishBundle } from './step-publish-bundle.ts';
import { recordBefore } from './step-record-policies.ts';
import { requestTask } from './step-request-task.ts';
import { verifyDetached } from './step-verify-detached.ts';
import { verifyHosts, verifyRemoved } from './step-verify-hosts.ts';
import { verifyPolicies } from './step-verify-policies.ts';

/** @param isNew false for a step that an earlier process has begun */
type StepWork = (run: ClusterRun, ownTask: OwnTask, isNew: boolean) => Promise<StepOutcome>;

const WORK: Readonly<Record<StepName, StepWork>> = {
  look,
  publishBundle,
  guardJobs,
  recordPolicies: recordBefore,
  detachPolicies,
  verifyDetached,
  requestTask,
  followTask,
  verifyHosts,
  verifyRemoved,
  preparePolicies,
  changePolicies,
  verifyPolicies,
};

/** From when on our line is in Recent Tasks. */
const SHOWN_AFTER: readonly StepName[] = ['guardJobs', 'requestTask', 'recordPolicies'];

/**
 * Takes one cluster through its steps, each recorded before and after, as many times as it takes, and ends it. Steps that are recorded as
 * ended are not done again, so a run that was interrupted goes on where it was; so does one that waited. Throws only when the server stops
 * or the store fails; the cluster stays unfinished then.
 */
export async function runCluster(run: ClusterRun): Promise<void> {
  const ownTask = new OwnTask(run);
  if (run.isTakenUp) ownTask.begin();
  const end = await throughTries(run, ownTask);
  // A slot is for what vCenter works on; ending our line must not keep the next cluster from beginning.
  run.turn.giveUp();
  // Our task ends first: a crash in between leaves a finished task and a run that ends once more, never a task that runs for ever.
  await ownTask.end(end.problem);
  run.signal.throwIfAborted();
  endCluster(run, end);
}

async function throughTries(run: ClusterRun, ownTask: OwnTask): Promise<End> {
  try {
    for (;;) {
      const { waiting } = run.record.current;
      if (waiting !== null) {
        await untilNextTry(run, waiting);
        run.record.beginAgain();
      }
      const end = await throughSteps(run, ownTask);
      if (end !== null) return end;
    }
  } catch (error) {
    // Expected: somebody cancelled while nothing that vCenter does stood against it.
    if (!(error instanceof Cancelled)) throw error;
    return { state: 'cancelled', problem: cancelledProblem(whatIsLeft(run)) };
  }
}

/** One try; null when the cluster waits for another one. */
async function throughSteps(run: ClusterRun, ownTask: OwnTask): Promise<End | null> {
  for (const { name } of run.record.current.steps) {
    const { state } = run.record.step(name);
    if (state === 'failed') return failedEnd(run.record.current.problem);
    if (state === 'succeeded' || state === 'skipped') continue;
    run.cancelling.check();
    run.record.begin(name);
    const isNew = state === 'pending';
    const outcome = await attempt(run, name, () => WORK[name](run, ownTask, isNew));
    // Later than vCenter's own task where that comes soon: our line only mirrors it, and making it would hold the work up.
    if (SHOWN_AFTER.includes(name) || outcome.kind === 'failed') ownTask.begin();
    switch (outcome.kind) {
      case 'failed':
        return afterFailure(run, name, outcome);
      case 'cancelled':
        run.record.fail(name, cancelledProblem(outcome.detail));
        return failedEnd(run.record.current.problem);
      case 'enough':
        run.record.endWith(name, outcome.detail);
        break;
      case 'done':
        run.record.end(name, 'succeeded', outcome.detail);
        break;
      case 'skipped':
        run.record.end(name, 'skipped', outcome.detail);
        break;
    }
  }
  return { state: 'succeeded', problem: null };
}

function afterFailure(run: ClusterRun, name: StepName, step: FailedStep): End | null {
  const waiting = waitAfter(run, step);
  if (waiting === null) {
    run.record.fail(name, step.problem);
    return failedEnd(step.problem);
  }
  run.record.failAndWait(name, step.problem, waiting);
  return null;
}

/** Also after a crash between the failed step and the end of the cluster, when only the record tells. */
function failedEnd(problem: ProblemRecord | null): End {
  return { state: problem?.code === 'cancelled' ? 'cancelled' : 'failed', problem };
}

async function attempt(
  run: ClusterRun,
  name: StepName,
  work: () => Promise<StepOutcome>,
): Promise<StepOutcome> {
  try {
    return await work();
  } catch (error) {
    // Expected: the server stops, somebody cancels, or a fault that vCenter answered. Anything else is a mistake of ours and ends this cluster only.
    run.signal.throwIfAborted();
    if (error instanceof Cancelled) throw error;
    if (error instanceof VimFault) return refused(run, name, error);
    run.log.error({ err: error }, 'a step failed unexpectedly');
    return failed(internalProblem());
  }
}

function refused(
  run: ClusterRun,
  name: StepName,
  fault: VimFault,
): Promise<StepOutcome> | StepOutcome {
  if (fault.type === 'FilterInUse') return filterInUse(run);
  const context = CONTEXTS[name] ?? 'filterOperation';
  const problem = faultProblem(context, fault);
  run.log.warn({ step: name, fault: problem.code, rawFault: problem.rawFault }, problem.title);
  return failed(problem, { faultType: fault.type, context, hostFaultTypes: [] });
}

/** Where the faults of a step come from, if not from the operation on the cluster. */
const CONTEXTS: Readonly<Partial<Record<StepName, FaultContext>>> = {
  recordPolicies: 'policies',
  detachPolicies: 'machine',
  preparePolicies: 'policies',
  changePolicies: 'machine',
  verifyPolicies: 'policies',
};

/** What a user who cancelled is told. */
function whatIsLeft(run: ClusterRun): string {
  const { attempt: tries, steps, waiting } = run.record.current;
  const hasAsked = tries > 1 || waiting?.for === 'retry' || waiting?.for === 'maintenanceMode';
  if (hasAsked) return `Cancelled between two tries. ${hostsDone(run)}`;
  if (steps.some(({ name }) => name === 'changePolicies'))
    return `Cancelled before the storage policy of any virtual machine was changed.${filterLeft(run)}`;
  const detaching = steps.find(({ name }) => name === 'detachPolicies')?.state ?? 'pending';
  return detaching === 'pending'
    ? 'Cancelled before anything was changed.'
    : 'Cancelled before the filter was removed from any host. Storage policies that were detached by then are recorded and can be restored.';
}

/** What became of the filter itself, when that was to be changed too. */
function filterLeft(run: ClusterRun): string {
  const verified = run.record.current.steps.find(({ name }) => name === 'verifyHosts');
  return verified?.state === 'succeeded' ? ` ${hostsDone(run)}` : '';
}

/** What a user reads of a mistake in the server; the log has the rest. */
export function internalProblem(): ProblemRecord {
  return {
    code: 'internal',
    title: 'The server made a mistake',
    detail: 'Something unexpected happened in the plug-in server; its log tells more.',
    remedy: 'Run the setup again. It looks first at what is there already.',
    rawFault: null,
  };
}
