import { lastValueFrom, takeUntil } from 'rxjs';
import type { HostProgress } from '../domain/activity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { Log } from '../ports/log.ts';
import type { VcenterConnection } from '../ports/vcenter.ts';
import { abortOf } from './abort-event.ts';
import type { ActivityLedger } from './activity-ledger.ts';
import type { ClusterRecord } from './cluster-record.ts';

/**
 * Shows that a host for which a cluster waits is on its way into maintenance mode, and takes that back when it did not get there. Never
 * rejects: nobody waits for it.
 */
export async function followEntering(
  record: ClusterRecord,
  hostId: string,
  task: ManagedObjectReference,
  parts: {
    readonly connection: Pick<VcenterConnection, 'tasks'>;
    readonly signal: AbortSignal;
    readonly log: Log;
  },
): Promise<void> {
  try {
    setHost(record, hostId, { state: 'enteringMaintenanceMode' });
    const states = parts.connection.tasks.follow(task).pipe(takeUntil(abortOf(parts.signal)));
    const end = await lastValueFrom(states, { defaultValue: null });
    if (end?.state !== 'error' || parts.signal.aborted) return;
    const message = `The host did not enter maintenance mode. ${end.error?.message ?? ''}`.trim();
    setHost(record, hostId, { state: 'needsMaintenanceMode', message });
  } catch (error) {
    // Expected: a vCenter that is away, or an activity that has ended meanwhile, a store that cannot be written. The host itself tells when it is there.
    parts.log.warn({ err: error }, 'the way into maintenance mode can no longer be followed');
  }
}

/** The activity that waits for this host to enter maintenance mode. */
export function waitingFor(
  ledger: ActivityLedger,
  vcGuid: string,
  hostId: string,
): { readonly activityId: string; readonly clusterId: string } | null {
  for (const { id, clusters } of ledger.unfinishedOf(vcGuid))
    for (const { clusterId, waiting } of clusters)
      if (waiting?.for === 'maintenanceMode' && waiting.hostIds.includes(hostId))
        return { activityId: id, clusterId };
  return null;
}

function setHost(
  record: ClusterRecord,
  hostId: string,
  changes: Pick<HostProgress, 'state'> & Partial<HostProgress>,
): void {
  const { hosts, waiting } = record.current;
  if (waiting?.for !== 'maintenanceMode') return;
  record.note({
    hosts: hosts.map((host) => (host.hostId === hostId ? { ...host, ...changes } : host)),
  });
}
