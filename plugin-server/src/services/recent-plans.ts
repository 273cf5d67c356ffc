import type { Plan } from '../domain/plan.ts';

/** So many plans of one vCenter are kept, and so many clusters and machines in them all together. */
const MOST_PLANS = 64;
const MOST_CLUSTERS = 1000;
const MOST_MACHINES = 50_000;

/**
 * The plans that users have seen lately, by their hash, so that a plan which has become stale can be compared with the present one. They
 * live in memory only: after a restart a stale plan is still refused, only without saying what has moved.
 */
export class RecentPlans {
  readonly #plans = new Map<string, Map<string, Plan>>();

  remember(plan: Plan): void {
    const plans = this.#plans.get(plan.vcGuid) ?? new Map<string, Plan>();
    this.#plans.set(plan.vcGuid, plans);
    plans.delete(plan.hash);
    plans.set(plan.hash, plan);
    while (plans.size > 1 && isTooMuch(plans)) {
      const [oldest] = plans.keys();
      if (oldest === undefined) return;
      plans.delete(oldest);
    }
  }

  find(vcGuid: string, hash: string): Plan | null {
    return this.#plans.get(vcGuid)?.get(hash) ?? null;
  }
}

function isTooMuch(plans: ReadonlyMap<string, Plan>): boolean {
  if (plans.size > MOST_PLANS) return true;
  let clusters = 0;
  let machines = 0;
  for (const plan of plans.values()) {
    clusters += plan.clusters.length;
    for (const { policyChanges } of plan.clusters) machines += policyChanges.length;
  }
  return clusters > MOST_CLUSTERS || machines > MOST_MACHINES;
}
