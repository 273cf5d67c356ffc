import type { Signal } from '@angular/core';
import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { ActivityFeed } from '../api/activity-feed';
import type { ActivityFollower } from '../api/activity-follower';
import { CurrentVcenter } from '../api/current-vcenter';
import { RemoteData } from '../api/remote-data';
import { onClientRefresh } from '../client-sdk/on-client-refresh';

/** The vCenter that the global view shows, and its activities. In linked mode the user chooses one of several. */
@Injectable()
export class HomeVcenter {
  readonly #feed = inject(ActivityFeed);
  readonly #vcenter = inject(CurrentVcenter);
  readonly #destroyRef = inject(DestroyRef);
  readonly #chosen = signal<string | null>(null);
  readonly #follower = signal<ActivityFollower | null>(null);

  readonly candidates = new RemoteData(() => this.#vcenter.candidates());
  readonly vcGuids: Signal<readonly string[]> = computed(() => {
    const state = this.candidates.state();
    return state.kind === 'ready' ? state.value : [];
  });
  /** Null until the client has told. */
  readonly vcGuid: Signal<string | null> = computed(
    () => this.#chosen() ?? this.vcGuids()[0] ?? null,
  );
  readonly follower: Signal<ActivityFollower | null> = this.#follower.asReadonly();

  constructor() {
    void this.candidates.load();
    effect((onCleanup) => {
      const vcGuid = this.vcGuid();
      if (vcGuid === null) return;
      const follower = untracked(() => this.#feed.follow(vcGuid, this.#destroyRef));
      this.#follower.set(follower);
      onCleanup(() => follower.stop());
    });
  }

  choose(vcGuid: string): void {
    this.#chosen.set(vcGuid);
  }

  /** What a page shows of the chosen vCenter; read anew for another one and at each refresh. Needs an injection context. */
  data<T>(ask: (vcGuid: string) => Promise<T>): RemoteData<T> {
    const data = new RemoteData(() => ask(this.vcGuid() ?? ''));
    effect(() => {
      if (this.vcGuid() === null) return;
      untracked(() => {
        data.reset();
        void data.load();
      });
    });
    onClientRefresh(() => void data.load());
    return data;
  }
}
