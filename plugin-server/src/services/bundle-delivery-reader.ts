import type { BundleDelivery } from '../domain/bundle-delivery.ts';
import { bundleTrustRoute, schemeOf } from '../domain/bundle-trust.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { BundleUrlCheck } from '../ports/bundle-url-check.ts';

/** Finds out how bundles get to a vCenter. */
export class BundleDeliveryReader {
  readonly #catalog: Pick<BundleCatalog, 'offersHttp'>;
  readonly #urlCheck: BundleUrlCheck;

  constructor(catalog: Pick<BundleCatalog, 'offersHttp'>, urlCheck: BundleUrlCheck) {
    this.#catalog = catalog;
    this.#urlCheck = urlCheck;
  }

  /** Checks the address of each bundle, with the scheme that this vCenter will use. Never rejects. */
  async read(apiVersion: string, bundles: readonly Bundle[]): Promise<BundleDelivery> {
    const route = bundleTrustRoute(apiVersion, this.#catalog.offersHttp());
    const scheme = schemeOf(route);
    const checked = bundles.map(
      async (bundle) => [bundle.id, await this.#urlCheck.check(bundle, scheme)] as const,
    );
    return { route, apiVersion, urls: new Map(await Promise.all(checked)) };
  }
}
