import type { Activity, ClusterActivity } from '@contract/activity';

/** A cluster that waits for a slot. */
export interface QueuedPart {
  readonly part: ClusterActivity;
  readonly activityId: string;
  readonly title: string;
}

/** The clusters that wait for a slot, the next one first. Places told at different times keep their order, so their rank is what counts. */
export function queuedParts(activities: readonly Activity[]): readonly QueuedPart[] {
  return activities
    .flatMap((activity) =>
      activity.clusters
        .filter(({ state }) => state === 'queued')
        .map((part) => ({
          part,
          activityId: activity.id,
          title: activity.title,
          createdAt: activity.createdAt,
        })),
    )
    .sort(
      (a, b) =>
        a.createdAt.localeCompare(b.createdAt) ||
        (a.part.queuePosition ?? 0) - (b.part.queuePosition ?? 0),
    );
}
