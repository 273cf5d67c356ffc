import { isOurs } from '../domain/filter-identity.ts';
import type { VmWork } from '../ports/vm-change-store.ts';
import type { ClusterRun } from './cluster-run.ts';

/** The machines of this cluster activity as they are recorded. */
export function vmRows({
  record,
  vmChanges,
}: Pick<ClusterRun, 'record' | 'vmChanges'>): readonly VmWork[] {
  const { activityId, clusterId } = record;
  const limit = Number.MAX_SAFE_INTEGER;
  return vmChanges.list({ activityId, clusterId, offset: 0, limit }).rows;
}

/** Ids under which our filter is attached to disks in this cluster: those of its hosts, which are the ones that disks name. */
export async function attachedIds({
  connection,
  cluster,
  filter,
}: Pick<ClusterRun, 'connection' | 'cluster' | 'filter'>): Promise<ReadonlySet<string>> {
  const facts = await connection.inventory.readCluster(cluster);
  const onHosts = (facts?.hosts ?? []).flatMap(({ filters }) => filters ?? []);
  return new Set(onHosts.filter((row) => isOurs(row, [filter])).map(({ id }) => id));
}
