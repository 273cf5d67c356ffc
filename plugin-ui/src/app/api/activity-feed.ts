import { DOCUMENT, DestroyRef, Injectable, InjectionToken, inject } from '@angular/core';
import type { ActivityEvent } from './activity-events';
import { EventStreamRefused, readActivityEvents } from './activity-events';
import { ActivityFollower } from './activity-follower';
import { IoFilterApi } from './io-filter-api';
import { PluginServerConnection } from './plugin-server-connection';

/** The browser's `fetch`; specs give their own. */
export const FETCH = new InjectionToken<typeof fetch>('fetch', {
  providedIn: 'root',
  factory: () => (input, init) => fetch(input, init),
});

/** Live progress of a vCenter's activities. */
@Injectable({ providedIn: 'root' })
export class ActivityFeed {
  readonly #api = inject(IoFilterApi);
  readonly #connection = inject(PluginServerConnection);
  readonly #fetch = inject(FETCH);
  readonly #document = inject(DOCUMENT);

  /** Starts following; ends with the view whose `destroyRef` is given. */
  follow(vcGuid: string, destroyRef: DestroyRef): ActivityFollower {
    const follower = new ActivityFollower({
      list: async () => (await this.#api.activities(vcGuid)).activities,
      events: (lastEventId, signal, opened) =>
        this.#events(vcGuid, { lastEventId, signal }, opened),
      wait: abortableWait,
      visible: (signal) => whenVisible(this.#document, signal),
      onHidden: (callback) => onHidden(this.#document, callback),
    });
    destroyRef.onDestroy(() => follower.stop());
    void follower.run();
    return follower;
  }

  async *#events(
    vcGuid: string,
    request: { lastEventId: string | null; signal: AbortSignal },
    opened: () => void,
  ): AsyncGenerator<ActivityEvent> {
    const connection = await this.#connection.connect(vcGuid);
    try {
      yield* readActivityEvents({ ...request, connection, vcGuid }, this.#fetch, opened);
    } catch (error) {
      // EventStreamRefused 401: the token has run out, the next try has a new one. Everything else is the follower's.
      if (error instanceof EventStreamRefused && error.status === 401) {
        await this.#connection.reconnect(vcGuid);
      }
      throw error;
    }
  }
}

function abortableWait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

function whenVisible(page: Document, signal: AbortSignal): Promise<void> {
  if (!page.hidden || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      if (page.hidden && !signal.aborted) return;
      page.removeEventListener('visibilitychange', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    page.addEventListener('visibilitychange', end);
    signal.addEventListener('abort', end);
  });
}

function onHidden(page: Document, callback: () => void): () => void {
  const listen = () => {
    if (page.hidden) callback();
  };
  page.addEventListener('visibilitychange', listen);
  return () => page.removeEventListener('visibilitychange', listen);
}
