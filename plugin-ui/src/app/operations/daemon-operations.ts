import type { Daemon } from '@contract/cluster';
import type { DaemonAction } from '../shared/daemon-actions';
import type { Operation } from './operation';

/** The operation of a row's menu; null for those that go through the wizard, and for hosts without a cluster. */
export function operationOn(
  action: DaemonAction,
  daemon: Daemon,
  vcGuid: string,
): Operation | null {
  const { clusterId } = daemon;
  if (clusterId === null) return null;
  const clusterName = daemon.clusterName ?? clusterId;
  const place = { vcGuid, clusterId, clusterName };
  const host = { id: daemon.hostId, name: daemon.hostName };
  switch (action) {
    case 'resolve':
      return { ...place, kind: 'resolve', host };
    case 'enterMaintenance':
      return { ...place, kind: 'enterMaintenance', hosts: [host], continues: false };
    case 'exitMaintenance':
      return { ...place, kind: 'exitMaintenance', host };
    case 'update':
    case 'remove':
      return null;
  }
}
