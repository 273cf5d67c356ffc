import type { ClusterFacts } from '../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { diskId } from '../domain/policy-facts.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { PolicyMemory, RecordedPolicy } from '../ports/policy-memory.ts';
import type { AuthenticatedUser, VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import { readListings, readPoliciesOfMany } from './disk-reader.ts';
import { requirePolicyRights } from './policy-rights.ts';
import type { RestorePoint, RestorePointUseCases } from './policy-use-cases.ts';
import { notFound, visibilityFor } from './visibility.ts';

interface Parts {
  readonly vcenters: Pick<Vcenters, 'connect'>;
  readonly policies: Pick<PolicyMemory, 'recorded'>;
  readonly store: Pick<ActivityStore, 'find'>;
}

interface Recorded {
  readonly cluster: ClusterFacts;
  readonly activityId: string;
  readonly rows: readonly RecordedPolicy[];
}

/** What activities recorded before they changed the storage policies of machines. Putting it back goes through a plan, which is the preview. */
export class RestorePoints implements RestorePointUseCases {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async list(user: AuthenticatedUser, clusterId?: string): Promise<readonly RestorePoint[]> {
    const connection = await this.#parts.vcenters.connect(user.vcGuid);
    await requirePolicyRights(connection, user, ['StorageProfile.View']);
    const { clusters } = await connection.inventory.read();
    const asked = clusters.filter(({ ref }) => clusterId === undefined || ref.value === clusterId);
    const all = asked.flatMap((cluster) => this.#recordedOf(user.vcGuid, cluster));
    const present = await presentMachines(connection, all);
    // One question about all: what the user may not see is neither listed nor counted.
    const objects = [...asked.map(({ ref }) => ref), ...present.values()];
    const visible = await visibilityFor(connection.privileges, user, objects);
    const isThere = asked.some(({ ref }) => visible.canSee(ref));
    if (clusterId !== undefined && !isThere) throw notFound('cluster', clusterId);
    const recorded = all
      .filter(({ cluster }) => visible.canSee(cluster.ref))
      .map((each) => {
        const rows = each.rows.filter(({ vm }) => !present.has(vm.value) || visible.canSee(vm));
        return { ...each, rows };
      })
      .filter(({ rows }) => rows.length > 0);
    const isRestorable = await restorableNow(connection, recorded, present);
    return recorded
      .map(({ cluster, activityId, rows }) => ({
        activityId,
        activityTitle: this.#parts.store.find(activityId)?.title ?? 'An activity that is gone',
        clusterId: cluster.ref.value,
        clusterName: cluster.name,
        recordedAt: rows[0]?.recordedAt ?? '',
        vms: new Set(rows.map(({ vm }) => vm.value)).size,
        disks: rows.length,
        differs: rows.filter(isRestorable).length,
      }))
      .sort((one, other) => (one.recordedAt > other.recordedAt ? -1 : 1));
  }

  #recordedOf(vcGuid: string, cluster: ClusterFacts): readonly Recorded[] {
    const rows = this.#parts.policies.recorded(vcGuid, cluster.ref.value);
    const byActivity = Map.groupBy(rows, ({ activityId }) => activityId);
    return [...byActivity].map(([activityId, some]) => ({ cluster, activityId, rows: some }));
  }
}

/** The recorded machines that are still there, by id. vCenter refuses questions about privileges for one that is gone. */
async function presentMachines(
  connection: VcenterConnection,
  recorded: readonly Recorded[],
): Promise<ReadonlyMap<string, ManagedObjectReference>> {
  const refs = new Map<string, ManagedObjectReference>(
    recorded.flatMap(({ rows }) => rows.map(({ vm }) => [vm.value, vm] as const)),
  );
  const listings = await readListings(connection, [...refs.values()]);
  return new Map(listings.map(({ ref }) => [ref.value, ref]));
}

/** Tells of a recorded disk whether it is under another policy now, and whether its machine and the recorded policy are still there. */
async function restorableNow(
  connection: VcenterConnection,
  recorded: readonly Recorded[],
  present: ReadonlyMap<string, unknown>,
): Promise<(row: RecordedPolicy) => boolean> {
  const rows = recorded.flatMap((each) => each.rows);
  if (rows.length === 0) return () => false;
  const profiles = await connection.storagePolicies.profiles();
  const disks = new Map(
    rows.filter(({ vm }) => present.has(vm.value)).map((row) => [diskId(row), row]),
  );
  // Disks may have gone since they were recorded, so they are not asked for by name.
  const policies = await readPoliciesOfMany(connection, [...disks.values()], profiles);
  const now = new Map(policies.map((row) => [diskId(row), row.profileId]));
  const known = new Set(profiles.map(({ profileId }) => profileId));
  return (row) =>
    present.has(row.vm.value) &&
    now.get(diskId(row)) !== row.profileId &&
    (row.profileId === null || known.has(row.profileId));
}
