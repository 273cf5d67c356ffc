/** An ESXi version as far as support depends on it; patch builds share one version. */
export interface EsxiVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

const ESXI_VERSION = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,4})(?:[.\-+ ].*)?)?$/;

/**
 * Reads `summary.config.product.version` of a host, `8.0.3`; what follows the third number (a patch or build) is ignored.
 * @returns null when the text is no version
 */
export function parseEsxiVersion(text: string): EsxiVersion | null {
  const match = ESXI_VERSION.exec(text.trim());
  if (!match) return null;
  const [, major = '', minor = '', patch = '0'] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch) };
}

/** Negative when `a` is older than `b`, 0 when they are the same, positive when it is newer. */
export function compareEsxiVersions(a: EsxiVersion, b: EsxiVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** The lowest of the versions that can be read, as the host wrote it; null when there is none. */
export function lowestEsxiVersion(versions: readonly (string | null)[]): string | null {
  let lowest: { text: string; version: EsxiVersion } | null = null;
  for (const text of versions) {
    const version = text === null ? null : parseEsxiVersion(text);
    if (text === null || version === null) continue;
    if (lowest === null || compareEsxiVersions(version, lowest.version) < 0)
      lowest = { text, version };
  }
  return lowest?.text ?? null;
}

/** The product part of a VIB version: `1.2.0` of `1.2.0-1OEM.800.1.0.20613240`; a short version is returned as it is. */
export function productVersion(vibVersion: string): string {
  const [product = ''] = vibVersion.trim().split('-', 1);
  return product;
}

/**
 * Compares the product parts of two VIB versions. The part after the dash names the kit the VIB was built with, so comparing it would
 * make every build for ESXi 8 an "update" of the same release for ESXi 7.
 * @returns negative, 0 or positive as for sorting; a missing part is lower than any part
 */
export function compareProductVersions(a: string, b: string): number {
  const left = productVersion(a).split('.');
  const right = productVersion(b).split('.');
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareParts(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareRuns(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareRuns(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (/^\d/.test(a) && /^\d/.test(b)) return Number(a) - Number(b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
