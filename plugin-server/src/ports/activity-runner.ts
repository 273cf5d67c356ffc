import type { Observable } from 'rxjs';
import type { Activity } from '../domain/activity.ts';

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
}
