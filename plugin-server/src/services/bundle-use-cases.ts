import type { BundleFetch } from '../domain/bundle-fetch.ts';
import type { Bundle, RefusedBundle } from '../domain/bundle.ts';
import type { ImportedBundle, IncomingBundle } from '../ports/bundle-imports.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';

/** Everything the server knows about its bundles. */
export interface BundleListing {
  readonly bundles: readonly Bundle[];
  readonly refused: readonly RefusedBundle[];
  /** Bytes that an uploaded bundle may have. */
  readonly uploadLimit: number;
  readonly servedOverHttp: boolean;
}

/** Looking after the bundles. All may throw Problem `unknownVcenter`, VimFault or VcenterUnreachable. */
export interface BundleUseCases {
  /** Bytes that an uploaded bundle may have. */
  readonly uploadLimit: number;
  list(): Promise<BundleListing>;
  /**
   * Takes an uploaded bundle in; the content is read only after the user was found to be allowed to. Throws Problem `notPermitted`,
   * `tooManyRequests`, `bundleInvalid`, `requestTooLarge` or `storageFull`.
   */
  import(user: AuthenticatedUser, incoming: IncomingBundle): Promise<ImportedBundle>;
  /** Deletes an imported bundle. Throws Problem `notFound`, `notPermitted`, `bundleInUse` or `vcenterUnavailable`. */
  remove(user: AuthenticatedUser, bundleId: string): Promise<void>;
  /** Who fetched the bundle, newest first. Throws Problem `notFound` or `notPermitted`. */
  fetches(
    user: AuthenticatedUser,
    bundleId: string,
    limit: number,
  ): Promise<readonly BundleFetch[]>;
  /** Who fetched the activity's bundles while it ran, newest first. Throws Problem `notFound`. */
  fetchesOfActivity(
    user: AuthenticatedUser,
    activityId: string,
    limit: number,
  ): Promise<readonly BundleFetch[]>;
}
