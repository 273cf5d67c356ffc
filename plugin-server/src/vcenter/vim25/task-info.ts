import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type { TaskSnapshot } from '../../ports/vcenter.ts';
import {
  localizedFault,
  member,
  optionalNumber,
  optionalReference,
  optionalText,
  referenceOf,
  textOf,
  UnexpectedReply,
} from '../decoded.ts';

/** Reads a `TaskInfo`. */
export function parseTaskInfo(info: unknown): TaskSnapshot {
  const error = member(info, 'error');
  return {
    ref: referenceOf(info, 'task'),
    name: optionalText(info, 'name'),
    descriptionId: textOf(info, 'descriptionId'),
    entity: optionalReference(info, 'entity'),
    state: stateOf(textOf(info, 'state')),
    progress: optionalNumber(info, 'progress'),
    error: error === undefined ? null : localizedFault(error),
    queueTime: textOf(info, 'queueTime'),
    cancelable: member(info, 'cancelable') === true,
    cancelled: member(info, 'cancelled') === true,
  };
}

export function isOver(task: TaskSnapshot): boolean {
  return task.state === 'success' || task.state === 'error';
}

/** Whether somebody who follows the task would see no difference. */
export function looksSame(before: TaskSnapshot, after: TaskSnapshot): boolean {
  return (
    before.state === after.state &&
    before.progress === after.progress &&
    before.cancelled === after.cancelled
  );
}

/** PropertyFilterSpec of one task's `info`. */
export function taskSpec(task: ManagedObjectReference): Readonly<Record<string, unknown>> {
  return {
    propSet: [{ type: 'Task', pathSet: ['info'] }],
    objectSet: [{ obj: task, skip: false }],
  };
}

function stateOf(state: string): TaskSnapshot['state'] {
  if (state === 'queued' || state === 'running' || state === 'success' || state === 'error') {
    return state;
  }
  throw new UnexpectedReply('vCenter names a task state that does not exist');
}
