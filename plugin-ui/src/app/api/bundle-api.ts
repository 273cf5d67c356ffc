import { Injectable, inject } from '@angular/core';
import type { Bundle, BundleFetchList, BundleList, HeldBundle } from '@contract/bundle';
import { routes } from '@contract/routes';
import { ServerRequests } from './server-requests';

/** Our server's API for offline bundles. Every method rejects with an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class BundleApi {
  readonly #server = inject(ServerRequests);

  list(vcGuid: string): Promise<BundleList> {
    return this.#server.get(routes.bundles, { vcGuid });
  }

  /** Takes a bundle in as one of that kit. `progress` gets the share that is sent, up to 1. */
  upload(
    vcGuid: string,
    flavor: Bundle['flavor'],
    file: Blob,
    progress: (share: number) => void,
  ): Promise<HeldBundle> {
    return this.#server.upload(routes.bundles, { vcGuid }, { file, progress, query: { flavor } });
  }

  remove(vcGuid: string, bundleId: string): Promise<void> {
    return this.#server.delete(routes.bundle, { vcGuid, bundleId });
  }

  /** Who fetched the bundle, newest first. */
  fetches(vcGuid: string, bundleId: string): Promise<BundleFetchList> {
    return this.#server.get(routes.bundleFetches, { vcGuid, bundleId });
  }

  /** Who fetched the bundles of an activity while it ran, newest first. */
  fetchesOfActivity(vcGuid: string, activityId: string): Promise<BundleFetchList> {
    return this.#server.get(routes.activityFetches, { vcGuid, activityId });
  }
}
