import type { PlanAction } from './plan.ts';
import type { PolicyProgress } from './vm-change.ts';

/** Where an activity, a cluster activity or a step stands. */
export type ActivityState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
/** `waiting` is for somebody or something that `Waiting` names; the whole activity runs meanwhile. */
export type ClusterActivityState = ActivityState | 'waiting' | 'skipped';
export type StepState = 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';

/** Steps that bring the filter to a cluster. */
export type SetupStepName = 'look' | 'publishBundle' | 'requestTask' | 'followTask' | 'verifyHosts';
/** Steps that take it away. */
export type RemovalStepName =
  | 'look'
  | 'guardJobs'
  | 'recordPolicies'
  | 'detachPolicies'
  | 'verifyDetached'
  | 'requestTask'
  | 'followTask'
  | 'verifyRemoved';
/** Steps that change the storage policies of machines; they come after those of the filter. */
export type PolicyStepName =
  'preparePolicies' | 'recordPolicies' | 'changePolicies' | 'verifyPolicies';
export type StepName = SetupStepName | RemovalStepName | PolicyStepName;

export interface Step {
  readonly name: StepName;
  readonly state: StepState;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** One plain sentence of what happened. */
  readonly detail: string | null;
}

/** Where one host stands. `pending` hosts are away and get theirs later. */
export type HostProgressState =
  | 'waiting'
  | 'installing'
  | 'updating'
  | 'removing'
  | 'enteringMaintenanceMode'
  | 'needsMaintenanceMode'
  | 'installed'
  | 'removed'
  | 'pending'
  | 'failed';

/** One host's part of a cluster activity. */
export interface HostProgress {
  readonly hostId: string;
  readonly hostName: string;
  readonly state: HostProgressState;
  /** Plain words: what, why, what to do. */
  readonly message: string | null;
  /** Code of the fault catalogue; null without a fault. */
  readonly fault: string | null;
  /** The fault as vCenter gave it. */
  readonly rawFault: string | null;
}

/** What went wrong, in the shape that the API and the log share. */
export interface ProblemRecord {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string | null;
  /** The fault as vCenter gave it, type and text; null when it was no fault. */
  readonly rawFault: string | null;
}

/** What a cluster activity waits for. Times are ISO 8601 in UTC. */
export interface Waiting {
  readonly for: 'retry' | 'maintenanceMode' | 'vcenter';
  readonly since: string;
  /** When it goes on by itself; null when that is up to somebody. */
  readonly until: string | null;
  /** One plain sentence: what is waited for. */
  readonly detail: string;
  /** Hosts that are waited for, by id. */
  readonly hostIds: readonly string[];
}

/** What vCenter is asked to do with a cluster. */
export type Operation = 'install' | 'upgrade' | 'resolve' | 'uninstall';

export interface ClusterActivity {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly action: PlanAction;
  readonly state: ClusterActivityState;
  /** Null unless the state is `waiting`. */
  readonly waiting: Waiting | null;
  /** Which try this is, 1 is the first, and how many there are at most. */
  readonly attempt: number;
  readonly attempts: number;
  /** Whether a user asked to cancel; vCenter decides how far that is possible. */
  readonly cancelRequested: boolean;
  /** What the watchdog warns of, one plain sentence each. */
  readonly watch: readonly string[];
  /** Whether the hosts shall have the filter in the end. */
  readonly goal: 'present' | 'absent';
  /** The only host that is worked on; null for the whole cluster. */
  readonly targetHostId: string | null;
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
  /** How far the machines are whose policy changes; null when there are none. Each machine's record is kept beside the activity. */
  readonly policies: PolicyProgress | null;
  readonly problem: ProblemRecord | null;
}

/** `setup` carries out a plan; `resolve` was asked for on one cluster or host; `policies` touches storage policies only. */
export type ActivityKind = 'setup' | 'resolve' | 'policies';

/** Our record of one wizard run. Times are ISO 8601 in UTC. */
export interface Activity {
  readonly id: string;
  readonly vcGuid: string;
  readonly kind: ActivityKind;
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
