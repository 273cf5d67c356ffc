import type { VmWork } from '@contract/virtual-machine';
import type { PickedMachine } from '../client-sdk/policy-dialog-launcher';

/** Machines of an activity that failed and can be tried again the same way. */
export interface MachineRetry {
  readonly mode: 'assign' | 'remove';
  readonly machines: readonly PickedMachine[];
}

/** What failed and is tried again from its restore point, or from its policy. */
export type RetriedElsewhere = 'restore' | 'reapply';

/** Which of these are among the machines that failed. */
export function retriedElsewhere(works: readonly VmWork[]): readonly RetriedElsewhere[] {
  return (['restore', 'reapply'] as const).filter((action) =>
    works.some((work) => work.state === 'failed' && work.action === action),
  );
}

/**
 * What can be tried again of an activity's machines, with the very disks that were meant. What was restored or re-applied is not among
 * them: that is tried again from its restore point or its policy.
 */
export function machineRetries(works: readonly VmWork[]): readonly MachineRetry[] {
  const failed = works.filter(({ state }) => state === 'failed');
  const retryOf = (mode: MachineRetry['mode'], action: VmWork['action']): MachineRetry => ({
    mode,
    machines: failed
      .filter((work) => work.action === action)
      .map(({ vmId, disks }) => ({ vmId, diskKeys: disks.map(({ key }) => key) })),
  });
  return [retryOf('assign', 'assign'), retryOf('remove', 'unassign')].filter(
    ({ machines }) => machines.length > 0,
  );
}
