import type { DestroyRef, Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { Activity } from '@contract/activity';
import type { ActivityFeed } from '../api/activity-feed';
import type { ActivityFollower } from '../api/activity-follower';

/** The activity that a dialog has started, in its newest state. */
export class FollowedActivity {
  readonly #feed: Pick<ActivityFeed, 'follow'>;
  readonly #destroyRef: DestroyRef;
  readonly #follower = signal<ActivityFollower | null>(null);
  readonly #started = signal<Activity | null>(null);

  /** Null until one has been started. */
  readonly activity: Signal<Activity | null> = computed(() => {
    const started = this.#started();
    const followed = this.#follower()?.activities() ?? [];
    return followed.find(({ id }) => id === started?.id) ?? started;
  });
  /** Whether events do not come through. */
  readonly isPolling: Signal<boolean> = computed(() => this.#follower()?.state() === 'polling');

  constructor(feed: Pick<ActivityFeed, 'follow'>, destroyRef: DestroyRef) {
    this.#feed = feed;
    this.#destroyRef = destroyRef;
  }

  begin(activity: Activity): void {
    this.forget();
    const follower = this.#feed.follow(activity.vcGuid, this.#destroyRef);
    follower.merge(activity);
    this.#follower.set(follower);
    this.#started.set(activity);
  }

  /** Follows no longer; the activity goes on. */
  forget(): void {
    this.#follower()?.stop();
    this.#follower.set(null);
    this.#started.set(null);
  }
}
