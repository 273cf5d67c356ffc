import { defer, filter, firstValueFrom, map, race, tap } from 'rxjs';
import type { ProblemRecord } from '../domain/activity.ts';
import { allCarry, progressOf } from '../domain/host-progress.ts';
import type { ClusterFacts } from '../domain/inventory-facts.ts';
import { done, failed } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { currentIssues, recordOutcome, watchHosts } from './host-states.ts';

/** Waits until every connected host reports the filter in working order; what vCenter's task says is not taken for it. */
export async function verifyHosts(run: ClusterRun): Promise<StepOutcome> {
  const followed = run.record.step('followTask').state === 'succeeded';
  const issues = followed ? [] : await currentIssues(run);
  const facts = issues.length > 0 ? null : await untilAllCarry(run, followed);
  if (facts !== null) return done(summary(facts));
  const count = await recordOutcome(run, issues.length > 0 ? issues : await currentIssues(run));
  return failed(notOnAllHosts(count));
}

/** The hosts once all have it, or null when the time is over. */
async function untilAllCarry(run: ClusterRun, followed: boolean): Promise<ClusterFacts | null> {
  const limit = followed ? run.times.verifyMs : run.times.verifyWithoutTaskMs;
  const timer = new AbortController();
  const signal = AbortSignal.any([run.signal, timer.signal]);
  const complete = watchHosts(run).pipe(
    tap((facts) => run.record.note({ hosts: progressOf(facts.hosts, run.wanted, 'installing') })),
    filter((facts) => allCarry(facts.hosts, run.wanted)),
  );
  const timeOver = defer(() => run.clock.delay(limit, signal)).pipe(map(() => null));
  try {
    return await firstValueFrom(race(complete, timeOver));
  } finally {
    timer.abort(new Error('no longer waited for'));
    run.signal.throwIfAborted();
  }
}

function summary({ hosts }: ClusterFacts): string {
  const connected = hosts.filter((host) => host.connectionState === 'connected').length;
  const away = hosts.length - connected;
  const all = `The filter works on ${connected} of ${hosts.length} hosts.`;
  return away === 0 ? all : `${all} ${away} not connected and pending.`;
}

function notOnAllHosts(count: number): ProblemRecord {
  return {
    code: 'hostsWithoutFilter',
    title: 'The filter does not work on every host',
    detail: `${count} of the connected hosts do not report the filter in working order.`,
    remedy: 'Look at the hosts below, mend what they name and run the setup again.',
    rawFault: null,
  };
}
