import type { HostProgress } from '../domain/activity.ts';
import { clusterState } from '../domain/cluster-state.ts';
import { bundleFor, flavorOf } from '../domain/cluster-world.ts';
import { daemonOf, standaloneDaemon } from '../domain/daemon.ts';
import type { Daemon } from '../domain/daemon.ts';
import type { ClusterFacts } from '../domain/inventory-facts.ts';
import { planCluster } from '../domain/planning.ts';
import { permissionFrom, standaloneHostFindings } from '../domain/preflight.ts';
import { clusterProtectable } from '../domain/protectable.ts';
import { lowestEsxiVersion } from '../domain/version.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { AuthenticatedUser, VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import { ClusterAssessment, filtersOf } from './cluster-assessment.ts';
import type { AssessedBundles, AssessedCluster } from './cluster-assessment.ts';
import type {
  ClusterSummaryResult,
  ClusterView,
  InventoryReader,
  InventoryResult,
  VmSummaryResult,
} from './use-cases.ts';
import { notFound, visibilityFor } from './visibility.ts';
import { readVmCard } from './vm-card.ts';

/** What the pages and cards show. Each answer loads only what it shows. */
export class InventoryView implements InventoryReader {
  readonly #vcenters: Vcenters;
  readonly #runner: Pick<ActivityRunner, 'busyActivity'>;
  readonly #assessment: ClusterAssessment;
  readonly #jobs: Pick<ReplicationJobs, 'list'>;
  readonly #policyName: string;

  constructor(parts: {
    readonly vcenters: Vcenters;
    readonly bundles: AssessedBundles;
    readonly runner: Pick<ActivityRunner, 'busyActivity'>;
    readonly jobs: Pick<ReplicationJobs, 'list'>;
    /** Name that the filter's own storage policy gets. */
    readonly policyName: string;
  }) {
    this.#vcenters = parts.vcenters;
    this.#runner = parts.runner;
    this.#jobs = parts.jobs;
    this.#policyName = parts.policyName;
    this.#assessment = new ClusterAssessment(parts.bundles, parts.runner);
  }

  async inventory(user: AuthenticatedUser): Promise<InventoryResult> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const facts = await connection.inventory.read();
    const assessed = await this.#assessment.assess(user, connection, facts);
    const { identities, latest } = assessed.bundles;
    const datacenters = new Map(
      facts.standaloneHosts.map((host) => [host.ref.value, host.datacenter]),
    );
    return {
      vcenter: {
        vcGuid: connection.vcGuid,
        name: connection.name,
        apiVersion: connection.apiVersion,
      },
      clusters: assessed.clusters.map(clusterView),
      standaloneHosts: assessed.standaloneHosts.map((host) => ({
        daemon: standaloneDaemon(
          host,
          assessed.acceptanceLevels.get(host.ref.value) ?? 'unknown',
          identities,
        ),
        datacenter: datacenters.get(host.ref.value) ?? '',
        findings: standaloneHostFindings(host),
      })),
      latest,
    };
  }

  async cluster(user: AuthenticatedUser, clusterId: string): Promise<ClusterView> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const facts = await connection.inventory.readCluster(clusterRef(clusterId));
    const assessed = await this.#assessment.assess(user, connection, {
      clusters: facts === null ? [] : [facts],
    });
    const [only] = assessed.clusters;
    if (only === undefined) throw notFound('cluster', clusterId);
    return clusterView(only);
  }

  async clusterSummary(user: AuthenticatedUser, clusterId: string): Promise<ClusterSummaryResult> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const facts = await connection.inventory.readCluster(clusterRef(clusterId));
    const cluster = await visibleCluster(user, connection, facts);
    if (cluster === null) throw notFound('cluster', clusterId);
    const bundles = await this.#assessment.bundles();
    const filters = await filtersOf(connection, cluster, bundles);
    const state = clusterState({ cluster, bundles, ...filters });
    const busy = this.#runner.busyActivity(connection.vcGuid, clusterId);
    return {
      cluster,
      state,
      protectable: clusterProtectable(cluster, state),
      busyActivityId: busy?.id ?? null,
    };
  }

  async hostSummary(user: AuthenticatedUser, hostId: string): Promise<Daemon> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const host = await connection.inventory.readHost({ type: 'HostSystem', value: hostId });
    if (host === null) throw notFound('host', hostId);
    const visible = await visibilityFor(connection.privileges, user, [host.ref]);
    if (!visible.canSee(host.ref)) throw notFound('host', hostId);
    const [bundles, acceptanceLevels, cluster] = await Promise.all([
      this.#assessment.bundles(),
      connection.inventory.acceptanceLevels([host]),
      host.parent.type === 'ClusterComputeResource'
        ? connection.inventory.readCluster(host.parent)
        : null,
    ]);
    const level = acceptanceLevels.get(hostId) ?? 'unknown';
    if (cluster === null) return standaloneDaemon(host, level, bundles.identities);
    const filters = await filtersOf(connection, cluster, bundles);
    const progress = this.#progress(connection.vcGuid, cluster.ref.value);
    return daemonOf({ cluster, bundles, acceptanceLevels, progress, ...filters }, host);
  }

  async vmSummary(user: AuthenticatedUser, vmId: string): Promise<VmSummaryResult> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const bundles = await this.#assessment.bundles();
    const sources = { connection, bundles, jobs: this.#jobs, policyName: this.#policyName };
    return readVmCard(sources, user, vmId);
  }

  async daemons(user: AuthenticatedUser): Promise<readonly Daemon[]> {
    const { clusters } = await this.inventory(user);
    return clusters.flatMap((cluster) => cluster.daemons);
  }

  #progress(vcGuid: string, clusterId: string): readonly HostProgress[] {
    const busy = this.#runner.busyActivity(vcGuid, clusterId);
    return busy?.clusters.find((row) => row.clusterId === clusterId)?.hosts ?? [];
  }
}

function clusterRef(value: string): { type: string; value: string } {
  return { type: 'ClusterComputeResource', value };
}

/** The cluster, or null when it is not there or the user may not see it. */
async function visibleCluster(
  user: AuthenticatedUser,
  connection: VcenterConnection,
  cluster: ClusterFacts | null,
): Promise<ClusterFacts | null> {
  if (cluster === null) return null;
  const visible = await visibilityFor(connection.privileges, user, [cluster.ref]);
  return visible.canSee(cluster.ref) ? cluster : null;
}

function clusterView({ world, progress }: AssessedCluster): ClusterView {
  const hosts = world.cluster.hosts.filter((host) => !world.hiddenHostIds.has(host.ref.value));
  const plan = planCluster(world);
  return {
    cluster: { ...world.cluster, hosts },
    state: plan.state,
    daemons: hosts.map((host) => daemonOf({ ...world, progress }, host)),
    findings: plan.findings,
    selectable: permissionFrom(plan.findings),
    busyActivityId: world.busyActivityId,
    lowestEsxiVersion: lowestEsxiVersion(world.cluster.hosts.map((host) => host.version)),
    bundleFlavor: bundleFor(world.cluster, world.bundles)?.flavor ?? flavorOf(world.cluster),
  };
}
