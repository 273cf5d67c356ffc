import type { Operation } from '../domain/activity.ts';
import type { WantedFilter } from '../domain/host-progress.ts';
import type { ClusterFilter } from '../domain/inventory-facts.ts';
import type { PlanAction } from '../domain/plan.ts';
import { compareProductVersions } from '../domain/version.ts';
import type { TaskSnapshot } from '../ports/vcenter.ts';

/** `TaskInfo.descriptionId` of the operations (vCenter's task catalogue). */
const DESCRIPTION_IDS: Readonly<Record<Operation, string>> = {
  install: 'IoFilterManager.installIoFilter',
  upgrade: 'IoFilterManager.upgradeIoFilter',
  resolve: 'IoFilterManager.resolveInstallationErrorsOnCluster',
  uninstall: 'IoFilterManager.uninstallIoFilter',
};

/** Our own task type, as the extension registers it. */
export const OWN_TASK_TYPE = 'com.rtr.iofilter.task.setup';

/** How far back tasks are looked for; generous, because the clocks of vCenter and of this server may differ. */
export const LOOK_BACK_MS = 24 * 60 * 60 * 1000;

/**
 * The operation that the cluster's record in vCenter calls for. A filter that is listed is never installed a second time; an older one is
 * upgraded only when the plan said so, because that takes hosts through maintenance mode.
 */
export function operationFor(
  action: PlanAction,
  listed: ClusterFilter | null,
  wanted: WantedFilter,
): Operation {
  if (listed === null) return 'install';
  const isOlder = compareProductVersions(listed.version, wanted.version) < 0;
  return action === 'update' && isOlder ? 'upgrade' : 'resolve';
}

/** The task that was asked for in this run, if vCenter has it: of that kind, and not there when the run looked first. */
export function taskAskedFor(
  recent: readonly TaskSnapshot[],
  operation: Operation,
  knownTaskIds: readonly string[],
): TaskSnapshot | null {
  const found = recent.find(
    (task) =>
      task.descriptionId === DESCRIPTION_IDS[operation] && !knownTaskIds.includes(task.ref.value),
  );
  return found ?? null;
}

/** Whether it is a task of one of the operations, whoever asked for it. */
export function isFilterTask(task: TaskSnapshot): boolean {
  return Object.values(DESCRIPTION_IDS).includes(task.descriptionId);
}

export function isUnfinished(task: TaskSnapshot): boolean {
  return task.state === 'queued' || task.state === 'running';
}
