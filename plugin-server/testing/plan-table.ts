import type { ClusterWorld } from '../src/domain/cluster-world.ts';
import type { HostFacts } from '../src/domain/inventory-facts.ts';
import { planCluster } from '../src/domain/planning.ts';
import { aWorld } from './cluster-world-builder.ts';
import { aHost } from './inventory-builders.ts';

/** One situation of a cluster and the plan that it calls for; what is not said is as good as it can be. */
export interface PlanRow {
  readonly situation: string;
  /** Two healthy hosts when left out. */
  readonly hosts?: readonly HostFacts[];
  readonly world?: Partial<ClusterWorld>;
  /** `action state` */
  readonly plan: string;
  /** `severity code scope`, all that there have to be, in order. */
  readonly findings?: readonly string[];
}

export const healthyHosts = [aHost(1), aHost(2)];

/** One spec for each row; the row's words are the spec's name. */
export function describePlans(title: string, rows: readonly PlanRow[]): void {
  describe(title, () => {
    for (const { situation, hosts = healthyHosts, world = {}, plan, findings = [] } of rows)
      it(`is "${plan}" when ${situation}${findings.length === 0 ? '' : ` (${findings.join(', ')})`}`, () => {
        const result = planCluster(aWorld(hosts, world));

        expect(`${result.action} ${result.state.kind}`).toBe(plan);
        expect(
          result.findings.map(({ severity, code, scope }) => `${severity} ${code} ${scope.id}`),
        ).toEqual([...findings]);
      });
  });
}
