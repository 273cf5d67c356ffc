import type { Finding } from '@contract/finding';

const rank: Readonly<Record<Finding['severity'], number>> = { blocker: 0, warning: 1, info: 2 };

/** The worst first; otherwise in the server's order. */
export function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** How many findings of each severity there are. */
export function countFindings(
  findings: readonly Finding[],
): Readonly<Record<Finding['severity'], number>> {
  const counts = { blocker: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
