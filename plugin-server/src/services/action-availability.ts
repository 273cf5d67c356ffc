import type { ClusterFacts } from '../domain/inventory-facts.ts';
import type { Permission } from '../domain/permission.ts';
import { ALLOWED, denied } from '../domain/permission.ts';
import { PRIVILEGE_NAMES } from '../domain/privilege.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { AuthenticatedUser, Vcenters } from '../ports/vcenter.ts';
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

  constructor(parts: {
    readonly vcenters: Vcenters;
    readonly runner: Pick<ActivityRunner, 'busyActivity'>;
  }) {
    this.#vcenters = parts.vcenters;
    this.#runner = parts.runner;
  }

  async clusterActions(
    user: AuthenticatedUser,
    clusterIds: readonly string[],
  ): Promise<readonly ClusterActions[]> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const found = await mapLimited(clusterIds, CLUSTERS_AT_ONCE, (value) =>
      connection.inventory.readCluster({ type: 'ClusterComputeResource', value }),
    );
    const clusters = found.filter((cluster) => cluster !== null);
    const objects = clusters.flatMap((cluster) => [cluster, ...cluster.hosts]);
    const visible = await visibilityFor(
      connection.privileges,
      user,
      objects.map((object) => object.ref),
      ['Host.Config.Patch'],
    );
    return clusterIds.map((clusterId, index) => ({
      clusterId,
      setup: this.#setup(user, found[index] ?? null, visible),
    }));
  }

  #setup(user: AuthenticatedUser, cluster: ClusterFacts | null, visible: Visibility): Permission {
    if (cluster === null || !visible.canSee(cluster.ref))
      return denied('There is no such cluster, or you may not see it.');
    if (cluster.lifecycleManaged) return denied(`${cluster.name} is managed with a single image.`);
    if (cluster.hosts.length === 0) return denied(`${cluster.name} has no hosts.`);
    if (this.#runner.busyActivity(user.vcGuid, cluster.ref.value) !== null)
      return denied(`Another activity works on ${cluster.name}.`);
    const lacking = cluster.hosts.filter(
      ({ ref }) =>
        !visible.canSee(ref) || visible.missing.some((row) => row.object.value === ref.value),
    );
    if (lacking.length === 0) return ALLOWED;
    return denied(
      `You need ${PRIVILEGE_NAMES['Host.Config.Patch']} on every host of ${cluster.name}; it is missing on ${lacking.length} of ${cluster.hosts.length}.`,
    );
  }
}
