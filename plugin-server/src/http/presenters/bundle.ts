import type {
  Bundle as ContractBundle,
  BundleFetch as ContractFetch,
  HeldBundle,
} from '../../contract/bundle.ts';
import type { BundleFetch } from '../../domain/bundle-fetch.ts';
import type { Bundle } from '../../domain/bundle.ts';

/** A bundle without its address, which is for vCenter only. */
export function presentBundle(bundle: Bundle): ContractBundle {
  return {
    id: bundle.id,
    flavor: bundle.flavor,
    fileName: bundle.fileName,
    size: bundle.size,
    filterName: bundle.filter.name,
    vendor: bundle.filter.vendor,
    version: bundle.filter.productVersion,
    vibVersion: bundle.filter.vibVersion,
    acceptanceLevel: bundle.acceptanceLevel,
    maintenanceModeRequired: bundle.maintenanceModeRequired,
    rebootRequired: bundle.rebootRequired,
  };
}

/** A bundle with everything that its X-ray told. */
export function presentHeldBundle(bundle: Bundle): HeldBundle {
  const { liveInstall, liveRemove, signed, platforms, origin, addedAt } = bundle;
  return {
    ...presentBundle(bundle),
    liveInstall,
    liveRemove,
    signed,
    platforms: { ...platforms, patterns: [...platforms.patterns] },
    origin,
    addedAt,
  };
}

/** One fetch of a bundle. */
export function presentFetch(fetch: BundleFetch): ContractFetch {
  return { ...fetch };
}
