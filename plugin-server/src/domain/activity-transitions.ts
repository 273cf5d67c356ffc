import { pendingStep } from './new-activity.ts';
import type {
  Activity,
  ActivityState,
  ClusterActivity,
  ClusterActivityState,
  ProblemRecord,
  Step,
  StepName,
  StepState,
  Waiting,
} from './activity.ts';

/** A change that the state machine does not allow: a mistake in the program, never shown to a user. */
export class IllegalTransition extends Error {
  constructor(what: string, from: string, to: string) {
    super(`${what} cannot go from ${from} to ${to}.`);
    this.name = 'IllegalTransition';
  }
}

const CLUSTER_MOVES: Readonly<Record<ClusterActivityState, readonly ClusterActivityState[]>> = {
  queued: ['running', 'cancelled', 'failed'],
  running: ['waiting', 'succeeded', 'failed', 'cancelled'],
  waiting: ['running', 'succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
  skipped: [],
};

/** `running` to `running` is a step that is taken up again after a crash. */
const STEP_MOVES: Readonly<Record<StepState, readonly StepState[]>> = {
  pending: ['running', 'skipped'],
  running: ['running', 'succeeded', 'failed', 'skipped'],
  succeeded: [],
  failed: [],
  skipped: [],
};

/** Members that change while a cluster activity runs and that no state depends on. */
export type ClusterDetails = Partial<
  Pick<
    ClusterActivity,
    | 'operation'
    | 'progress'
    | 'hosts'
    | 'filterId'
    | 'knownTaskIds'
    | 'vcenterTaskId'
    | 'ownTaskId'
    | 'attempt'
    | 'cancelRequested'
    | 'watch'
    | 'goal'
    | 'policies'
  >
>;

export function isFinished(state: ClusterActivityState): boolean {
  return CLUSTER_MOVES[state].length === 0;
}

/** The cluster's part of an activity. Throws an Error when the activity has no such cluster. */
export function clusterOf(activity: Activity, clusterId: string): ClusterActivity {
  const found = activity.clusters.find((cluster) => cluster.clusterId === clusterId);
  if (found === undefined) throw new Error(`Activity ${activity.id} has no cluster ${clusterId}.`);
  return found;
}

/** Moves a queued cluster to running. */
export function startCluster(activity: Activity, clusterId: string, at: string): Activity {
  return change(activity, clusterId, at, (cluster) => moveCluster(cluster, 'running'));
}

/** Ends a cluster; with a problem when it failed. */
export function finishCluster(
  activity: Activity,
  clusterId: string,
  at: string,
  outcome: {
    readonly state: 'succeeded' | 'failed' | 'cancelled';
    readonly problem: ProblemRecord | null;
  },
): Activity {
  return change(activity, clusterId, at, (cluster) => ({
    ...moveCluster(cluster, outcome.state),
    waiting: null,
    progress: outcome.state === 'succeeded' ? 100 : cluster.progress,
    problem: outcome.problem,
  }));
}

/** Lets a running cluster wait, or says anew what it waits for. */
export function waitFor(
  activity: Activity,
  clusterId: string,
  at: string,
  waiting: Waiting,
): Activity {
  return change(activity, clusterId, at, (cluster) => ({
    ...(cluster.state === 'waiting' ? cluster : moveCluster(cluster, 'waiting')),
    waiting,
  }));
}

/** Lets a cluster that waited go on. */
export function goOn(activity: Activity, clusterId: string, at: string): Activity {
  return change(activity, clusterId, at, (cluster) => ({
    ...moveCluster(cluster, 'running'),
    waiting: null,
  }));
}

/** Lets a cluster that waited begin again from its first step; a retry counts as another attempt. */
export function beginAgain(activity: Activity, clusterId: string, at: string): Activity {
  return change(activity, clusterId, at, (cluster) => ({
    ...moveCluster(cluster, 'running'),
    attempt: cluster.waiting?.for === 'retry' ? cluster.attempt + 1 : cluster.attempt,
    waiting: null,
    operation: null,
    progress: null,
    vcenterTaskId: null,
    steps: cluster.steps.map(({ name }) => pendingStep(name)),
  }));
}

/** Where a step shall go and what there is to say of it. */
export interface StepMove {
  readonly name: StepName;
  readonly state: StepState;
  readonly detail?: string;
  /** Why the step failed; kept with the cluster in the same record. */
  readonly problem?: ProblemRecord;
}

/** Moves one step; a step that is taken up again keeps the time it first began. */
export function moveStep(
  activity: Activity,
  clusterId: string,
  at: string,
  move: StepMove,
): Activity {
  return change(activity, clusterId, at, (cluster) => ({
    ...cluster,
    steps: cluster.steps.map((step) => (step.name === move.name ? moved(step, move, at) : step)),
    problem: move.problem ?? cluster.problem,
  }));
}

/**
 * Ends a step and skips all that are still pending, in one record: a crash in between must not bring them back. Steps that change the policies
 * of machines stay, because machines wait for them whatever there was to do with the filter.
 */
export function endWithStep(
  activity: Activity,
  clusterId: string,
  at: string,
  last: { readonly name: StepName; readonly detail: string },
): Activity {
  const ended = moveStep(activity, clusterId, at, { ...last, state: 'succeeded' });
  return change(ended, clusterId, at, (cluster) => {
    const kept = policyStepsOf(cluster);
    return {
      ...cluster,
      steps: cluster.steps.map((step) =>
        step.state === 'pending' && !kept.includes(step.name)
          ? moved(step, { name: step.name, state: 'skipped' }, at)
          : step,
      ),
    };
  });
}

/** The steps that follow those of the filter; none in a removal, whose machines have to leave the filter before it goes. */
export function policyStepsOf({ steps }: Pick<ClusterActivity, 'steps'>): readonly StepName[] {
  const names = steps.map(({ name }) => name);
  return names.includes('changePolicies') ? names.filter((name) => POLICY_STEPS.has(name)) : [];
}

const POLICY_STEPS: ReadonlySet<StepName> = new Set([
  'recordPolicies',
  'preparePolicies',
  'changePolicies',
  'verifyPolicies',
]);

/** Records details of a running cluster. */
export function recordDetails(
  activity: Activity,
  clusterId: string,
  at: string,
  details: ClusterDetails,
): Activity {
  return change(activity, clusterId, at, (cluster) => ({ ...cluster, ...details }));
}

function change(
  activity: Activity,
  clusterId: string,
  at: string,
  edit: (cluster: ClusterActivity) => ClusterActivity,
): Activity {
  const before = clusterOf(activity, clusterId);
  const after = edit(before);
  const clusters = activity.clusters.map((cluster) => (cluster === before ? after : cluster));
  const state = overallState(clusters);
  const ended = state !== 'queued' && state !== 'running';
  return {
    ...activity,
    clusters,
    state,
    startedAt: activity.startedAt ?? (state === 'queued' ? null : at),
    finishedAt: ended ? (activity.finishedAt ?? at) : null,
    revision: activity.revision + 1,
  };
}

/** The state of the whole, from its parts: it runs from the first cluster's start to the last one's end. */
export function overallState(clusters: readonly ClusterActivity[]): ActivityState {
  const states = new Set(
    clusters.map((cluster) => cluster.state).filter((state) => state !== 'skipped'),
  );
  if (states.size === 1 && states.has('queued')) return 'queued';
  if (states.has('queued') || states.has('running') || states.has('waiting')) return 'running';
  if (states.has('failed')) return 'failed';
  return states.has('cancelled') ? 'cancelled' : 'succeeded';
}

function moveCluster(cluster: ClusterActivity, to: ClusterActivityState): ClusterActivity {
  if (!CLUSTER_MOVES[cluster.state].includes(to))
    throw new IllegalTransition(`Cluster ${cluster.clusterId}`, cluster.state, to);
  return { ...cluster, state: to };
}

function moved(step: Step, move: StepMove, at: string): Step {
  if (!STEP_MOVES[step.state].includes(move.state))
    throw new IllegalTransition(`Step ${step.name}`, step.state, move.state);
  const begins = move.state === 'running';
  return {
    ...step,
    state: move.state,
    startedAt: step.startedAt ?? at,
    finishedAt: begins ? null : at,
    detail: move.detail ?? step.detail,
  };
}
