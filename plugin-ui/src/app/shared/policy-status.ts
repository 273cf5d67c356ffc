import type { VmDisk, VmPolicyState, VmRow } from '@contract/virtual-machine';
import { policyMessages } from './policy-messages';
import type { Status } from './status';

/** How many of a machine's disks are under a policy with the filter, as the lists show it. */
export function policyStateStatus(state: VmPolicyState): Status {
  const text = policyMessages.state[state];
  switch (state) {
    case 'all':
      return { text, tone: 'success' };
    case 'some':
      return { text, tone: 'info' };
    case 'none':
      return { text, tone: 'neutral' };
  }
}

/** Whether the disk is under the filter's own policy, or one that combines it with other rules. */
export function hasFilterPolicy(disk: Pick<VmDisk, 'policyKind'>): boolean {
  return disk.policyKind === 'filter' || disk.policyKind === 'combined';
}

/** Name of a disk's policy; no policy is what vSphere calls the default of its datastore. */
export function policyNameText(name: string | null): string {
  return name ?? policyMessages.datastoreDefault;
}

/** Why a machine cannot be ticked; empty for one that can, whose reasons tell of single disks. */
export function refusalsOf(row: Pick<VmRow, 'eligible' | 'reasons'>): VmRow['reasons'] {
  return row.eligible ? [] : row.reasons;
}
