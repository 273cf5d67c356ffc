import { filterFate, withPolicyChanges } from '../src/domain/plan-policies.ts';
import type { ClusterWorld } from '../src/domain/cluster-world.ts';
import type { ClusterWish, Plan } from '../src/domain/plan.ts';
import { planCluster } from '../src/domain/planning.ts';
import type { PolicyFacts } from '../src/domain/policy-facts.ts';
import { planPolicies } from '../src/domain/policy-planning.ts';
import type { PolicyWishes, VmWish } from '../src/domain/vm-change.ts';
import { aWorld } from './cluster-world-builder.ts';
import { aCluster, aClusterFilter } from './inventory-builders.ts';
import { aPolicyCluster, assign, factsOf, unassign, wishes } from './policy-facts-builder.ts';
import type { PlannedVm } from './policy-facts-builder.ts';
import { aFilteredHost } from './vm-situations.ts';

const UNCHANGED: ClusterWish = { desired: 'unchanged' };
const hosts = [aFilteredHost(1)];
const carrying: Partial<ClusterWorld> = {
  cluster: aCluster(1, hosts),
  clusterFilters: [aClusterFilter()],
};

/** One cluster that carries the filter, its machines, and what is asked; what is not said is as good as it can be. */
export interface PolicySituation {
  readonly vms: readonly PlannedVm[];
  readonly asked: readonly VmWish[];
  readonly wish?: ClusterWish;
  readonly world?: Partial<ClusterWorld>;
  readonly facts?: Partial<PolicyFacts>;
  readonly more?: Partial<PolicyWishes>;
}

/** The plan for one cluster and its machines. */
export function policyPlanOf({
  vms,
  asked,
  wish = UNCHANGED,
  world,
  facts,
  more,
}: PolicySituation): Plan {
  const known = aWorld(hosts, { ...carrying, ...world });
  const row = planCluster(known, wish);
  const clusters = [aPolicyCluster(filterFate(row, wish), hosts)];
  const planned = planPolicies(factsOf(vms, { clusters, ...facts }), wishes(asked, more));
  const changes = planned.changes.get('domain-c1') ?? [];
  const findings = planned.findings.get('domain-c1') ?? [];
  const merged = withPolicyChanges(row, known, { changes, findings });
  return { vcGuid: 'guid', clusters: [merged], policies: planned.policies, hash: '' };
}

export const oneAssigned: PolicySituation = { vms: [{ number: 1 }], asked: [assign(1)] };
export const twoAssigned: PolicySituation = {
  vms: [{ number: 1 }, { number: 2 }],
  asked: [assign(1), assign(2)],
};
export const alreadyAssigned: PolicySituation = {
  vms: [{ number: 1, under: ['own'] }],
  asked: [assign(1)],
};
export const oneLeaving: PolicySituation = {
  vms: [{ number: 1, under: ['own'] }],
  asked: [unassign(1)],
};
export const oneBlocked: PolicySituation = {
  vms: [{ number: 1, vm: { hasSnapshot: true } }],
  asked: [assign(1)],
};
