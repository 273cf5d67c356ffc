/**
 * Compares two VIB versions as ESXi does: the part before the first hyphen, then the rest, each split at dots; parts of digits count as
 * numbers, a missing part is lower.
 * @returns negative, 0 or positive
 */
export function compareVibVersions(left: string, right: string): number {
  const [leftParts, rightParts] = [split(left), split(right)];
  for (const [index, group] of leftParts.entries()) {
    const order = compareGroups(group, rightParts[index] ?? []);
    if (order !== 0) return order;
  }
  return 0;
}

function split(version: string): [string[], string[]] {
  const at = version.indexOf('-');
  const [upstream, release] =
    at < 0 ? [version, ''] : [version.slice(0, at), version.slice(at + 1)];
  const runs = (text: string): string[] => text.match(/\d+|[A-Za-z]+/g) ?? [];
  return [runs(upstream), runs(release)];
}

function compareGroups(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareRuns(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareRuns(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined)
    return left === right ? 0 : left === undefined ? -1 : 1;
  const [leftNumber, rightNumber] = [Number(left), Number(right)];
  if (Number.isNaN(leftNumber) || Number.isNaN(rightNumber))
    return left < right ? -1 : left > right ? 1 : 0;
  return leftNumber - rightNumber;
}
