import type { ContextObject } from '../client-sdk/context-object';
import type { PickedMachine, PolicyDialogTask } from '../client-sdk/policy-dialog-launcher';

/** What is to be done at one vCenter. */
export interface VcenterTask {
  readonly vcGuid: string;
  readonly task: PolicyDialogTask;
}

/**
 * Reads what the dialog was opened for. Our own views say it in the data that they hand over. The menu of virtual machines says it in the
 * address, and the machines are the selected ones: with linked vCenters they may belong to several, which are worked on one at a time.
 * Empty when there is nothing to work on.
 */
export function vcenterTasks(
  addressMode: string | null,
  data: unknown,
  selected: readonly ContextObject[],
): readonly VcenterTask[] {
  const handed = handedTask(data);
  if (handed) return [handed];
  const mode = addressMode === 'remove' ? 'remove' : 'assign';
  const byVcenter = Map.groupBy(
    selected.filter(({ type }) => type === 'VirtualMachine'),
    ({ vcGuid }) => vcGuid,
  );
  return [...byVcenter].map(([vcGuid, objects]) => ({
    vcGuid,
    task: { mode, machines: objects.map(({ moid }) => ({ vmId: moid, diskKeys: null })) },
  }));
}

function handedTask(data: unknown): VcenterTask | null {
  if (!isRecord(data) || typeof data['vcGuid'] !== 'string') return null;
  const task = taskOf(data);
  return task && { vcGuid: data['vcGuid'], task };
}

function taskOf(data: Readonly<Record<string, unknown>>): PolicyDialogTask | null {
  const { mode, machines, activityId, clusterIds, profileId } = data;
  switch (mode) {
    case 'assign':
    case 'remove':
      return Array.isArray(machines) ? { mode, machines: machines.filter(isMachine) } : null;
    case 'restore':
      return typeof activityId === 'string'
        ? { mode, activityId, clusterIds: isListOf(clusterIds, 'string') ? clusterIds : null }
        : null;
    case 'reapply':
      return typeof profileId === 'string' ? { mode, profileId } : null;
    default:
      return null;
  }
}

function isMachine(value: unknown): value is PickedMachine {
  if (!isRecord(value) || typeof value['vmId'] !== 'string') return false;
  return value['diskKeys'] === null || isListOf(value['diskKeys'], 'number');
}

function isListOf(value: unknown, type: 'string'): value is string[];
function isListOf(value: unknown, type: 'number'): value is number[];
function isListOf(value: unknown, type: 'string' | 'number'): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === type);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
