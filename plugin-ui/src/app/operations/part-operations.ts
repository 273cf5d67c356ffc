import type { ClusterActivity } from '@contract/activity';
import type { Operation } from './operation';

/** Where a part of an activity belongs. */
export interface PartPlace {
  readonly vcGuid: string;
  readonly activityId: string;
}

/** Cancels the part. */
export function cancelling(part: ClusterActivity, { vcGuid, activityId }: PartPlace): Operation {
  const { clusterId, clusterName } = part;
  const isQueued = part.state === 'queued';
  return { kind: 'cancel', vcGuid, activityId, clusterId, clusterName, isQueued };
}

/** Puts one of the hosts that the part waits for into maintenance mode; null when it names none. */
export function enteringFor(part: ClusterActivity, vcGuid: string): Operation | null {
  const { clusterId, clusterName, waiting } = part;
  const hosts = part.hosts
    .filter(({ hostId }) => waiting?.hostIds.includes(hostId))
    .map(({ hostId, hostName }) => ({ id: hostId, name: hostName }));
  if (hosts.length === 0) return null;
  return { kind: 'enterMaintenance', vcGuid, clusterId, clusterName, hosts, continues: true };
}
