import type {
  DeletePoliciesReply,
  RestorePoint as ContractRestorePoint,
  StoragePolicy,
} from '../../contract/storage-policy.ts';
import type { PolicyDeletion, PolicyView, RestorePoint } from '../../services/policy-use-cases.ts';

/** A storage policy of the filter; its rules are shown in words only. */
export function presentStoragePolicy(view: PolicyView): StoragePolicy {
  const { profile, kind, isDefault, filterName, otherRules, orphaned, vms, disks } = view;
  const { compliant, nonCompliant, outOfDate, notApplicable, unknown } = view.compliance;
  return {
    profileId: profile.profileId,
    name: profile.name,
    description: profile.description,
    kind,
    isDefault,
    filterName,
    otherRules: [...otherRules],
    orphaned,
    vms,
    disks,
    compliance: { compliant, nonCompliant, outOfDate, notApplicable, unknown },
  };
}

/** What became of one policy. */
export function presentDeletion(row: PolicyDeletion): DeletePoliciesReply['outcomes'][number] {
  const { profileId, name, deleted, reason, rawFault } = row;
  return { profileId, name, deleted, reason, rawFault };
}

export function presentRestorePoint(point: RestorePoint): ContractRestorePoint {
  const { activityId, activityTitle, clusterId, clusterName, recordedAt } = point;
  const { vms, disks, differs } = point;
  return { activityId, activityTitle, clusterId, clusterName, recordedAt, vms, disks, differs };
}
