import { refKey } from '../../../vcenter/core/managed-object.ts';
import type { ManagedObject, Ref } from '../../../vcenter/core/managed-object.ts';
import type { Vcenter } from '../../../vcenter/core/vcenter.ts';
import type { TaskRow } from '../../protocol/shell-api.ts';
import type { InventoryReader } from './inventory-reader.ts';
import { refAt, textAt, valueAt, numberAt } from './property-reader.ts';
import { taskName } from './task-names.ts';

/** How long finished tasks stay in the list: the client keeps them for a while after their end (simulation's choice: an hour). */
const keptMs = 60 * 60 * 1000;

/** The rows of *Recent Tasks* that a user may see, newest first. */
export function recentTasks(vcenter: Vcenter, reader: InventoryReader): TaskRow[] {
  const oldest = vcenter.clock.now().getTime() - keptMs;
  return vcenter.registry
    .ofType('Task')
    .filter((task) => isRecent(task, oldest))
    .map((task) => row(task, vcenter, reader))
    .filter((entry) => entry !== undefined)
    .sort((a, b) => b.queuedAt.localeCompare(a.queuedAt))
    .slice(0, 100);
}

function isRecent(task: ManagedObject, oldest: number): boolean {
  const end = valueAt(task, 'info.completeTime');
  return !(end instanceof Date) || end.getTime() >= oldest;
}

function row(task: ManagedObject, vcenter: Vcenter, reader: InventoryReader): TaskRow | undefined {
  const entity = refAt(task, 'info.entity');
  const target = entity && visibleTarget(entity, vcenter, reader);
  if (entity && !target) return undefined;
  const state = textAt(task, 'info.state');
  const error = textAt(task, 'info.error.localizedMessage');
  return {
    key: task.ref.value,
    name: taskName(vcenter, textAt(task, 'info.descriptionId'), textAt(task, 'info.name')),
    target: target?.name ?? textAt(task, 'info.entityName'),
    ...(target ? { targetId: target.id } : {}),
    state: state === 'running' || state === 'success' || state === 'error' ? state : 'queued',
    progress: numberAt(task, 'info.progress'),
    detail: textAt(task, 'info.description.message'),
    ...(error ? { error } : {}),
    initiator: initiator(task),
    queuedAt: timeAt(task, 'info.queueTime') ?? '',
    ...optional('startedAt', timeAt(task, 'info.startTime')),
    ...optional('completedAt', timeAt(task, 'info.completeTime')),
    server: vcenter.about.name,
  };
}

function visibleTarget(entity: Ref, vcenter: Vcenter, reader: InventoryReader) {
  const object = reader.visible(entity);
  if (object) {
    const { id, name } = reader.item(object);
    return { id, name };
  }
  // The target of an old task may be gone; its name was kept in the task.
  return vcenter.registry.find(entity) ? undefined : { id: refKey(entity), name: entity.value };
}

function initiator(task: ManagedObject): string {
  return textAt(task, 'info.reason.userName') || 'System';
}

function timeAt(task: ManagedObject, path: string): string | undefined {
  const value = valueAt(task, path);
  return value instanceof Date ? value.toISOString() : undefined;
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, string>>);
}
