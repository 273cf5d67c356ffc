import type { Bundle } from '../domain/bundle.ts';
import { bundleTrustRoute, schemeOf } from '../domain/bundle-trust.ts';
import type { BundleTrust } from '../ports/vcenter.ts';
import type { ClusterRun } from './cluster-run.ts';

/** Where this vCenter fetches the bundle, and why it trusts that address. */
export function bundleAccess(
  { bundles, connection }: Pick<ClusterRun, 'bundles' | 'connection'>,
  bundle: Bundle,
): { readonly url: string; readonly trust: BundleTrust } {
  const route = bundleTrustRoute(connection.apiVersion, bundles.offersHttp());
  const url = bundles.urlOf(bundle, schemeOf(route));
  if (route !== 'pinned') return { url, trust: { kind: 'trustedRoot' } };
  return { url, trust: { kind: 'pinned', certificatePem: bundles.certificatePem() } };
}
