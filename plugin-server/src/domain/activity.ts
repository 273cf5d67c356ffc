import type { PlanAction } from './plan.ts';

/** Where an activity, a cluster activity or a step stands. */
export type ActivityState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
export type ClusterActivityState = ActivityState | 'skipped';
export type StepState = 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';

/** The steps of a cluster activity, in the order in which they run. */
export type StepName = 'look' | 'publishBundle' | 'requestTask' | 'followTask' | 'verifyHosts';

export interface Step {
  readonly name: StepName;
  readonly state: StepState;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** One plain sentence of what happened. */
  readonly detail: string | null;
}

/** One host's part of a cluster activity. */
export interface HostProgress {
  readonly hostId: string;
  readonly hostName: string;
  readonly state: 'waiting' | 'installing' | 'installed' | 'pending' | 'failed';
  /** Plain words: what, why, what to do. */
  readonly message: string | null;
  /** The fault as vCenter gave it. */
  readonly rawFault: string | null;
}

/** What went wrong, in the shape that the API and the log share. */
export interface ProblemRecord {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string | null;
}

/** What vCenter is asked to do with a cluster. */
export type Operation = 'install' | 'upgrade' | 'resolve';

export interface ClusterActivity {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly action: PlanAction;
  readonly state: ClusterActivityState;
  /**
   * What the step `look` called for. It is recorded before anything is asked of vCenter, because the cluster lists the filter as soon as
   * that was asked and would call for something else then.
   */
  readonly operation: Operation | null;
  /** 0 - 100, null while unknown. */
  readonly progress: number | null;
  readonly filterId: string | null;
  readonly filterName: string;
  readonly filterVersion: string;
  readonly bundleId: string | null;
  /**
   * Tasks that were on the cluster before we asked for ours. After a crash, a task that is not among them is the one we asked for; this
   * holds whatever the two clocks say.
   */
  readonly knownTaskIds: readonly string[];
  /** vCenter's own task, known as soon as vCenter answered. */
  readonly vcenterTaskId: string | null;
  /** Our task in Recent Tasks. */
  readonly ownTaskId: string | null;
  readonly steps: readonly Step[];
  readonly hosts: readonly HostProgress[];
  readonly problem: ProblemRecord | null;
}

/** Our record of one wizard run. Times are ISO 8601 in UTC. */
export interface Activity {
  readonly id: string;
  readonly vcGuid: string;
  readonly title: string;
  readonly initiatedBy: string;
  readonly serviceAccount: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly state: ActivityState;
  readonly clusters: readonly ClusterActivity[];
  /** Increases with every recorded change; the live progress is ordered by it. */
  readonly revision: number;
}
