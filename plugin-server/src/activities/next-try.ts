import { filter, firstValueFrom, tap } from 'rxjs';
import type { ProblemRecord, Waiting } from '../domain/activity.ts';
import { isAtGoal } from '../domain/host-progress.ts';
import type { ClusterFacts } from '../domain/inventory-facts.ts';
import { retryAfter } from '../domain/retry-policy.ts';
import { wantedBy } from './cluster-run.ts';
import type { ClusterRun, FailedStep } from './cluster-run.ts';
import { watchHosts } from './host-states.ts';
import { listed, watchMaintenance } from './watchdog.ts';

/** What the cluster waits for after a failed step; null when it has failed for good. */
export function waitAfter(run: ClusterRun, step: FailedStep): Waiting | null {
  const { record, clock } = run;
  const { attempt, attempts, cancelRequested } = record.current;
  if (cancelRequested) return null;
  const now = clock.now();
  const since = now.toISOString();
  if (step.hostsInNeed.length > 0) return forMaintenanceMode(step.hostsInNeed, since);
  if (step.failure === null) return null;
  const next = retryAfter(step.failure, attempt, run.times.retryMs);
  if (next.kind === 'giveUp') return null;
  return {
    for: 'retry',
    since,
    until: new Date(now.getTime() + next.afterMs).toISOString(),
    detail: `Try ${attempt} of ${attempts} failed; the next one begins by itself.`,
    hostIds: [],
  };
}

function forMaintenanceMode(hosts: FailedStep['hostsInNeed'], since: string): Waiting {
  const names = hosts.map(({ name }) => name);
  return {
    for: 'maintenanceMode',
    since,
    until: null,
    detail: `${listed(names)} ${names.length === 1 ? 'has' : 'have'} to be put into maintenance mode, one at a time; the work goes on by itself then.`,
    hostIds: hosts.map(({ id }) => id),
  };
}

/**
 * Waits for the time or for the person that is recorded, without holding a slot, and then for a slot. It goes on where it was after a
 * restart: what is recorded is a moment, not a length of time. Throws `Cancelled` when somebody cancels meanwhile.
 */
export async function untilNextTry(run: ClusterRun, waiting: Waiting): Promise<void> {
  const { cancelling, signal, turn } = run;
  turn.giveAway();
  await cancelling.during(signal, (stopped) =>
    waiting.for === 'maintenanceMode'
      ? maintenanceMode(run, waiting, stopped)
      : run.clock.delay(leftUntil(run, waiting), stopped),
  );
  await cancelling.during(signal, (stopped) => turn.takeBack(stopped));
}

function leftUntil({ clock }: ClusterRun, { until }: Waiting): number {
  return until === null ? 0 : Math.max(0, Date.parse(until) - clock.now().getTime());
}

/** One host is enough to go on with: a cluster can seldom spare more than one at a time. */
async function maintenanceMode(
  run: ClusterRun,
  { hostIds }: Waiting,
  stopped: AbortSignal,
): Promise<void> {
  const hosts = watchHosts(run, stopped).pipe(
    tap((facts) => watchMaintenance(run, facts)),
    filter((facts) => mayGoOn(run, facts, hostIds)),
  );
  await firstValueFrom(hosts);
}

function mayGoOn(run: ClusterRun, { hosts }: ClusterFacts, hostIds: readonly string[]): boolean {
  const wanted = wantedBy(run);
  const awaited = hosts.filter(({ ref }) => hostIds.includes(ref.value));
  return (
    awaited.some((host) => host.inMaintenanceMode) ||
    awaited.every((host) => isAtGoal(host, wanted))
  );
}

/** How a cluster ends that somebody cancelled before, or between, what was asked of vCenter. */
export function cancelledProblem(detail: string): ProblemRecord {
  return {
    code: 'cancelled',
    title: 'Cancelled',
    detail,
    remedy: 'Start again when you like; what is there already is looked at first.',
    rawFault: null,
  };
}
