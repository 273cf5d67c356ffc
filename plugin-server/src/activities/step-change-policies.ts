import { done, failed } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import type { OwnTask } from './own-task.ts';
import { changeMachines } from './policy-engine/change-machines.ts';
import { readHasFilter } from './policy-engine/filter-wish.ts';
import { policiesNotChanged } from './policies-not-changed.ts';
import { whenReachable } from './reaching-vcenter.ts';
import { refuseReplicated } from './replicated-machines.ts';
import { findPolicies } from './step-prepare-policies.ts';
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
  const { total, succeeded, failed: refused, cancelled } = records.progress;
  const changed = `${succeeded} of ${total} virtual machine(s) changed`;
  const others = refused === 0 ? '' : `, ${refused} failed`;
  if (cancelled > 0)
    return {
      kind: 'cancelled',
      detail: `${changed}${others}; ${cancelled} had not begun and stay as they were.`,
    };
  if (succeeded === 0 && refused > 0)
    return failed(policiesNotChanged(records.in('failed'), total));
  return done(`${changed}${others}.`);
}
