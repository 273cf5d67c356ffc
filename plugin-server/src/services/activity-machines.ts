import type { Activity } from '../domain/activity.ts';
import type { VmChangeStore, VmWork } from '../ports/vm-change-store.ts';
import type { AuthenticatedUser, VcenterConnection } from '../ports/vcenter.ts';
import type { MachineQuery } from './use-cases.ts';
import { notFound, visibilityFor } from './visibility.ts';

/**
 * One page of the machines of an activity, as the user may see them; `activity` holds the clusters that the user may see. One question to
 * vCenter, and none for who started the activity. Throws Problem `notFound` for a cluster that the activity does not have.
 */
export async function machinesOfActivity(
  sources: {
    readonly vmChanges: Pick<VmChangeStore, 'list'>;
    readonly privileges: VcenterConnection['privileges'];
  },
  user: AuthenticatedUser,
  activity: Activity,
  query: MachineQuery,
): Promise<{ readonly total: number; readonly rows: readonly VmWork[] }> {
  const { clusterId, state, offset, limit } = query;
  const clusters = new Set(activity.clusters.map((cluster) => cluster.clusterId));
  if (clusterId !== undefined && !clusters.has(clusterId)) throw notFound('cluster', clusterId);
  const { total, rows } = sources.vmChanges.list({
    activityId: activity.id,
    clusterIds: clusterId === undefined ? [...clusters] : [clusterId],
    ...(state !== undefined && { states: [state] }),
    offset,
    limit,
  });
  if (activity.initiatedBy === user.userName) return { total, rows };
  const refs = rows.map(({ vm }) => vm);
  const visible = await visibilityFor(sources.privileges, user, refs);
  return {
    total,
    rows: rows.filter((row) => visible.canSee(row.vm)),
  };
}
