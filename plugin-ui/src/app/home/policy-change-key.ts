import type { Activity } from '@contract/activity';

/** Changes when an activity that is about storage policies begins or ends: what is shown of policies is read anew then. */
export function policyChangeKey(activities: readonly Activity[]): string {
  return activities
    .flatMap(({ id, clusters }) =>
      clusters
        .filter(({ action, policies }) => policies !== null || action === 'remove')
        .map(({ clusterId, state }) => [id, clusterId, state].join()),
    )
    .join(';');
}
