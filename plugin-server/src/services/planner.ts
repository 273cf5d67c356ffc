import { createHash } from 'node:crypto';
import type { ClusterWorld } from '../domain/cluster-world.ts';
import type { ClusterFacts, InventoryFacts } from '../domain/inventory-facts.ts';
import { planDifferences } from '../domain/plan-difference.ts';
import { filterFate, withPolicyChanges } from '../domain/plan-policies.ts';
import type { ClusterPlan, Plan, PlanRequest } from '../domain/plan.ts';
import { canonicalPlan, planCluster } from '../domain/planning.ts';
import type { PolicyFacts } from '../domain/policy-facts.ts';
import { outsideFinding } from '../domain/policy-findings.ts';
import { planPolicies } from '../domain/policy-planning.ts';
import type { PolicyPlan } from '../domain/policy-planning.ts';
import { Problem } from '../domain/problem.ts';
import type { PolicyWishes, VmChange } from '../domain/vm-change.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { PolicyMemory } from '../ports/policy-memory.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { AuthenticatedUser, VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import type { BundleDeliveryReader } from './bundle-delivery-reader.ts';
import { ClusterAssessment } from './cluster-assessment.ts';
import type { AssessedBundles } from './cluster-assessment.ts';
import { FilterUsageReader } from './filter-usage-reader.ts';
import { PolicyFactsReader } from './policy-facts-reader.ts';
import { RecentPlans } from './recent-plans.ts';
import { RecordedPolicies } from './recorded-policies.ts';
import type { PlanMaker } from './use-cases.ts';
import { notFound } from './visibility.ts';

const FORGOTTEN =
  'The server does not remember the plan that you saw any more, so it cannot say what has moved.';

/** What one plan is made from. */
interface Question {
  readonly user: AuthenticatedUser;
  readonly connection: VcenterConnection;
  readonly inventory: InventoryFacts;
}

interface PlannedRow {
  readonly world: ClusterWorld;
  readonly row: ClusterPlan;
}

/** Makes plans. It only reads; the same world and wish always give the same hash. */
export class Planner implements PlanMaker {
  readonly #vcenters: Vcenters;
  readonly #assessment: ClusterAssessment;
  readonly #usage: FilterUsageReader;
  readonly #policies: PolicyFactsReader;
  readonly #delivery: Pick<BundleDeliveryReader, 'read'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #recent = new RecentPlans();

  constructor(parts: {
    readonly vcenters: Vcenters;
    readonly bundles: AssessedBundles;
    readonly runner: Pick<ActivityRunner, 'busyActivity'>;
    readonly jobs: Pick<ReplicationJobs, 'list'>;
    readonly policies: Pick<PolicyMemory, 'recorded'>;
    readonly store: Pick<ActivityStore, 'find'>;
    readonly delivery: Pick<BundleDeliveryReader, 'read'>;
    readonly clock: Pick<Clock, 'now'>;
    /** Name that a new policy of the filter gets. */
    readonly policyName: string;
  }) {
    this.#vcenters = parts.vcenters;
    this.#assessment = new ClusterAssessment(parts.bundles, parts.runner);
    this.#usage = new FilterUsageReader(parts.jobs);
    const recorded = new RecordedPolicies(parts.policies, parts.store);
    this.#policies = new PolicyFactsReader({ ...parts, recorded });
    this.#delivery = parts.delivery;
    this.#clock = parts.clock;
  }

  async plan(user: AuthenticatedUser, request: PlanRequest): Promise<Plan> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const [inventory, clockAheadSeconds] = await Promise.all([
      connection.inventory.read(),
      this.#clockAhead(connection),
    ]);
    const question = { user, connection, inventory };
    const worlds = await this.#worlds(question, request, clockAheadSeconds);
    const rows = request.clusters.map((wish, index) => {
      const world = worlds[index];
      if (world === undefined) throw notFound('cluster', wish.clusterId);
      return { world, row: planCluster(world, wish) };
    });
    const { clusters, policies } =
      request.policies === undefined
        ? { clusters: rows.map(({ row }) => row), policies: [] }
        : await this.#withPolicies(question, request, rows);
    const plan = { vcGuid: connection.vcGuid, clusters, policies };
    const hashed = {
      ...plan,
      hash: createHash('sha256').update(canonicalPlan(plan)).digest('hex'),
    };
    this.#recent.remember(hashed);
    return hashed;
  }

  moved(planHash: string, now: Plan): readonly string[] {
    const seen = this.#recent.find(now.vcGuid, planHash);
    return seen === null ? [FORGOTTEN] : planDifferences(seen, now);
  }

  /** The rows with the changes of their machines, and a row for each other cluster that machines bring in. */
  async #withPolicies(
    question: Question,
    request: PlanRequest,
    rows: readonly PlannedRow[],
  ): Promise<Pick<Plan, 'clusters' | 'policies'>> {
    const planned = await this.#planPolicies(question, request, rows);
    const named = new Set(rows.map(({ row }) => row.cluster.value));
    const others = question.inventory.clusters.filter(
      ({ ref: { value } }) =>
        !named.has(value) && (planned.changes.has(value) || planned.findings.has(value)),
    );
    const brought = await this.#unchanged(question, others);
    const hidden = others.find(
      ({ ref: { value } }) =>
        planned.changes.has(value) && !brought.some(({ row }) => row.cluster.value === value),
    );
    if (hidden !== undefined) throw notFound('cluster', hidden.ref.value);
    const clusters = [...rows, ...brought].map(({ world, row }) =>
      withPolicyChanges(row, world, {
        changes: planned.changes.get(row.cluster.value) ?? [],
        findings: planned.findings.get(row.cluster.value) ?? [],
      }),
    );
    const { vcGuid, name } = question.connection;
    return {
      clusters: withOutside(clusters, { vcGuid, name }, planned.outsideClusters),
      policies: planned.policies,
    };
  }

  async #planPolicies(
    { user, connection, inventory }: Question,
    request: PlanRequest,
    rows: readonly PlannedRow[],
  ): Promise<PolicyPlan> {
    const wishes = request.policies ?? NO_WISHES;
    const wishOf = new Map(request.clusters.map((wish) => [wish.clusterId, wish]));
    const fates = new Map(
      rows.map(({ row }) => {
        const id = row.cluster.value;
        return [id, filterFate(row, wishOf.get(id) ?? { desired: 'unchanged' })] as const;
      }),
    );
    const facts = await this.#policies.read({
      user,
      connection,
      wishes,
      bundles: await this.#assessment.bundles(),
      clusters: inventory.clusters.map((cluster) => ({
        cluster,
        fate: fates.get(cluster.ref.value) ?? 'stays',
      })),
    });
    const planned = planPolicies(facts, wishes);
    const [outside] = planned.outsideClusters;
    // Without any cluster the plan could not even say what it leaves out.
    const isAlone = planned.changes.size === 0 && rows.length === 0;
    if (outside !== undefined && (wishes.ineligible === 'refuse' || isAlone))
      throw new Problem(
        'invalidRequest',
        outside.reasons[0]?.reason ?? `${outside.name} runs in no cluster.`,
      );
    return planned;
  }

  /** Clusters whose filter is left as it is, as far as the user may see them; hosts are not asked for anything. By name. */
  async #unchanged(
    { user, connection }: Question,
    clusters: readonly ClusterFacts[],
  ): Promise<readonly PlannedRow[]> {
    if (clusters.length === 0) return [];
    const assessed = await this.#assessment.assess(user, connection, {
      clusters,
      asksHosts: false,
    });
    return assessed.clusters
      .map(({ world }) => ({ world, row: planCluster(world, { desired: 'unchanged' }) }))
      .sort((one, other) => one.row.clusterName.localeCompare(other.row.clusterName));
  }

  /** One for each cluster of the request, in its order. Throws Problem `notFound`. */
  async #worlds(
    { user, connection, inventory }: Question,
    request: PlanRequest,
    clockAheadSeconds: number,
  ): Promise<readonly ClusterWorld[]> {
    const clusters = request.clusters.map(({ clusterId }) => {
      const facts = inventory.clusters.find((cluster) => cluster.ref.value === clusterId);
      if (facts === undefined) throw notFound('cluster', clusterId);
      return facts;
    });
    const asksHosts = request.clusters.some(({ desired }) => desired !== 'unchanged');
    const assessed = await this.#assessment.assess(user, connection, { clusters, asksHosts });
    const seen = assessed.clusters.map(({ world }) => world);
    const byId = new Map(seen.map((world) => [world.cluster.ref.value, world]));
    const toEmpty = request.clusters
      .filter(({ desired }) => desired === 'absent')
      .flatMap(({ clusterId }) => byId.get(clusterId) ?? []);
    const { vaio7, vaio8 } = assessed.bundles.latest;
    const fetched = asksHosts ? [vaio7, vaio8].filter((bundle) => bundle !== null) : [];
    const [usage, delivery] = await Promise.all([
      this.#usage.read(user, connection, toEmpty),
      this.#delivery.read(connection.apiVersion, fetched),
    ]);
    return request.clusters.map(({ clusterId }) => {
      const world = byId.get(clusterId);
      if (world === undefined) throw notFound('cluster', clusterId);
      return {
        ...world,
        vcenter: { ...world.vcenter, clockAheadSeconds },
        usage: usage.get(clusterId) ?? world.usage,
        delivery,
      };
    });
  }

  /** Half of the way there and back belongs to neither clock. */
  async #clockAhead(connection: VcenterConnection): Promise<number> {
    const asked = this.#clock.now().getTime();
    const theirs = await connection.currentTime();
    const answered = this.#clock.now().getTime();
    return Math.round((theirs.getTime() - (asked + answered) / 2) / 1000);
  }
}

/** A plan has no findings beside those of its clusters, so what concerns none of them stands with the first. */
function withOutside(
  clusters: readonly ClusterPlan[],
  vcenter: PolicyFacts['vcenter'],
  outside: readonly VmChange[],
): readonly ClusterPlan[] {
  const [first, ...others] = clusters;
  if (first === undefined || outside.length === 0) return clusters;
  const findings = [...first.findings, outsideFinding(vcenter, outside)];
  return [{ ...first, findings }, ...others];
}

const NO_WISHES: PolicyWishes = { virtualMachines: [], combine: true, ineligible: 'refuse' };
