import type { ClusterWorld } from '../domain/cluster-world.ts';
import type { FilterUsage, UsageFacts } from '../domain/filter-usage.ts';
import { machinesOf, UNUSED, usageOn } from '../domain/filter-usage.ts';
import { listedFilter } from '../domain/plan-intent.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import type { VirtualDiskRef } from '../domain/virtual-disk.ts';
import { isFault } from '../domain/vim-fault.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { AuthenticatedUser, MissingPrivilege, VcenterConnection } from '../ports/vcenter.ts';
import { mapLimited } from './map-limited.ts';
import { askWithoutGone, visibilityFor } from './visibility.ts';
import type { Visibility } from './visibility.ts';

const EDIT_DEVICE: PrivilegeId = 'VirtualMachine.Config.EditDevice';
const VIEW_POLICIES: PrivilegeId = 'StorageProfile.View';

/** QueryDisksUsingFilter has no bulk form; this many clusters are asked at the same time. */
const CLUSTERS_AT_ONCE = 8;

/** Finds out who uses the filter of some clusters. However many disks, machines and jobs there are, they are read in bulk. */
export class FilterUsageReader {
  readonly #jobs: Pick<ReplicationJobs, 'list'>;

  constructor(jobs: Pick<ReplicationJobs, 'list'>) {
    this.#jobs = jobs;
  }

  /** By cluster id; faults as VimFault. */
  async read(
    user: AuthenticatedUser,
    connection: VcenterConnection,
    worlds: readonly ClusterWorld[],
  ): Promise<ReadonlyMap<string, FilterUsage>> {
    if (worlds.length === 0) return new Map();
    const jobs = this.#jobs.list(connection.vcGuid);
    const disks = await mapLimited(worlds, CLUSTERS_AT_ONCE, (world) => disksOf(connection, world));
    const machines = machinesOf(disks.flat(), jobs);
    const vms = machines.length === 0 ? [] : await connection.inventory.readVms(machines);
    const refs = vms.map((vm) => vm.ref);
    const [visible, lacking, lackingAtRoot] = await Promise.all([
      visibilityFor(connection.privileges, user, refs, [EDIT_DEVICE]),
      askWithoutGone(refs, (left) => lackedOn(connection, left, EDIT_DEVICE)),
      refs.length === 0 ? [] : lackedOn(connection, [connection.rootFolder], VIEW_POLICIES),
    ]);
    const rights = { visible, lacking, policiesReadable: lackingAtRoot.length === 0 };
    return new Map(
      worlds.map(({ cluster }, index) => [
        cluster.ref.value,
        usageWith(usageOn(cluster.hosts, { disks: disks[index] ?? [], jobs, vms }), rights),
      ]),
    );
  }
}

interface Rights {
  readonly visible: Visibility;
  readonly lacking: readonly MissingPrivilege[];
  readonly policiesReadable: boolean;
}

function usageWith(facts: UsageFacts, { visible, lacking, policiesReadable }: Rights): FilterUsage {
  if (facts.vms.length === 0) return { ...UNUSED, ...facts };
  return {
    ...facts,
    hiddenVmIds: new Set(
      facts.vms.filter(({ ref }) => !visible.canSee(ref)).map(({ ref }) => ref.value),
    ),
    notEditable: { user: idsOf(visible.missing), serviceAccount: idsOf(lacking) },
    policiesReadable,
  };
}

async function disksOf(
  { ioFilters }: VcenterConnection,
  world: ClusterWorld,
): Promise<readonly VirtualDiskRef[]> {
  const listed = listedFilter(world);
  if (listed === null) return [];
  try {
    return await ioFilters.disksUsing(listed.id, world.cluster.ref);
  } catch (error) {
    // Expected: ManagedObjectNotFound for a cluster, NotFound for a filter that was removed since it was listed.
    if (isFault(error, 'NotFound') || isFault(error, 'ManagedObjectNotFound')) return [];
    throw error;
  }
}

async function lackedOn(
  { privileges }: VcenterConnection,
  objects: Parameters<typeof askWithoutGone>[0],
  privilege: PrivilegeId,
): Promise<readonly MissingPrivilege[]> {
  return objects.length === 0 ? [] : privileges.missingForServiceAccount(objects, [privilege]);
}

function idsOf(missing: readonly MissingPrivilege[]): ReadonlySet<string> {
  return new Set(missing.map(({ object }) => object.value));
}
