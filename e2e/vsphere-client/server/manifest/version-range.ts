/** Compares two dotted versions number by number; missing parts count as 0. Negative when `a` is older. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Tells whether a version lies in a range such as `[7.0,)` or `(6.7,8.0]`. A bare version means that version or a later one
 * (simulation's choice: the reference gives no rule for it).
 */
export function versionInRange(version: string, range: string): boolean {
  const match = /^([[(])([\d.]*),([\d.]*)([\])])$/.exec(range);
  if (!match) return compareVersions(version, range) >= 0;
  const [, open, low, high, close] = match;
  if (low) {
    const distance = compareVersions(version, low);
    if (distance < 0 || (distance === 0 && open === '(')) return false;
  }
  if (!high) return true;
  const distance = compareVersions(version, high);
  return distance < 0 || (distance === 0 && close === ']');
}
