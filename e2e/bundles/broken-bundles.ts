import type { BrokenBundle } from './broken/broken-bundle.ts';
import { brokenDepots } from './broken/broken-depots.ts';
import { brokenVibs } from './broken/broken-vibs.ts';
import { brokenZips } from './broken/broken-zips.ts';

/**
 * Bundles of the kit vaio8 that must be refused, each with its own reason: made on the spot, since some would alarm a virus scanner. All
 * but the empty one are small; the bombs among them unpack to gigabytes only for those who let them.
 */
export const brokenBundles: readonly BrokenBundle[] = [
  ...brokenZips,
  ...brokenDepots,
  ...brokenVibs,
];
