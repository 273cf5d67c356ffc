import { done } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { filterInUse } from './filter-in-use.ts';
import { disksUsingFilter } from './policy-record.ts';

/** Looks until vCenter says that no disk uses the filter any more; a policy that somebody assigned meanwhile is not taken away. */
export async function verifyDetached(run: ClusterRun): Promise<StepOutcome> {
  const { clock, times, signal, cancelling } = run;
  const until = clock.now().getTime() + times.verifyMs;
  for (;;) {
    const disks = await disksUsingFilter(run);
    if (disks.length === 0) return done('No disk uses the filter any more.');
    if (clock.now().getTime() >= until) return filterInUse(run);
    await cancelling.during(signal, (stopped) => clock.delay(times.detachedMs, stopped));
  }
}
