import { bundleTrustFinding } from './bundle-trust.ts';
import type { BundleTrustRoute } from './bundle-trust.ts';
import { bundleUrlFinding } from './bundle-url.ts';
import type { BundleUrlState } from './bundle-url.ts';
import type { Bundle } from './bundle.ts';
import type { FindingDraft } from './finding-link.ts';

/** How bundles get from this server to one vCenter. */
export interface BundleDelivery {
  readonly route: BundleTrustRoute;
  readonly apiVersion: string;
  /** By bundle id; a bundle that is not there was not looked at. */
  readonly urls: ReadonlyMap<string, BundleUrlState>;
}

/** What a plan says of it: whether the address leads to this server, and how vCenter comes to trust it. */
export function deliveryFindings(
  bundle: Bundle,
  { route, apiVersion, urls }: BundleDelivery,
  vcenter: { readonly vcGuid: string; readonly name: string },
): readonly FindingDraft[] {
  const state = urls.get(bundle.id);
  const url = state === undefined ? null : bundleUrlFinding(bundle, state);
  return [...(url === null ? [] : [url]), bundleTrustFinding(route, { ...vcenter, apiVersion })];
}
