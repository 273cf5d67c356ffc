import type { Signal } from '@angular/core';
import { computed, effect, untracked } from '@angular/core';
import type { Activity } from '@contract/activity';
import type { ActivityFollower } from './activity-follower';

/**
 * Calls `reload` whenever `key`, made of the activities, changes: each host that moves is read anew. What the first list brings was
 * there before the view was read, so it reloads nothing. Needs an injection context.
 */
export function reloadWithActivities(
  follower: Signal<ActivityFollower | null>,
  key: (activities: readonly Activity[]) => string,
  reload: () => void,
): void {
  const current = computed(() => {
    const source = follower();
    return source?.isLoaded() ? key(source.activities()) : null;
  });
  let seen: string | null = null;
  effect(() => {
    const now = current();
    const isNews = seen !== null && now !== null && now !== seen;
    seen = now;
    if (isNews) untracked(reload);
  });
}
