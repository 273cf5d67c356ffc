import type { ProblemRecord } from './activity.ts';
import type { Plan } from './plan.ts';
import { policyWork } from './plan-policies.ts';
import type { VmAction, VmChange, VmWorkState } from './vm-change.ts';

/** The first record of what an activity does with one machine. */
export interface NewVmWork extends Omit<VmChange, 'action' | 'reasons'> {
  readonly activityId: string;
  readonly action: Exclude<VmAction, 'skip' | 'refuse'>;
  readonly state: VmWorkState;
  readonly taskId: string | null;
  readonly attempt: number;
  readonly problem: ProblemRecord | null;
  readonly finishedAt: string | null;
}

/** One pending record for each machine that the plan changes. */
export function newVmWork(activityId: string, { clusters }: Plan): readonly NewVmWork[] {
  return clusters.flatMap((row) =>
    policyWork(row).flatMap(({ action, vm, name, clusterId, disks }) =>
      action === 'skip' || action === 'refuse'
        ? []
        : [
            {
              activityId,
              vm,
              name,
              clusterId,
              disks,
              action,
              state: 'pending' as const,
              taskId: null,
              attempt: 0,
              problem: null,
              finishedAt: null,
            },
          ],
    ),
  );
}
