/** Oldest and newest vSphere API version that this server has been written for. */
export const OLDEST_API_VERSION = '7.0';
export const NEWEST_API_VERSION = '8.0.3.0';

/** Compares two dotted versions number by number; a missing part counts as 0, so that `7.0` equals `7.0.0.0`. */
export function compareApiVersions(left: string, right: string): number {
  const a = left.split('.').map(Number);
  const b = right.split('.').map(Number);
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** Whether a vCenter with which `negotiated` was agreed knows something that came with `since`. */
export function knows(negotiated: string, since: string): boolean {
  return compareApiVersions(negotiated, since) >= 0;
}

const NAMESPACE = /<namespace>\s*<name>([^<]*)<\/name>([\s\S]*?)<\/namespace>/g;
const VERSION = /<version>\s*(\d{1,5}(?:\.\d{1,5}){0,5})\s*<\/version>/g;

/**
 * Picks the version to speak from `/sdk/vimServiceVersions.xml`: the newest one listed for `urn:vim25`, prior versions included,
 * that lies between the oldest and the newest that we know. A newer vCenter lists ours among its prior versions.
 * @returns null when there is none, or when the text is no such document.
 */
export function negotiateApiVersion(document: string): string | null {
  let best: string | null = null;
  for (const [, name = '', rest = ''] of document.matchAll(NAMESPACE)) {
    if (name.trim() !== 'urn:vim25') continue;
    for (const [, version = ''] of rest.matchAll(VERSION)) {
      if (!knows(version, OLDEST_API_VERSION) || !knows(NEWEST_API_VERSION, version)) continue;
      if (best === null || compareApiVersions(version, best) > 0) best = version;
    }
  }
  return best;
}
