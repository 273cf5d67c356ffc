import type { ProblemRecord, SetupStepName } from '../domain/activity.ts';
import { STEP_ORDER } from '../domain/new-activity.ts';
import { operationProblem } from '../domain/operation-fault.ts';
import { VimFault } from '../domain/vim-fault.ts';
import { failed } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { OwnTask } from './own-task.ts';
import { followTask } from './step-follow-task.ts';
import { look } from './step-look.ts';
import { publishBundle } from './step-publish-bundle.ts';
import { requestTask } from './step-request-task.ts';
import { verifyHosts } from './step-verify-hosts.ts';

type StepWork = (run: ClusterRun, ownTask: OwnTask) => Promise<StepOutcome>;

const WORK: Readonly<Record<SetupStepName, StepWork>> = {
  look,
  publishBundle,
  requestTask,
  followTask,
  verifyHosts,
};

/**
 * Takes one cluster through its steps, each recorded before and after, and ends it. Steps that are recorded as ended are not done again,
 * so a run that was interrupted goes on where it was. Throws only when the server stops or the store fails; the cluster stays running then.
 */
export async function runCluster(run: ClusterRun): Promise<void> {
  const ownTask = new OwnTask(run);
  run.record.start();
  await ownTask.begin();
  const problem = await throughSteps(run, ownTask);
  // Our task ends first: a crash in between leaves a finished task and a run that ends once more, never a task that runs for ever.
  await ownTask.end(problem);
  run.signal.throwIfAborted();
  run.record.finish(problem);
}

async function throughSteps(run: ClusterRun, ownTask: OwnTask): Promise<ProblemRecord | null> {
  for (const name of STEP_ORDER) {
    const { state } = run.record.step(name);
    if (state === 'failed') return run.record.current.problem;
    if (state === 'succeeded' || state === 'skipped') continue;
    run.record.begin(name);
    const outcome = await attempt(run, () => WORK[name](run, ownTask));
    switch (outcome.kind) {
      case 'failed':
        run.record.fail(name, outcome.problem);
        return outcome.problem;
      case 'enough':
        run.record.endWith(name, outcome.detail);
        return null;
      case 'done':
        run.record.end(name, 'succeeded', outcome.detail);
        break;
      case 'skipped':
        run.record.end(name, 'skipped', outcome.detail);
        break;
    }
  }
  return null;
}

async function attempt(run: ClusterRun, work: () => Promise<StepOutcome>): Promise<StepOutcome> {
  try {
    return await work();
  } catch (error) {
    // Expected: the server stops, or a fault that vCenter answered. Anything else is a mistake of ours and ends this cluster only.
    run.signal.throwIfAborted();
    if (error instanceof VimFault) return failed(operationProblem(error.type, error.message));
    run.log.error({ err: error }, 'a step failed unexpectedly');
    return failed(internalProblem());
  }
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
