import type { BundleFlavor } from './bundle.ts';
import { compareEsxiVersions, lowestEsxiVersion, parseEsxiVersion } from './version.ts';
import type { EsxiVersion } from './version.ts';

const OLDEST: EsxiVersion = { major: 7, minor: 0, patch: 0 };
const FIRST_OF_VAIO8: EsxiVersion = { major: 8, minor: 0, patch: 0 };
const NEWEST: EsxiVersion = { major: 8, minor: 0, patch: 3 };

/** Versions as users read them in a refusal. */
export const SUPPORTED_VERSIONS = 'ESXi 7.0 to 8.0.3';

export type EsxiSupport = 'supported' | 'tooOld' | 'tooNew' | 'unknown';

/** Whether the filter can run on a host of that ESXi version; patch builds of 8.0.3 are included. */
export function esxiSupport(version: string | null): EsxiSupport {
  const parsed = version === null ? null : parseEsxiVersion(version);
  if (parsed === null) return 'unknown';
  if (compareEsxiVersions(parsed, OLDEST) < 0) return 'tooOld';
  return compareEsxiVersions(parsed, NEWEST) > 0 ? 'tooNew' : 'supported';
}

/**
 * The kit for a cluster with hosts of these versions: what serves the lowest of them, so a cluster with 7.x and 8.x hosts takes `vaio7`.
 * @returns null when one of the known versions is not supported or none is known
 */
export function bundleFlavorFor(versions: readonly (string | null)[]): BundleFlavor | null {
  const lowest = lowestEsxiVersion(versions);
  const parsed = lowest === null ? null : parseEsxiVersion(lowest);
  if (parsed === null) return null;
  const refused = versions.some((version) => ['tooOld', 'tooNew'].includes(esxiSupport(version)));
  if (refused) return null;
  return compareEsxiVersions(parsed, FIRST_OF_VAIO8) < 0 ? 'vaio7' : 'vaio8';
}
