import { ref } from '../../../vcenter/core/managed-object.ts';
import type { ManagedObject } from '../../../vcenter/core/managed-object.ts';
import type { EventRow } from '../../protocol/shell-api.ts';
import type { MethodCaller } from './method-caller.ts';

/** The newest events of an object and what is below it, newest first. */
export async function objectEvents(
  object: ManagedObject,
  caller: MethodCaller,
): Promise<EventRow[]> {
  const filter = { entity: { entity: object.ref, recursion: 'all' }, maxCount: 100 };
  const manager = ref('EventManager', 'EventManager');
  const events = await caller.list(manager, 'QueryEvents', { filter });
  return events.map(row).reverse();
}

function row(event: Record<string, unknown>): EventRow {
  const { key, createdTime, fullFormattedMessage, userName, severity } = event;
  return {
    key: typeof key === 'number' ? key : 0,
    description: typeof fullFormattedMessage === 'string' ? fullFormattedMessage : '',
    type: levelOf(severity, event['$type']),
    at: createdTime instanceof Date ? createdTime.toISOString() : '',
    user: typeof userName === 'string' ? userName : '',
  };
}

function levelOf(severity: unknown, type: unknown): EventRow['type'] {
  if (severity === 'error' || severity === 'warning') return severity;
  return typeof type === 'string' && type.includes('Disconnected') ? 'error' : 'info';
}
