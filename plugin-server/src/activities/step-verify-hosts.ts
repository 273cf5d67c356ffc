import { defer, filter, firstValueFrom, map, race, tap } from 'rxjs';
import type { ProblemRecord } from '../domain/activity.ts';
import { allAtGoal, progressOf } from '../domain/host-progress.ts';
import type { ClusterFacts, HostFacts } from '../domain/inventory-facts.ts';
import { VimFault } from '../domain/vim-fault.ts';
import { done, failed, hostsOf, ourFilterIn, wantedBy } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { currentIssues, recordOutcome, watchHosts } from './host-states.ts';
import { machines } from './policies-not-changed.ts';
import { countWithOtherPolicy } from './policy-record.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** Waits until every connected host reports the filter in working order; what vCenter's task says is not taken for it. */
export async function verifyHosts(run: ClusterRun): Promise<StepOutcome> {
  const outcome = await verifyGoal(run);
  if (outcome.kind === 'done' && run.record.current.operation === 'upgrade')
    await verifyPolicies(run);
  return outcome;
}

/** The same for a removal: no connected host has the filter any more, and vCenter does not list it. */
export async function verifyRemoved(run: ClusterRun): Promise<StepOutcome> {
  const outcome = await verifyGoal(run);
  if (outcome.kind !== 'done') return outcome;
  const filters = await whenReachable(run, () => run.connection.ioFilters.installedOn(run.cluster));
  const away = run.record.current.hosts.filter(({ state }) => state === 'pending').length;
  if (ourFilterIn(run, filters) === null || away > 0) return outcome;
  return failed(STILL_LISTED, { faultType: null, hostFaultTypes: [] });
}

async function verifyGoal(run: ClusterRun): Promise<StepOutcome> {
  const followed = run.record.step('followTask').state === 'succeeded';
  const seen = followed && run.seen.facts !== null ? hostsOf(run, run.seen.facts) : null;
  // What the hosts report themselves came in while the task was followed; nothing more has to be asked then.
  if (seen !== null && allAtGoal(seen, wantedBy(run))) return done(summary(run, seen));
  const issues = followed ? [] : await currentIssues(run);
  const hosts = issues.length > 0 ? null : await untilAllAtGoal(run, followed);
  if (hosts !== null) return done(summary(run, hosts));
  const found = issues.length > 0 ? issues : await currentIssues(run);
  const { open, faultTypes, inNeed } = await recordOutcome(run, found);
  const failure = { faultType: null, hostFaultTypes: faultTypes };
  return { ...failed(notOnAllHosts(run, open), failure), hostsInNeed: inNeed };
}

/** The hosts once all are as they shall be, or null when the time is over. */
async function untilAllAtGoal(
  run: ClusterRun,
  followed: boolean,
): Promise<readonly HostFacts[] | null> {
  const limit = followed ? run.times.verifyMs : run.times.verifyWithoutTaskMs;
  const timer = new AbortController();
  const signal = AbortSignal.any([run.signal, timer.signal]);
  const wanted = wantedBy(run);
  const phase = wanted.goal === 'present' ? 'installing' : 'removing';
  const complete = watchHosts(run).pipe(
    map((facts: ClusterFacts) => hostsOf(run, facts)),
    tap((hosts) => run.record.note({ hosts: progressOf(hosts, wanted, phase) })),
    filter((hosts) => allAtGoal(hosts, wanted)),
  );
  const timeOver = defer(() => run.clock.delay(limit, signal)).pipe(map(() => null));
  try {
    return await firstValueFrom(race(complete, timeOver));
  } finally {
    timer.abort(new Error('no longer waited for'));
    run.signal.throwIfAborted();
  }
}

/** Storage policies survive an update; this proves it, and machines whose policy did not are counted. It undoes nothing of what has succeeded. */
async function verifyPolicies(run: ClusterRun): Promise<void> {
  try {
    const changed = await countWithOtherPolicy(run);
    if (changed === 0) return;
    run.record.warn(
      `The storage policy of ${machines(changed)} is not what it was before the update; what it was is recorded, and a plan that restores it names each.`,
    );
  } catch (error) {
    // Expected: a fault of the policy service, for example for a disk that was removed meanwhile.
    if (!(error instanceof VimFault)) throw error;
    run.log.warn({ err: error }, 'storage policies could not be verified');
    run.record.warn('The storage policies could not be read after the update.');
  }
}

function summary(run: ClusterRun, hosts: readonly HostFacts[]): string {
  const connected = hosts.filter((host) => host.connectionState === 'connected').length;
  const away = hosts.length - connected;
  const all =
    run.record.current.goal === 'present'
      ? `The filter works on ${connected} of ${hosts.length} hosts.`
      : `The filter is gone from ${connected} of ${hosts.length} hosts.`;
  return away === 0 ? all : `${all} ${away} not connected and pending.`;
}

function notOnAllHosts(run: ClusterRun, count: number): ProblemRecord {
  if (run.record.current.goal === 'absent')
    return {
      code: 'hostsWithFilter',
      title: 'The filter is still on hosts',
      detail: `${count} of the connected hosts still report the filter.`,
      remedy: 'Look at the hosts below, mend what they name and remove the filter again.',
      rawFault: null,
    };
  return {
    code: 'hostsWithoutFilter',
    title: 'The filter does not work on every host',
    detail: `${count} of the connected hosts do not report the filter in working order.`,
    remedy: 'Look at the hosts below, mend what they name and run the setup again.',
    rawFault: null,
  };
}

const STILL_LISTED: ProblemRecord = {
  code: 'filterStillListed',
  title: 'vCenter still lists the filter',
  detail: 'No connected host has the filter any more, but vCenter still lists it for the cluster.',
  remedy: 'Resolve the issues of the cluster; vCenter then ends the removal.',
  rawFault: null,
};
