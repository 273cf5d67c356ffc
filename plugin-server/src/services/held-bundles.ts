import { bundleSet } from '../domain/filter-identity.ts';
import type { BundleSet } from '../domain/filter-identity.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';

/** The bundles that the server holds, with the newest one of each kit. */
export async function heldBundles(
  bundles: Pick<BundleCatalog, 'list' | 'latest'>,
): Promise<BundleSet> {
  const [vaio7, vaio8, all] = await Promise.all([
    bundles.latest('vaio7'),
    bundles.latest('vaio8'),
    bundles.list(),
  ]);
  return bundleSet({ vaio7, vaio8 }, all);
}
