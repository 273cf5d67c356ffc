import { defer, from, retry, takeUntil } from 'rxjs';
import type { Observable } from 'rxjs';
import type { ClusterFacts, HostIssue } from '../domain/inventory-facts.ts';
import { cancelledHosts, outcomeOf } from '../domain/host-progress.ts';
import { isFault, VcenterUnreachable } from '../domain/vim-fault.ts';
import { abortOf } from './abort-event.ts';
import { hostsOf, ourFilterIn, wantedBy } from './cluster-run.ts';
import type { ClusterRun } from './cluster-run.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** The cluster's hosts at once and at each change; a vCenter that is away is waited for. Ends when the signal is aborted. */
export function watchHosts(
  run: ClusterRun,
  signal: AbortSignal = run.signal,
): Observable<ClusterFacts> {
  return defer(() => run.connection.hostWatch.watch(run.cluster)).pipe(
    retry({
      delay: (error: unknown) => {
        if (!(error instanceof VcenterUnreachable)) throw error;
        return from(run.clock.delay(run.times.reconnectMs, signal));
      },
    }),
    takeUntil(abortOf(signal)),
  );
}

/** What vCenter reports of the trouble of the hosts that are worked on; nothing when it does not list the filter. */
export async function currentIssues(run: ClusterRun): Promise<readonly HostIssue[]> {
  const listed = await whenReachable(run, () => run.connection.ioFilters.installedOn(run.cluster));
  const ours = ourFilterIn(run, listed);
  if (ours === null) return [];
  const issues = await whenReachable(run, () => issuesOf(run, ours.id));
  const { targetHostId } = run.record.current;
  return issues.filter(({ host }) => targetHostId === null || host.value === targetHostId);
}

async function issuesOf(run: ClusterRun, filterId: string): Promise<readonly HostIssue[]> {
  try {
    return await run.connection.ioFilters.issuesOf(filterId, run.cluster);
  } catch (error) {
    // Expected: the filter has gone since it was listed, as it does at the end of a removal.
    if (isFault(error, 'NotFound')) return [];
    throw error;
  }
}

/** How the hosts came out of it. */
export interface HostOutcome {
  /** How many have failed or wait for maintenance mode. */
  readonly open: number;
  readonly faultTypes: readonly string[];
  readonly inNeed: readonly { readonly id: string; readonly name: string }[];
}

/** Records how each host came out of it. */
export async function recordOutcome(
  run: ClusterRun,
  issues: readonly HostIssue[],
): Promise<HostOutcome> {
  const facts = await whenReachable(run, () => run.connection.inventory.readCluster(run.cluster));
  if (facts === null) return { open: 0, faultTypes: [], inNeed: [] };
  const hosts = outcomeOf(hostsOf(run, facts), wantedBy(run), issues);
  run.record.note({ hosts });
  const inNeed = hosts.filter(({ state }) => state === 'needsMaintenanceMode');
  const failed = hosts.filter(({ state }) => state === 'failed');
  const failedIds = new Set(failed.map(({ hostId }) => hostId));
  return {
    open: inNeed.length + failed.length,
    faultTypes: issues
      .filter(({ host }) => failedIds.has(host.value))
      .map(({ faultType }) => faultType),
    inNeed: inNeed.map(({ hostId, hostName }) => ({ id: hostId, name: hostName })),
  };
}

/** Records the hosts as they are left after cancelling, and returns how many of them are as they shall be. */
export async function recordCancelled(run: ClusterRun): Promise<string> {
  const facts = await whenReachable(run, () => run.connection.inventory.readCluster(run.cluster));
  if (facts !== null)
    run.record.note({ hosts: cancelledHosts(hostsOf(run, facts), wantedBy(run)) });
  return hostsDone(run);
}

/** One sentence: on how many hosts the filter is, or no longer is. */
export function hostsDone({ record }: Pick<ClusterRun, 'record'>): string {
  const { hosts, goal } = record.current;
  const state = goal === 'present' ? 'installed' : 'removed';
  const count = hosts.filter((host) => host.state === state).length;
  return goal === 'present'
    ? `The filter is on ${count} of ${hosts.length} hosts.`
    : `The filter is gone from ${count} of ${hosts.length} hosts.`;
}
