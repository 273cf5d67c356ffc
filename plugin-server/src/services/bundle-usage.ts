import type { Bundle } from '../domain/bundle.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { Problem } from '../domain/problem.ts';
import { isFault, VcenterUnreachable } from '../domain/vim-fault.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { BundleShelf } from '../ports/bundle-catalog.ts';
import type { VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import { mapLimited } from './map-limited.ts';

/** A cluster whose record in vCenter has the bundle's address: vCenter fetches it again for each host that joins. */
export interface BundleUser {
  readonly vcGuid: string;
  readonly vcenterName: string;
  readonly cluster: ManagedObjectReference;
  readonly clusterName: string;
}

/** QueryIoFilterInfo has no bulk form; this many clusters are asked at the same time. */
const CLUSTERS_AT_ONCE = 8;

/** Finds out who needs a bundle, in every vCenter that the server knows. */
export class BundleUsage {
  readonly #vcenters: Vcenters;
  readonly #shelf: Pick<BundleShelf, 'isAddressOf'>;
  readonly #store: Pick<ActivityStore, 'unfinished'>;

  constructor(parts: {
    readonly vcenters: Vcenters;
    readonly bundles: Pick<BundleShelf, 'isAddressOf'>;
    readonly store: Pick<ActivityStore, 'unfinished'>;
  }) {
    this.#vcenters = parts.vcenters;
    this.#shelf = parts.bundles;
    this.#store = parts.store;
  }

  /** Whether an activity that has not ended yet works with the bundle. */
  isNeededByActivity(bundleId: string): boolean {
    return this.#store
      .unfinished()
      .some(({ clusters }) =>
        clusters.some(
          (cluster) =>
            cluster.bundleId === bundleId && ['queued', 'running'].includes(cluster.state),
        ),
      );
  }

  /** @throws Problem `vcenterUnavailable` when one vCenter cannot be asked: not knowing is no leave to delete */
  async usersOf(bundle: Bundle): Promise<readonly BundleUser[]> {
    const known = this.#vcenters.list();
    const users = await Promise.all(known.map((vcenter) => this.#usersIn(vcenter, bundle)));
    return users.flat();
  }

  async #usersIn(
    { vcGuid, name }: { readonly vcGuid: string; readonly name: string },
    bundle: Bundle,
  ): Promise<readonly BundleUser[]> {
    try {
      const connection = await this.#vcenters.connect(vcGuid);
      const { clusters } = await connection.inventory.read();
      const found = await mapLimited(
        clusters,
        CLUSTERS_AT_ONCE,
        async ({ ref, name: clusterName }) =>
          (await this.#uses(connection, ref, bundle))
            ? [{ vcGuid, vcenterName: name, cluster: ref, clusterName }]
            : [],
      );
      return found.flat();
    } catch (error) {
      if (!(error instanceof VcenterUnreachable)) throw error;
      // Expected: the vCenter is away.
      const detail = `${name} does not answer, so it is not known whether a cluster there uses the bundle.`;
      throw new Problem('vcenterUnavailable', detail, { cause: error });
    }
  }

  async #uses(
    connection: VcenterConnection,
    cluster: ManagedObjectReference,
    bundle: Bundle,
  ): Promise<boolean> {
    try {
      const filters = await connection.ioFilters.installedOn(cluster);
      return filters.some(
        ({ vibUrl }) => vibUrl !== null && this.#shelf.isAddressOf(bundle, vibUrl),
      );
    } catch (error) {
      // Expected: the cluster was removed since the inventory was read.
      if (isFault(error, 'ManagedObjectNotFound')) return false;
      throw error;
    }
  }
}
