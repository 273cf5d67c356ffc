import { createHash } from 'node:crypto';
import type { Plan, PlanRequest } from '../domain/plan.ts';
import { canonicalPlan, planCluster } from '../domain/planning.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { AuthenticatedUser, Vcenters } from '../ports/vcenter.ts';
import { ClusterAssessment } from './cluster-assessment.ts';
import type { PlanMaker } from './use-cases.ts';
import { notFound } from './visibility.ts';

/** Makes plans. It only reads; the same world and wish always give the same hash. */
export class Planner implements PlanMaker {
  readonly #vcenters: Vcenters;
  readonly #assessment: ClusterAssessment;

  constructor(parts: {
    readonly vcenters: Vcenters;
    readonly bundles: Pick<BundleCatalog, 'latest' | 'list'>;
    readonly runner: Pick<ActivityRunner, 'busyActivity'>;
  }) {
    this.#vcenters = parts.vcenters;
    this.#assessment = new ClusterAssessment(parts.bundles, parts.runner);
  }

  async plan(user: AuthenticatedUser, request: PlanRequest): Promise<Plan> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const inventory = await connection.inventory.read();
    const chosen = request.clusters.map(({ clusterId }) => {
      const facts = inventory.clusters.find((cluster) => cluster.ref.value === clusterId);
      if (facts === undefined) throw notFound('cluster', clusterId);
      return facts;
    });
    const assessed = await this.#assessment.assess(user, connection, { clusters: chosen });
    const seen = new Set(assessed.clusters.map(({ world }) => world.cluster.ref.value));
    const hidden = request.clusters.find(({ clusterId }) => !seen.has(clusterId));
    if (hidden !== undefined) throw notFound('cluster', hidden.clusterId);
    const clusters = assessed.clusters.map(({ world }) => planCluster(world));
    const plan = { vcGuid: connection.vcGuid, clusters };
    return { ...plan, hash: createHash('sha256').update(canonicalPlan(plan)).digest('hex') };
  }
}
