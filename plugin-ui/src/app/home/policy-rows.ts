import type { StoragePolicy } from '@contract/storage-policy';
import { policiesMessages } from './policies-messages';

/** A storage policy as the grid shows and sorts it. */
export interface PolicyRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly use: string;
  readonly disks: number;
  readonly otherRules: string;
  readonly isDefault: boolean;
  readonly isOrphaned: boolean;
  readonly canDelete: boolean;
  /** Whether it has to be taken from its machines before it can be deleted. */
  readonly canTakeAway: boolean;
  readonly canReapply: boolean;
  readonly policy: StoragePolicy;
}

export function policyRow(policy: StoragePolicy): PolicyRow {
  const { policies: text } = policiesMessages;
  const { profileId, name, kind, vms, disks, isDefault, orphaned, compliance } = policy;
  return {
    id: profileId,
    name,
    kind: text.kinds[kind],
    use: disks === 0 ? text.unused : text.useOf(vms, disks),
    disks,
    otherRules: policy.otherRules.length === 0 ? text.noOtherRules : policy.otherRules.join('; '),
    isDefault,
    isOrphaned: orphaned,
    canDelete: disks === 0,
    canTakeAway: orphaned && disks > 0,
    canReapply: compliance.outOfDate > 0,
    policy,
  };
}
