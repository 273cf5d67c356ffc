import { bundleTrustFinding, bundleTrustRoute, schemeOf } from '../domain/bundle-trust.ts';
import { bundleUrlFinding } from '../domain/bundle-url.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { FindingDraft } from '../domain/finding-link.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { BundleUrlCheck } from '../ports/bundle-url-check.ts';
import type { BundleTrust } from '../ports/vcenter.ts';

/** A vCenter, as far as the way of a bundle to it depends on it. */
interface Recipient {
  readonly vcGuid: string;
  readonly name: string;
  /** `8.0.3.0` */
  readonly apiVersion: string;
}

/** What InstallIoFilter_Task and UpgradeIoFilter_Task are told about the bundle. */
export interface DeliveredBundle {
  readonly url: string;
  readonly trust: BundleTrust;
}

/** How a bundle gets from this server to a vCenter and its hosts. */
export class BundleDelivery {
  readonly #catalog: Pick<BundleCatalog, 'urlOf' | 'offersHttp' | 'certificatePem'>;
  readonly #urlCheck: BundleUrlCheck;

  constructor(
    catalog: Pick<BundleCatalog, 'urlOf' | 'offersHttp' | 'certificatePem'>,
    urlCheck: BundleUrlCheck,
  ) {
    this.#catalog = catalog;
    this.#urlCheck = urlCheck;
  }

  /** The address and the trust for that vCenter. */
  deliver(bundle: Bundle, apiVersion: string): DeliveredBundle {
    const route = bundleTrustRoute(apiVersion, this.#catalog.offersHttp());
    return {
      url: this.#catalog.urlOf(bundle, schemeOf(route)),
      trust:
        route === 'pinned'
          ? { kind: 'pinned', certificatePem: this.#catalog.certificatePem() }
          : { kind: 'trustedRoot' },
    };
  }

  /** What a plan says of it: how the server is trusted, and whether the address leads to it. Never rejects. */
  async findings(bundle: Bundle, vcenter: Recipient): Promise<readonly FindingDraft[]> {
    const route = bundleTrustRoute(vcenter.apiVersion, this.#catalog.offersHttp());
    const state = await this.#urlCheck.check(bundle, schemeOf(route));
    const url = bundleUrlFinding(bundle, state);
    return [...(url === null ? [] : [url]), bundleTrustFinding(route, vcenter)];
  }
}
