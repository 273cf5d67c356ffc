import type { HostProgress } from '../domain/activity.ts';
import type { RefusedBundle } from '../domain/bundle.ts';
import type { ClusterWorld, MissingOnHost } from '../domain/cluster-world.ts';
import { isConnected } from '../domain/cluster-world.ts';
import { UNUSED } from '../domain/filter-usage.ts';
import { ourClusterFilter } from '../domain/filter-identity.ts';
import type { BundleSet } from '../domain/filter-identity.ts';
import type {
  AcceptanceLevel,
  ClusterFacts,
  ClusterFilter,
  HostFacts,
  HostIssue,
} from '../domain/inventory-facts.ts';
import { HOST_PRIVILEGES } from '../domain/privilege.ts';
import { isFault } from '../domain/vim-fault.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { BundleShelf } from '../ports/bundle-catalog.ts';
import type { AuthenticatedUser, MissingPrivilege, VcenterConnection } from '../ports/vcenter.ts';
import { heldBundles } from './held-bundles.ts';
import { mapLimited } from './map-limited.ts';
import { askWithoutGone, visibilityFor } from './visibility.ts';
import type { Visibility } from './visibility.ts';

/** A cluster with all that the rules look at, and with what our own work on it reports. */
export interface AssessedCluster {
  readonly world: ClusterWorld;
  readonly progress: readonly HostProgress[];
}

export interface Assessment {
  /** Only clusters that the user may read, in the order asked for. */
  readonly clusters: readonly AssessedCluster[];
  readonly standaloneHosts: readonly HostFacts[];
  readonly acceptanceLevels: ReadonlyMap<string, AcceptanceLevel>;
  readonly bundles: BundleSet;
}

/** QueryIoFilterInfo has no bulk form; this many clusters are asked at the same time. */
const CLUSTERS_AT_ONCE = 8;

export type AssessedBundles = Pick<BundleShelf, 'latest' | 'list' | 'refused'>;

/** Gathers, with few calls, everything that the rules in the domain need. It decides nothing. */
export class ClusterAssessment {
  readonly #bundles: AssessedBundles;
  readonly #runner: Pick<ActivityRunner, 'busyActivity'>;

  constructor(bundles: AssessedBundles, runner: Pick<ActivityRunner, 'busyActivity'>) {
    this.#bundles = bundles;
    this.#runner = runner;
  }

