import { clusterState, isOutdated } from '../domain/cluster-state.ts';
import type { ClusterState } from '../domain/cluster-state.ts';
import type { BundleSet } from '../domain/filter-identity.ts';
import type { ClusterFacts } from '../domain/inventory-facts.ts';
import type { Permission } from '../domain/permission.ts';
import { ALLOWED, denied } from '../domain/permission.ts';
import { HOST_PRIVILEGES, PRIVILEGE_NAMES, privilegesFor } from '../domain/privilege.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { AuthenticatedUser, VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import { filtersOf } from './cluster-assessment.ts';
import { heldBundles } from './held-bundles.ts';
import { mapLimited } from './map-limited.ts';
import type { ActionOffers, ClusterActions } from './use-cases.ts';
import { visibilityFor } from './visibility.ts';
import type { Visibility } from './visibility.ts';

const CLUSTERS_AT_ONCE = 8;

/**
 * What a context menu offers. It is asked each time a menu opens, so it looks at rights and at what can never work, and leaves the full
 * preflight to the wizard.
 */
export class ActionAvailability implements ActionOffers {
  readonly #vcenters: Vcenters;
  readonly #runner: Pick<ActivityRunner, 'busyActivity'>;
  readonly #bundles: Pick<BundleCatalog, 'latest' | 'list'>;

  constructor(parts: {
    readonly vcenters: Vcenters;
    readonly runner: Pick<ActivityRunner, 'busyActivity'>;
    readonly bundles: Pick<BundleCatalog, 'latest' | 'list'>;
  }) {
    this.#vcenters = parts.vcenters;
    this.#runner = parts.runner;
    this.#bundles = parts.bundles;
  }

  async clusterActions(
    user: AuthenticatedUser,
    clusterIds: readonly string[],
  ): Promise<readonly ClusterActions[]> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const bundles = await heldBundles(this.#bundles);
    const found = await mapLimited(clusterIds, CLUSTERS_AT_ONCE, (value) =>
      clusterWithState(connection, value, bundles),
    );
    const objects = found.flatMap((row) =>
      row === null ? [] : [row.cluster, ...row.cluster.hosts],
    );
    const visible = await visibilityFor(
      connection.privileges,
      user,
      objects.map((object) => object.ref),
      HOST_PRIVILEGES,
    );
    return clusterIds.map((clusterId, index) => ({
      clusterId,
      ...this.#actions(user, found[index] ?? null, visible),
    }));
  }

  #actions(
    user: AuthenticatedUser,
    found: FoundCluster | null,
    visible: Visibility,
  ): Omit<ClusterActions, 'clusterId'> {
    if (found === null || !visible.canSee(found.cluster.ref)) return same(NOT_THERE);
    const { cluster, state } = found;
    const general = this.#general(user, cluster);
    if (!general.allowed) return same(general);
    const permit = (wanted: 'install' | 'update' | 'remove'): Permission =>
      privileged(cluster, visible, privilegesFor(wanted));
    return {
      setup: permit('install'),
      update: isOutdated(state.version, state.latestVersion)
        ? permit('update')
        : denied(`${cluster.name} has no older I/O Filter that could be updated.`),
      remove:
        state.filterName === null ? denied(`${cluster.name} has no I/O Filter.`) : permit('remove'),
    };
  }

  #general(user: AuthenticatedUser, cluster: ClusterFacts): Permission {
    if (cluster.lifecycleManaged) return denied(`${cluster.name} is managed with a single image.`);
    if (cluster.hosts.length === 0) return denied(`${cluster.name} has no hosts.`);
    return this.#runner.busyActivity(user.vcGuid, cluster.ref.value) === null
      ? ALLOWED
      : denied(`Another activity works on ${cluster.name}.`);
  }
}

interface FoundCluster {
  readonly cluster: ClusterFacts;
  readonly state: ClusterState;
}

const NOT_THERE = denied('There is no such cluster, or you may not see it.');

function same(permission: Permission): Omit<ClusterActions, 'clusterId'> {
  return { setup: permission, update: permission, remove: permission };
}

async function clusterWithState(
  connection: VcenterConnection,
  value: string,
  bundles: BundleSet,
): Promise<FoundCluster | null> {
  const cluster = await connection.inventory.readCluster({ type: 'ClusterComputeResource', value });
  if (cluster === null) return null;
  const filters = await filtersOf(connection, cluster, bundles);
  return { cluster, state: clusterState({ cluster, bundles, ...filters }) };
}

/** The first privilege that is missing, with the number of hosts that lack it; a host that cannot be seen lacks everything. */
function privileged(
  cluster: ClusterFacts,
  visible: Visibility,
  wanted: readonly PrivilegeId[],
): Permission {
  for (const privilege of wanted) {
    const lacking = cluster.hosts.filter(
      ({ ref }) =>
        !visible.canSee(ref) ||
        visible.missing.some(
          (row) => row.object.value === ref.value && row.privilege === privilege,
        ),
    );
    if (lacking.length > 0)
      return denied(
        `You need ${PRIVILEGE_NAMES[privilege]} on every host of ${cluster.name}; it is missing on ${lacking.length} of ${cluster.hosts.length}.`,
      );
  }
  return ALLOWED;
}
