import type { DiskPolicy, VirtualDiskRef } from '../domain/virtual-disk.ts';
import { isFault } from '../domain/vim-fault.ts';
import type { ClusterRun } from './cluster-run.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** The disks that use the cluster's filter now; none when vCenter does not list the filter any more. */
export function disksUsingFilter(run: ClusterRun): Promise<readonly VirtualDiskRef[]> {
  const { filterId } = run.record.current;
  return whenReachable(run, async () => {
    if (filterId === null) return [];
    try {
      return await run.connection.ioFilters.disksUsing(filterId, run.cluster);
    } catch (error) {
      // Expected: NotFound once the filter has left the cluster.
      if (isFault(error, 'NotFound')) return [];
      throw error;
    }
  });
}

/** Records which policy each disk under the filter has, so that it can be restored; returns how many disks there are. */
export async function recordPolicies(run: ClusterRun): Promise<number> {
  const { record, connection, clock } = run;
  const disks = await disksUsingFilter(run);
  if (disks.length === 0) return 0;
  const policies = await whenReachable(run, () => connection.storagePolicies.associated(disks));
  const names = await vmNames(run, disks);
  const recordedAt = clock.now().toISOString();
  run.policies.record(
    { vcGuid: connection.vcGuid, clusterId: record.clusterId, activityId: record.activityId },
    policies.map((row) => ({ ...row, vmName: nameIn(names, row), recordedAt })),
  );
  return disks.length;
}

/** How many machines have a disk whose policy is no longer what this activity recorded; those that are gone do not count. */
export async function countWithOtherPolicy(run: ClusterRun): Promise<number> {
  const { record, connection } = run;
  const before = run.policies
    .recorded(connection.vcGuid, record.clusterId)
    .filter(({ activityId }) => activityId === record.activityId);
  if (before.length === 0) return 0;
  const names = await vmNames(run, before);
  const there = before.filter(({ vm }) => names.has(vm.value));
  const now = await whenReachable(run, () => connection.storagePolicies.associated(there));
  const changed = there.filter((row, index) => now[index]?.profileId !== row.profileId);
  return new Set(changed.map(({ vm }) => vm.value)).size;
}

/** Names of machines by id, one read for all. */
export async function vmNames(
  run: ClusterRun,
  disks: readonly Pick<DiskPolicy, 'vm'>[],
): Promise<ReadonlyMap<string, string>> {
  const refs = new Map(disks.map(({ vm }) => [vm.value, vm]));
  const vms = await whenReachable(run, () => run.connection.inventory.readVms([...refs.values()]));
  return new Map(vms.map(({ ref, name }) => [ref.value, name]));
}

export function nameIn(names: ReadonlyMap<string, string>, { vm }: Pick<DiskPolicy, 'vm'>): string {
  return names.get(vm.value) ?? vm.value;
}
