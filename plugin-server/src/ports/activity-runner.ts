import type { Observable } from 'rxjs';
import type { Activity } from '../domain/activity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { VcenterConnection } from './vcenter.ts';

/** The queue as one vCenter sees it. */
export interface QueueView {
  /** How many clusters are worked on at the same time, on all vCenters together. */
  readonly slots: number;
  /** Whether new work on this vCenter is held back. */
  readonly paused: boolean;
  /** Clusters of this vCenter that wait to begin, and those that hold a slot. */
  readonly waiting: number;
  readonly working: number;
}

/** Carries activities out. One activity at a time works on a cluster. */
export interface ActivityRunner {
  /** Takes over an activity that is already in the store; its queued clusters wait for a slot in the order of the calls. */
  enqueue(activity: Activity): void;
  /** Every recorded change of every activity, as it happens. Never completes before the runner stops; never errors. */
  readonly changes: Observable<Activity>;
  /** Place in the queue, 1 is next; null when that cluster activity does not wait. */
  queuePosition(activityId: string, clusterId: string): number | null;
  /** The unfinished activity that works on the cluster or waits to, or null. */
  busyActivity(vcGuid: string, clusterId: string): Activity | null;
  queue(vcGuid: string): QueueView;
  /** Holds back, or lets go on, what has not begun on one vCenter; durable when it returns. What has begun is not held back. */
  setPaused(vcGuid: string, paused: boolean): void;
  /**
   * Cancels one cluster as far as that is possible: at once while vCenter has not been asked for the operation or another try is waited for,
   * otherwise by asking vCenter to cancel its task. The wish is durable when it returns. Throws an Error for an activity that is not under way.
   */
  cancel(activityId: string, clusterId: string): void;
  /** Shows, where a cluster waits for this host, that vCenter's task takes it into maintenance mode. */
  entersMaintenanceMode(
    connection: Pick<VcenterConnection, 'vcGuid' | 'tasks'>,
    hostId: string,
    task: ManagedObjectReference,
  ): void;
}
