import { createHash } from 'node:crypto';
import type { ClusterWorld } from '../domain/cluster-world.ts';
import { planDifferences } from '../domain/plan-difference.ts';
import type { Plan, PlanRequest } from '../domain/plan.ts';
import { canonicalPlan, planCluster } from '../domain/planning.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { AuthenticatedUser, VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import type { BundleDeliveryReader } from './bundle-delivery-reader.ts';
import { ClusterAssessment } from './cluster-assessment.ts';
import type { AssessedBundles } from './cluster-assessment.ts';
import { FilterUsageReader } from './filter-usage-reader.ts';
import { RecentPlans } from './recent-plans.ts';
import type { PlanMaker } from './use-cases.ts';
import { notFound } from './visibility.ts';

const FORGOTTEN =
  'The server does not remember the plan that you saw any more, so it cannot say what has moved.';

/** Makes plans. It only reads; the same world and wish always give the same hash. */
export class Planner implements PlanMaker {
  readonly #vcenters: Vcenters;
  readonly #assessment: ClusterAssessment;
  readonly #usage: FilterUsageReader;
  readonly #delivery: Pick<BundleDeliveryReader, 'read'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #recent = new RecentPlans();

  constructor(parts: {
    readonly vcenters: Vcenters;
    readonly bundles: AssessedBundles;
    readonly runner: Pick<ActivityRunner, 'busyActivity'>;
    readonly jobs: Pick<ReplicationJobs, 'list'>;
    readonly delivery: Pick<BundleDeliveryReader, 'read'>;
    readonly clock: Pick<Clock, 'now'>;
  }) {
    this.#vcenters = parts.vcenters;
    this.#assessment = new ClusterAssessment(parts.bundles, parts.runner);
    this.#usage = new FilterUsageReader(parts.jobs);
    this.#delivery = parts.delivery;
    this.#clock = parts.clock;
  }

  async plan(user: AuthenticatedUser, request: PlanRequest): Promise<Plan> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const worlds = await this.#worlds(user, connection, request);
    const rows = request.clusters.map((wish, index) => {
      const world = worlds[index];
      if (world === undefined) throw notFound('cluster', wish.clusterId);
      return planCluster(world, wish);
    });
    const plan = { vcGuid: connection.vcGuid, clusters: rows, policies: [] };
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

  /** One for each cluster of the request, in its order. Throws Problem `notFound`. */
  async #worlds(
    user: AuthenticatedUser,
    connection: VcenterConnection,
    request: PlanRequest,
  ): Promise<readonly ClusterWorld[]> {
    const [inventory, clockAheadSeconds] = await Promise.all([
      connection.inventory.read(),
      this.#clockAhead(connection),
    ]);
    const clusters = request.clusters.map(({ clusterId }) => {
      const facts = inventory.clusters.find((cluster) => cluster.ref.value === clusterId);
      if (facts === undefined) throw notFound('cluster', clusterId);
      return facts;
    });
    const assessed = await this.#assessment.assess(user, connection, { clusters });
    const seen = assessed.clusters.map(({ world }) => world);
    const byId = new Map(seen.map((world) => [world.cluster.ref.value, world]));
    const toEmpty = request.clusters
      .filter(({ desired }) => desired === 'absent')
      .flatMap(({ clusterId }) => byId.get(clusterId) ?? []);
    const { vaio7, vaio8 } = assessed.bundles.latest;
    const [usage, delivery] = await Promise.all([
      this.#usage.read(user, connection, toEmpty),
      this.#delivery.read(
        connection.apiVersion,
        [vaio7, vaio8].filter((bundle) => bundle !== null),
      ),
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
