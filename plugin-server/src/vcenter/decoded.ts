import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';

/** vCenter's answer lacks something that the vSphere API promises, or has it in another form. */
export class UnexpectedReply extends Error {
  override readonly name = 'UnexpectedReply';
}

/** A member of a decoded data object; undefined when it is absent. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnexpectedReply(`vCenter's answer has no object with ${name}`);
  }
  return (value as Readonly<Record<string, unknown>>)[name];
}

export function optionalText(value: unknown, name: string): string | null {
  const text = member(value, name);
  return typeof text === 'string' ? text : null;
}

export function textOf(value: unknown, name: string): string {
  const text = optionalText(value, name);
  if (text === null) throw new UnexpectedReply(`vCenter's answer lacks ${name}`);
  return text;
}

export function optionalNumber(value: unknown, name: string): number | null {
  const number = member(value, name);
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

export function numberOf(value: unknown, name: string): number {
  const number = optionalNumber(value, name);
  if (number === null) throw new UnexpectedReply(`vCenter's answer lacks ${name}`);
  return number;
}

export function isReference(value: unknown): value is ManagedObjectReference {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'value' in value &&
    typeof value.value === 'string'
  );
}

/** A value that is itself a reference, such as the task that a `*_Task` method returns. */
export function asReference(value: unknown): ManagedObjectReference {
  if (!isReference(value)) throw new UnexpectedReply("vCenter's answer is no reference");
  return value;
}

export function optionalReference(value: unknown, name: string): ManagedObjectReference | null {
  const reference = member(value, name);
  return isReference(reference) ? reference : null;
}

export function referenceOf(value: unknown, name: string): ManagedObjectReference {
  const reference = optionalReference(value, name);
  if (!reference) throw new UnexpectedReply(`vCenter's answer lacks ${name}`);
  return reference;
}

/** A repeated member; absent means empty. */
export function listOf(value: unknown, name: string): readonly unknown[] {
  const list = member(value, name);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Type and text of a `LocalizedMethodFault`. */
export function localizedFault(value: unknown): {
  readonly faultType: string;
  readonly message: string;
} {
  const fault = member(value, 'fault');
  const faultType = faultTypeOf(fault);
  const message = optionalText(value, 'localizedMessage') ?? '';
  return { faultType, message: message === '' ? faultType : message };
}

/** Ids of issues of the ESX Agent Manager, which is an extension of vCenter and does the work on the hosts. */
const AGENT_MANAGER = /^com\.vmware\.vim\.eam\.(?:\w+\.)*(\w+)$/;

/**
 * An extension's own fault comes in the container ExtendedFault, which names it (vSphere API reference). Whether the agent manager's
 * issues come like this is not documented; then they are named as that manager names them.
 */
function faultTypeOf(fault: unknown): string {
  const type = optionalText(fault, '$type') ?? 'MethodFault';
  if (type !== 'ExtendedFault') return type;
  return AGENT_MANAGER.exec(optionalText(fault, 'faultTypeId') ?? '')?.[1] ?? type;
}
