import type { ProblemRecord } from '../domain/activity.ts';
import type { PolicyProgress, VmChange, VmWorkState } from '../domain/vm-change.ts';
import type { Lasting } from './activity-store.ts';

/** One machine of a cluster activity. */
export interface VmWork extends Omit<VmChange, 'action' | 'reasons'> {
  readonly activityId: string;
  readonly action: 'assign' | 'unassign' | 'restore' | 'reapply';
  readonly state: VmWorkState;
  /** vCenter's own task, known as soon as vCenter answered. */
  readonly taskId: string | null;
  readonly attempt: number;
  readonly problem: ProblemRecord | null;
  /** ISO 8601 in UTC. */
  readonly finishedAt: string | null;
}

export interface VmWorkQuery {
  readonly activityId: string;
  readonly clusterId?: string | undefined;
  /** Some clusters only; left out, all. */
  readonly clusterIds?: readonly string[] | undefined;
  readonly states?: readonly VmWorkState[] | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Durable record of what an activity does with each machine: thousands of rows, so they are not part of the activity itself. */
export interface VmChangeStore {
  /** Inserts or replaces, all or none. @param lasting `machine` when left out */
  save(rows: readonly VmWork[], lasting?: Lasting): void;
  /** In the order of cluster, name and id. */
  list(query: VmWorkQuery): { readonly total: number; readonly rows: readonly VmWork[] };
  progress(activityId: string, clusterId: string): PolicyProgress;
}
