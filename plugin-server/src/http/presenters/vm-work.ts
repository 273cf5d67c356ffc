import type { VmWork as ContractVmWork } from '../../contract/virtual-machine.ts';
import type { VmWork } from '../../ports/vm-change-store.ts';
import { nameOfPolicy } from './policy-change.ts';

/** One machine of an activity; vCenter's task ids stay inside. */
export function presentVmWork(work: VmWork): ContractVmWork {
  const { vm, name, clusterId, action, state, disks, problem, finishedAt } = work;
  return {
    vmId: vm.value,
    vmName: name,
    clusterId,
    action,
    state,
    disks: disks.map(({ diskKey, label, from, toName }) => ({
      key: diskKey,
      label,
      fromName: nameOfPolicy(from),
      toName,
    })),
    problem: problem && {
      code: problem.code,
      title: problem.title,
      detail: problem.detail,
      remedy: problem.remedy,
      rawFault: problem.rawFault,
    },
    finishedAt,
  };
}
