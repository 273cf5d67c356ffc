/** A vSphere API version as SOAPAction names it: `8.0.3.0`, `6.5`. */
export type ApiVersion = string;

const parsed = new Map<ApiVersion, readonly number[]>();

function parts(version: ApiVersion): readonly number[] {
  let numbers = parsed.get(version);
  if (numbers === undefined) {
    numbers = version.split('.').map(Number);
    parsed.set(version, numbers);
  }
  return numbers;
}

/** Orders two versions: negative when `a` is older. Missing parts count as zero, so 7.0 equals 7.0.0.0. */
export function compareApiVersions(a: ApiVersion, b: ApiVersion): number {
  const left = parts(a);
  const right = parts(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether something that came with version `since` (undefined: always there) exists for a client that speaks `version`. */
export function knows(version: ApiVersion, since: ApiVersion | undefined): boolean {
  return since === undefined || compareApiVersions(version, since) >= 0;
}