  bundles(): Promise<BundleSet> {
    return heldBundles(this.#bundles);
  }

  /** Everything about these clusters and hosts, for this user. */
  async assess(
    user: AuthenticatedUser,
    connection: VcenterConnection,
    facts: {
      readonly clusters: readonly ClusterFacts[];
      readonly standaloneHosts?: readonly HostFacts[];
      /** False where nothing will be installed: acceptance levels are asked host by host. */
      readonly asksHosts?: boolean;
    },
  ): Promise<Assessment> {
    const { clusters, standaloneHosts = [], asksHosts = true } = facts;
    const inClusters = clusters.flatMap((cluster) => [cluster, ...cluster.hosts]);
    const refs = [...inClusters, ...standaloneHosts].map((object) => object.ref);
    const [visible, bundles, refusedBundles] = await Promise.all([
      visibilityFor(connection.privileges, user, refs, HOST_PRIVILEGES),
      this.bundles(),
      this.#bundles.refused(),
    ]);
    const seenClusters = clusters.filter((cluster) => visible.canSee(cluster.ref));
    const seenHosts = standaloneHosts.filter((host) => visible.canSee(host.ref));
    const hosts = [...seenClusters.flatMap((cluster) => cluster.hosts), ...seenHosts];
    const [acceptanceLevels, lacking, filters] = await Promise.all([
      asksHosts
        ? connection.inventory.acceptanceLevels(hosts.filter(isConnected))
        : new Map<string, AcceptanceLevel>(),
      serviceAccountLacks(connection, hosts),
      mapLimited(seenClusters, CLUSTERS_AT_ONCE, (cluster) =>
        filtersOf(connection, cluster, bundles),
      ),
    ]);
    const about = { user, connection, visible, lacking };
    const shared = { ...about, bundles, refusedBundles, acceptanceLevels };
    return {
      clusters: seenClusters.map((cluster, index) =>
        this.#assembled(cluster, filters[index] ?? NO_FILTERS, shared),
      ),
      standaloneHosts: seenHosts,
      acceptanceLevels,
      bundles,
    };
  }

  #assembled(cluster: ClusterFacts, filters: Filters, shared: Shared): AssessedCluster {
    const busy = this.#runner.busyActivity(shared.connection.vcGuid, cluster.ref.value);
    const progress = busy?.clusters.find((row) => row.clusterId === cluster.ref.value)?.hosts ?? [];
    const hostIds = new Set(cluster.hosts.map((host) => host.ref.value));
    const world: ClusterWorld = {
      cluster,
      hiddenHostIds: new Set(
        cluster.hosts.filter(({ ref }) => !shared.visible.canSee(ref)).map(({ ref }) => ref.value),
      ),
      ...filters,
      acceptanceLevels: shared.acceptanceLevels,
      user: { name: shared.user.userName, missing: onHosts(shared.visible.missing, hostIds) },
      serviceAccount: {
        name: shared.connection.serviceAccount,
        missing: onHosts(shared.lacking, hostIds),
      },
      bundles: shared.bundles,
      refusedBundles: shared.refusedBundles,
      delivery: null,
      vcenter: {
        vcGuid: shared.connection.vcGuid,
        name: shared.connection.name,
        clockAheadSeconds: null,
      },
      usage: UNUSED,
      busyActivityId: busy?.id ?? null,
    };
    return { world, progress };
  }
}

interface Shared {
  readonly user: AuthenticatedUser;
  readonly connection: VcenterConnection;
  readonly visible: Visibility;
  readonly bundles: BundleSet;
  readonly refusedBundles: readonly RefusedBundle[];
  readonly acceptanceLevels: ReadonlyMap<string, AcceptanceLevel>;
  readonly lacking: readonly MissingPrivilege[];
}

interface Filters {
  readonly clusterFilters: readonly ClusterFilter[];
  readonly issues: readonly HostIssue[];
}

const NO_FILTERS: Filters = { clusterFilters: [], issues: [] };

/** The filters that vCenter lists for a cluster, and the trouble it has with ours; nothing for a cluster or filter that has just been removed. */
export async function filtersOf(
  connection: Pick<VcenterConnection, 'ioFilters'>,
  cluster: ClusterFacts,
  bundles: BundleSet,
): Promise<Filters> {
  try {
    const clusterFilters = await connection.ioFilters.installedOn(cluster.ref);
    const ours = ourClusterFilter(clusterFilters, bundles.identities);
    const issues = ours === null ? [] : await connection.ioFilters.issuesOf(ours.id, cluster.ref);
    return { clusterFilters, issues };
  } catch (error) {
    // Expected: ManagedObjectNotFound for a cluster, NotFound for a filter that was removed between two questions.
    if (isFault(error, 'ManagedObjectNotFound') || isFault(error, 'NotFound')) return NO_FILTERS;
    throw error;
  }
}

async function serviceAccountLacks(
  connection: VcenterConnection,
  hosts: readonly HostFacts[],
): Promise<readonly MissingPrivilege[]> {
  const refs = hosts.map((host) => host.ref);
  return askWithoutGone(refs, async (left) =>
    left.length === 0 ? [] : connection.privileges.missingForServiceAccount(left, HOST_PRIVILEGES),
  );
}

function onHosts(
  missing: readonly MissingPrivilege[],
  hostIds: ReadonlySet<string>,
): readonly MissingOnHost[] {
  return missing
    .filter((row) => row.object.type === 'HostSystem' && hostIds.has(row.object.value))
    .map((row) => ({ hostId: row.object.value, privilege: row.privilege }));
}
