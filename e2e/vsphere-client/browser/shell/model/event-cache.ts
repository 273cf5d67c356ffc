import type { EventRow } from '../../../protocol/shell-api.ts';
import type { ApiClient } from './api-client.ts';

/** The events of the object that was asked for last; fetched once for each look. */
export class EventCache {
  readonly #api: ApiClient;
  #id: string | undefined;
  #rows: Promise<readonly EventRow[]> = Promise.resolve([]);

  constructor(api: ApiClient) {
    this.#api = api;
  }

  /** The events of an object, newest first; none when it is gone. */
  of(id: string): Promise<readonly EventRow[]> {
    if (this.#id !== id) {
      this.#id = id;
      this.#rows = this.#api.events(id).catch(() => []);
    }
    return this.#rows;
  }

  /** Makes the next look fetch again. */
  forget(): void {
    this.#id = undefined;
  }
}
