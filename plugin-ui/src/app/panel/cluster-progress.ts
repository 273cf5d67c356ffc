import type { Activity, ClusterActivity } from '@contract/activity';
import { isFinished, isOpen } from '../shared/activity-status';

/** An activity, cut down to its part for one cluster. */
export interface ClusterRun {
  readonly id: string;
  readonly title: string;
  readonly clusters: ClusterActivity[];
}

/** The activity that is at work on the cluster; null when none is. */
export function runningOn(activities: readonly Activity[], clusterId: string): ClusterRun | null {
  for (const activity of activities) {
    if (isFinished(activity)) continue;
    const clusters = activity.clusters.filter(
      (part) => part.clusterId === clusterId && isOpen(part),
    );
    if (clusters.length > 0) return { id: activity.id, title: activity.title, clusters };
  }
  return null;
}

/** The newest activity that removed the filter from the cluster and has ended; null when none is known. */
export function lastRemovalOf(activities: readonly Activity[], clusterId: string): Activity | null {
  return (
    activities.find(
      (activity) =>
        isFinished(activity) &&
        activity.clusters.some((part) => part.clusterId === clusterId && part.action === 'remove'),
    ) ?? null
  );
}
