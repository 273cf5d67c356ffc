import { defer, retry, from, takeUntil, fromEvent } from 'rxjs';
import type { Observable } from 'rxjs';
import { ourClusterFilter } from '../domain/filter-identity.ts';
import type { ClusterFacts, HostIssue } from '../domain/inventory-facts.ts';
import { outcomeOf } from '../domain/host-progress.ts';
import { VcenterUnreachable } from '../domain/vim-fault.ts';
import type { ClusterRun } from './cluster-run.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** The cluster's hosts at once and at each change; a vCenter that is away is waited for. Ends when the server stops. */
export function watchHosts(run: ClusterRun): Observable<ClusterFacts> {
  return defer(() => run.connection.hostWatch.watch(run.cluster)).pipe(
    retry({
      delay: (error: unknown) => {
        if (!(error instanceof VcenterUnreachable)) throw error;
        return from(run.clock.delay(run.times.reconnectMs, run.signal));
      },
    }),
    takeUntil(fromEvent(run.signal, 'abort')),
  );
}

/** What vCenter reports of each host's trouble; nothing when it does not list the filter. */
export async function currentIssues(run: ClusterRun): Promise<readonly HostIssue[]> {
  const listed = await whenReachable(run, () => run.connection.ioFilters.installedOn(run.cluster));
  const ours = ourClusterFilter(listed, [run.wanted]);
  if (ours === null) return [];
  return whenReachable(run, () => run.connection.ioFilters.issuesOf(ours.id, run.cluster));
}

/** Records how each host came out of it and returns how many have failed. */
export async function recordOutcome(
  run: ClusterRun,
  issues: readonly HostIssue[],
): Promise<number> {
  const facts = await whenReachable(run, () => run.connection.inventory.readCluster(run.cluster));
  if (facts === null) return 0;
  const hosts = outcomeOf(facts.hosts, run.wanted, issues);
  run.record.note({ hosts });
  return hosts.filter((host) => host.state === 'failed').length;
}
