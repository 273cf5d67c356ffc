import type { Daemon } from '@contract/cluster';

/** What the menu of a daemon's row offers. */
export type DaemonAction = 'update' | 'resolve' | 'enterMaintenance' | 'exitMaintenance' | 'remove';

/** An action on the daemon of a row. */
export interface DaemonActed {
  readonly action: DaemonAction;
  readonly daemon: Daemon;
}

/**
 * What makes sense for a daemon. Updating and removing mean its whole cluster; the server has the last word. Nothing for a host that
 * stands alone or on which vCenter is at work.
 */
export function daemonActions(daemon: Daemon): readonly DaemonAction[] {
  if (daemon.clusterId === null || daemon.state === 'installing') return [];
  const carries = daemon.filterVersion !== null;
  const isConnected = daemon.connectionState === 'connected';
  const needsRepair = daemon.state === 'failed' || daemon.state === 'unavailable';
  return [
    ...(daemon.state === 'outdated' ? ['update' as const] : []),
    ...(needsRepair && isConnected ? ['resolve' as const] : []),
    ...(isConnected
      ? [daemon.inMaintenanceMode ? ('exitMaintenance' as const) : ('enterMaintenance' as const)]
      : []),
    ...(carries || needsRepair ? ['remove' as const] : []),
  ];
}
