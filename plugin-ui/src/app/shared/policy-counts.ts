import type { PolicyChanges } from '@contract/plan';
import { policyMessages } from './policy-messages';

const ORDER = ['assign', 'unassign', 'restore', 'reapply', 'skip', 'refuse'] as const;

/** How many machines of a plan meet which fate. */
export type PolicyCounts = Pick<PolicyChanges, (typeof ORDER)[number]>;

/** "3 get the policy, 1 loses the policy"; empty when no machine is concerned. */
export function policyCountsText(counts: PolicyCounts): string {
  return ORDER.filter((action) => counts[action] > 0)
    .map((action) =>
      counts[action] === 1
        ? policyMessages.countsOfOne[action]
        : policyMessages.counts[action](counts[action].toLocaleString('en-US')),
    )
    .join(', ');
}

/** Machines whose policy changes. */
export function changeCount(counts: PolicyCounts): number {
  return counts.assign + counts.unassign + counts.restore + counts.reapply;
}

/** Counts of several clusters together. */
export function sumOfCounts(all: readonly PolicyCounts[]): PolicyCounts {
  const sum = { assign: 0, unassign: 0, restore: 0, reapply: 0, skip: 0, refuse: 0 };
  for (const counts of all) for (const action of ORDER) sum[action] += counts[action];
  return sum;
}
