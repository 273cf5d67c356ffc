import { counted } from '../domain/counted.ts';
import { VimFault } from '../domain/vim-fault.ts';
import type { PolicyProgress } from '../domain/vm-change.ts';
import { done, failed } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import type { OwnTask } from './own-task.ts';
import { changeMachines } from './policy-engine/change-machines.ts';
import { readHasFilter } from './policy-engine/filter-wish.ts';
import { policiesNotChanged } from './policies-not-changed.ts';
import { whenReachable } from './reaching-vcenter.ts';
import { refuseReplicated } from './replicated-machines.ts';
import { findPolicies } from './step-prepare-policies.ts';
import { verifyChanged } from './step-verify-policies.ts';
import { attachedIds, vmRows } from './vm-rows.ts';

/** Puts the disks of each machine under the policies of the plan, one task for each machine. */
export async function changePolicies(run: ClusterRun, ownTask: OwnTask): Promise<StepOutcome> {
  const planned = vmRows(run);
  const hasFilter = await readHasFilter(run, planned);
  const rows = refuseReplicated(run, planned, hasFilter);
  const ids = run.found.policies ?? (await findPolicies(run, rows)).ids;
  const filterIds = await whenReachable(run, () => attachedIds(run));
  const records = await changeMachines(run, ownTask, {
    rows,
    policyOf: (to) => ids.wanted(to),
    filterIds,
    hasFilter,
    isTakenUp: run.isTakenUp,
    goneIs: 'failed',
  });
  if (records.progress.cancelled > 0) return cancelledAfter(run);
  const { total, succeeded, failed: refused } = records.progress;
  if (succeeded === 0 && refused > 0)
    return failed(policiesNotChanged(records.in('failed'), total));
  return done(`${changesOf(records.progress)}.`);
}

/** What was changed before somebody cancelled is verified like everything else; no step comes after this one. */
async function cancelledAfter(run: ClusterRun): Promise<StepOutcome> {
  try {
    await verifyChanged(run);
  } catch (error) {
    // Expected: what vCenter refuses to tell. The cluster ends as cancelled all the same.
    if (!(error instanceof VimFault)) throw error;
    run.log.warn({ err: error }, 'changed machines could not be verified');
    run.record.warn('vCenter did not let the machines that were changed be verified.');
  }
  const { activityId, clusterId } = run.record;
  const progress = run.vmChanges.progress(activityId, clusterId);
  const detail = `${changesOf(progress)}; ${progress.cancelled} had not begun and stay as they were.`;
  return { kind: 'cancelled', detail };
}

function changesOf({ total, succeeded, failed: refused }: PolicyProgress): string {
  const changed = `${succeeded} of ${counted(total, 'virtual machine')} changed`;
  return refused === 0 ? changed : `${changed}, ${refused} failed`;
}
