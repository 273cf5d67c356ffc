import type { ActivityKind, Operation } from '../domain/activity.ts';
import type { ClusterFilter } from '../domain/inventory-facts.ts';
import type { PlanAction } from '../domain/plan.ts';
import { compareProductVersions } from '../domain/version.ts';
import type { TaskSnapshot } from '../ports/vcenter.ts';

/** `TaskInfo.descriptionId` of the operations (vCenter's task catalogue). */
const DESCRIPTION_IDS: Readonly<Record<Operation, readonly string[]>> = {
  install: ['IoFilterManager.installIoFilter'],
  upgrade: ['IoFilterManager.upgradeIoFilter'],
  resolve: [
    'IoFilterManager.resolveInstallationErrorsOnCluster',
    'IoFilterManager.resolveInstallationErrorsOnHost',
  ],
  uninstall: ['IoFilterManager.uninstallIoFilter'],
};

/** Our own task types, as the extension registers them. */
const OWN_TASK_TYPES = {
  setup: 'com.rtr.iofilter.task.setup',
  update: 'com.rtr.iofilter.task.update',
  remove: 'com.rtr.iofilter.task.remove',
  resolve: 'com.rtr.iofilter.task.resolve',
  policies: 'com.rtr.iofilter.task.policies',
} as const;

/** How far back tasks are looked for; generous, because the clocks of vCenter and of this server may differ. */
export const LOOK_BACK_MS = 24 * 60 * 60 * 1000;

/** What our line in Recent Tasks is called. */
export function ownTaskType(kind: ActivityKind, action: PlanAction): string {
  if (kind === 'resolve') return OWN_TASK_TYPES.resolve;
  if (action === 'update' || action === 'remove') return OWN_TASK_TYPES[action];
  // Nothing is done with the filter, so what is left to do concerns the machines.
  if (kind === 'policies' || action === 'skip') return OWN_TASK_TYPES.policies;
  return OWN_TASK_TYPES.setup;
}

/**
 * The operation that the cluster's record in vCenter calls for. A filter that is listed is never installed a second time; an older one is
 * upgraded only when the plan said so, because that takes hosts through maintenance mode. A removal that vCenter has begun is gone on with.
 * @param listed our filter as vCenter lists it for the cluster
 */
export function operationFor(
  action: PlanAction,
  listed: ClusterFilter | null,
  version: string,
): Operation {
  if (action === 'remove') return listed?.operation === 'uninstall' ? 'resolve' : 'uninstall';
  if (listed === null) return 'install';
  const isOlder = compareProductVersions(listed.version, version) < 0;
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
      DESCRIPTION_IDS[operation].includes(task.descriptionId) &&
      !knownTaskIds.includes(task.ref.value),
  );
  return found ?? null;
}

/** Whether it is a task of one of the operations, whoever asked for it. */
export function isFilterTask(task: TaskSnapshot): boolean {
  return Object.values(DESCRIPTION_IDS).flat().includes(task.descriptionId);
}

export function isUnfinished(task: TaskSnapshot): boolean {
  return task.state === 'queued' || task.state === 'running';
}
