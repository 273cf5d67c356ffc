import type { ProblemRecord } from '../domain/activity.ts';
import type { FilterCapability } from '../domain/storage-profile.ts';
import type { VmWork } from '../ports/vm-change-store.ts';
import { done, failed, skipped } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import type { OwnTask } from './own-task.ts';
import { ensurePolicies, targetsOf } from './policy-engine/ensure-policies.ts';
import type { EnsuredPolicies } from './policy-engine/ensure-policies.ts';
import { whenReachable } from './reaching-vcenter.ts';
import { listed } from './watchdog.ts';
import { vmRows } from './vm-rows.ts';

/** Finds the policies that machines go to, or makes them from what the filter says it can do. */
export async function preparePolicies(run: ClusterRun, ownTask: OwnTask): Promise<StepOutcome> {
  const rows = vmRows(run);
  if (targetsOf(rows).length === 0) return skipped('No policy has to be found or made.');
  ownTask.begin();
  const ensured = await findPolicies(run, rows, (detail) =>
    run.record.describe('preparePolicies', detail),
  );
  if (ensured.isCapabilityMissing)
    return failed(capabilityMissing(run), { faultType: null, hostFaultTypes: [] });
  const { made } = ensured;
  return done(
    made.length === 0
      ? 'The storage policies are there.'
      : `${made.length === 1 ? 'The storage policy' : 'The storage policies'} ${listed(made)} ${made.length === 1 ? 'was' : 'were'} made.`,
  );
}

/**
 * The policies of these machines' targets. What the filter can do is waited for with patience, because it appears some time after the
 * installation.
 * @param tell told what is waited for
 */
export async function findPolicies(
  run: ClusterRun,
  rows: readonly VmWork[],
  tell: (detail: string) => void = () => undefined,
): Promise<EnsuredPolicies> {
  const targets = targetsOf(rows);
  const capability = targets.length === 0 ? null : await untilPublished(run, tell);
  const ensured = await ensurePolicies(run, targets, capability);
  run.found.policies = ensured.ids;
  return ensured;
}

/** What our filter published; null when it has not done so in time. */
async function untilPublished(
  run: ClusterRun,
  tell: (detail: string) => void,
): Promise<FilterCapability | null> {
  const { clock, times, signal, cancelling, connection, filter } = run;
  const until = clock.now().getTime() + times.capabilityMs;
  for (;;) {
    const published = await whenReachable(run, () =>
      connection.storagePolicies.filterCapabilities(),
    );
    const ours = published.find(({ namespace }) => namespace === filter.name);
    if (ours !== undefined) return ours;
    if (clock.now().getTime() >= until) return null;
    tell(
      `Waiting until the storage policy service of vCenter knows the filter ${filter.name}, for up to ${Math.round(times.capabilityMs / 60_000)} minutes.`,
    );
    await cancelling.during(signal, (stopped) => clock.delay(times.capabilityPollMs, stopped));
  }
}

function capabilityMissing({ filter }: ClusterRun): ProblemRecord {
  return {
    code: 'filterCapabilityMissing',
    title: 'The storage policy service does not know the filter',
    detail: `vCenter has not published the capability of the filter ${filter.name}, so no storage policy can be made with it.`,
    remedy:
      'See that the filter works on a connected host of this vCenter and that the service vmware-sps runs, then start again.',
    rawFault: null,
  };
}
