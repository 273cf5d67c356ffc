import type {
  PlannedPolicy as ContractPlannedPolicy,
  PolicyChanges,
  VmChange as ContractVmChange,
} from '../../contract/plan.ts';
import type { DiskChange, PlannedPolicy, VmAction, VmChange } from '../../domain/vm-change.ts';

/** How many machines an answer names; refused ones are named all the same, because each has to be mended. */
const ROWS = 1000;

/** The machines of one cluster: counts of all, rows of the refused ones first. */
export function presentPolicyChanges(changes: readonly VmChange[]): PolicyChanges {
  const count = (action: VmAction): number =>
    changes.filter((change) => change.action === action).length;
  const refused = changes.filter(({ action }) => action === 'refuse');
  const others = changes.filter(({ action }) => action !== 'refuse');
  return {
    assign: count('assign'),
    unassign: count('unassign'),
    restore: count('restore'),
    reapply: count('reapply'),
    skip: count('skip'),
    refuse: refused.length,
    virtualMachines: [...refused, ...others.slice(0, ROWS)].map(presentVmChange),
  };
}

function presentVmChange({
  vm,
  name,
  clusterId,
  action,
  disks,
  reasons,
}: VmChange): ContractVmChange {
  return {
    id: vm.value,
    name,
    clusterId,
    action,
    disks: disks.map(({ diskKey, label, from, toName }) => ({
      key: diskKey,
      label,
      fromName: nameOfPolicy(from),
      toName,
    })),
    reasons: [...reasons],
  };
}

/** Null for the datastore's default; the id of a policy that cannot be read. */
export function nameOfPolicy(from: DiskChange['from']): string | null {
  return from === null ? null : (from.name ?? from.profileId);
}

/** A policy of the plan, found or to be made. */
export function presentPlannedPolicy(policy: PlannedPolicy): ContractPlannedPolicy {
  const { target, name, baseName, profileId, disks, warnings } = policy;
  return { kind: target.kind, name, baseName, profileId, disks, warnings: [...warnings] };
}
