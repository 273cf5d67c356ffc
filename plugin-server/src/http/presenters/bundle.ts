import type { Bundle as ContractBundle } from '../../contract/bundle.ts';
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
