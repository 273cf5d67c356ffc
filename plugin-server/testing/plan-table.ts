import type { ClusterWorld } from '../src/domain/cluster-world.ts';
import type { HostFacts } from '../src/domain/inventory-facts.ts';
import type { ClusterPlan, ClusterWish } from '../src/domain/plan.ts';
import { planCluster } from '../src/domain/planning.ts';
import { aWorld } from './cluster-world-builder.ts';
import { aHost } from './inventory-builders.ts';

/** One situation of a cluster and the plan that it calls for; what is not said is as good as it can be. */
export interface PlanRow {
  readonly situation: string;
  /** Two healthy hosts when left out. */
  readonly hosts?: readonly HostFacts[];
  readonly world?: Partial<ClusterWorld>;
  /** That the cluster shall carry the filter when left out. */
  readonly wish?: ClusterWish;
  /** `action state` */
  readonly plan: string;
  /** `severity code scope`, all that there have to be, in order. */
  readonly findings?: readonly string[];
}

export const healthyHosts = [aHost(1), aHost(2)];

export const REMOVE: ClusterWish = { desired: 'absent' };

/** One spec for each row; the row's words are the spec's name. */
export function describePlans(title: string, rows: readonly PlanRow[]): void {
  describe(title, () => {
    for (const row of rows)
      it(nameOf(row), () => {
        const result = planOf(row);

        expect(`${result.action} ${result.state.kind}`).toBe(row.plan);
        expect(result.findings.map(inShort)).toEqual([...(row.findings ?? [])]);
      });
  });
}

/** The plan that a row gets. */
export function planOf({ hosts = healthyHosts, world = {}, wish }: PlanRow): ClusterPlan {
  return planCluster(aWorld(hosts, world), wish);
}

function nameOf({ situation, wish, plan, findings = [] }: PlanRow): string {
  const wanted = wish?.desired === 'absent' ? 'removal' : 'set-up';
  const because = findings.length === 0 ? '' : ` (${findings.join(', ')})`;
  return `of a ${wanted} is "${plan}" when ${situation}${because}`;
}

function inShort({ severity, code, scope }: ClusterPlan['findings'][number]): string {
  return `${severity} ${code} ${scope.id}`;
}
