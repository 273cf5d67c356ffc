import type { Activity } from '../domain/activity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import { keyOf, visibilityFor } from './visibility.ts';
import type { UserPrivileges } from './visibility.ts';

/** Shows an activity as one user may see it; null when none of its clusters is theirs to see. */
export type ActivityFilter = (activity: Activity) => Activity | null;

/** So many objects that are gone are remembered of each vCenter. */
const MOST_GONE = 10_000;

/**
 * Activities name objects that vCenter had once. It refuses a question about many objects for one of them that is gone, and names only that
 * one; without this memory a cluster that was removed would cost one call for each of its hosts, at every look at its activities.
 */
const goneObjects = new WeakMap<UserPrivileges, Set<string>>();

/**
 * One call to vCenter for all the clusters and hosts that these activities name. Who started an activity keeps seeing it, also when its
 * clusters are gone.
 */
export async function activityFilter(
  privileges: UserPrivileges,
  user: AuthenticatedUser,
  activities: readonly Activity[],
): Promise<ActivityFilter> {
  const objects = new Map<string, ManagedObjectReference>();
  for (const { clusters } of activities)
    for (const { clusterId, hosts } of clusters) {
      objects.set(clusterId, clusterRef(clusterId));
      for (const { hostId } of hosts) objects.set(hostId, hostRef(hostId));
    }
  const gone = goneObjects.get(privileges) ?? new Set();
  goneObjects.set(privileges, gone);
  const present = [...objects.values()].filter((object) => !gone.has(keyOf(object)));
  const visible = await visibilityFor(privileges, user, present);
  if (gone.size > MOST_GONE) gone.clear();
  for (const object of visible.gone) gone.add(keyOf(object));
  return (activity) => {
    if (activity.initiatedBy === user.userName) return activity;
    const clusters = activity.clusters
      .filter(({ clusterId }) => visible.canSee(clusterRef(clusterId)))
      .map((cluster) => ({
        ...cluster,
        hosts: cluster.hosts.filter(({ hostId }) => visible.canSee(hostRef(hostId))),
      }));
    return clusters.length === 0 ? null : { ...activity, clusters };
  };
}

function clusterRef(value: string): ManagedObjectReference {
  return { type: 'ClusterComputeResource', value };
}

function hostRef(value: string): ManagedObjectReference {
  return { type: 'HostSystem', value };
}
