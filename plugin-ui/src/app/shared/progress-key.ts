import type { Activity } from '@contract/activity';

/** Changes whenever daemons may have changed by an activity; `clusterId` narrows it to one cluster. */
export function progressKey(activities: readonly Activity[], clusterId: string | null): string {
  return activities
    .flatMap((activity) =>
      activity.clusters
        .filter((part) => clusterId === null || part.clusterId === clusterId)
        .map((part) =>
          [activity.id, part.clusterId, part.state, ...part.hosts.map((host) => host.state)].join(),
        ),
    )
    .join(';');
}
