import { policyWork } from '../domain/plan-policies.ts';
import type { Plan } from '../domain/plan.ts';
import type { VmWork } from '../ports/vm-change-store.ts';

/** The machines that an activity is to change by its plan; nobody has begun to work on them. */
export function newVmWork(activityId: string, plan: Pick<Plan, 'clusters'>): readonly VmWork[] {
  return plan.clusters.flatMap((row) =>
    policyWork(row).flatMap(({ vm, name, clusterId, action, disks }): readonly VmWork[] =>
      action === 'skip' || action === 'refuse'
        ? []
        : [{ activityId, vm, name, clusterId, action, disks, ...UNTOUCHED }],
    ),
  );
}

const UNTOUCHED = {
  state: 'pending',
  knownTaskIds: [],
  taskId: null,
  attempt: 0,
  problem: null,
  finishedAt: null,
} as const;
