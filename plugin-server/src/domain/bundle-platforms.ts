import type { BundleFlavor, BundlePlatforms } from './bundle.ts';
import { compareProductVersions } from './version.ts';

/** The ESXi versions that the product supports, by major version; a bundle need not serve all of one. */
const ESXI_7 = ['7.0.0', '7.0.1', '7.0.2', '7.0.3'];
const ESXI_8 = ['8.0.0', '8.0.1', '8.0.2', '8.0.3'];

/** What speaks against using a bundle as one of that kit. */
export type PlatformMismatch = 'noPlatform' | 'platformUnsupported' | 'wrongFlavor';

/**
 * Holds what a bundle says about ESXi versions against the kit that it is given as. The kit vaio7 is the one that serves ESXi 7 (and may
 * serve 8 too), the kit vaio8 the one that does not.
 */
export function platformMismatch(
  platforms: BundlePlatforms,
  flavor: BundleFlavor,
): PlatformMismatch | null {
  if (platforms.patterns.length === 0) return 'noPlatform';
  const serves7 = ESXI_7.some((version) => servesEsxi(platforms, version));
  const serves8 = ESXI_8.some((version) => servesEsxi(platforms, version));
  if (!serves7 && !serves8) return 'platformUnsupported';
  return flavor === (serves7 ? 'vaio7' : 'vaio8') ? null : 'wrongFlavor';
}

/** Whether a bundle says that it is for that ESXi version, `8.0.3`. */
export function servesEsxi(platforms: BundlePlatforms, version: string): boolean {
  const { patterns, from, below } = platforms;
  if (from !== null && compareProductVersions(version, from) < 0) return false;
  if (below !== null && compareProductVersions(version, below) >= 0) return false;
  return patterns.some((pattern) => matches(pattern, version));
}

/** A star stands for anything; a shorter pattern without one stands for its whole line, so `8.0` means `8.0.3` too. */
function matches(pattern: string, version: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  if (rest.length > 0) return version.startsWith(start);
  return version === pattern || version.startsWith(`${pattern}.`);
}
