import type { ManagedObject, Ref } from '../../../vcenter/core/managed-object.ts';

/** The value at a property path, computed or stored; undefined where something on the way is missing. */
export function valueAt(object: ManagedObject, path: string): unknown {
  const known = object.peek?.(path);
  if (known !== undefined) return known.value;
  const [first = '', ...rest] = path.split('.');
  let value: unknown = object.computed?.[first]?.({}) ?? object.properties[first];
  for (const name of rest) {
    const isRecord = typeof value === 'object' && value !== null;
    value = isRecord ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value;
}

/** The text at a property path, or an empty one. */
export function textAt(object: ManagedObject, path: string): string {
  const value = valueAt(object, path);
  return typeof value === 'string' ? value : '';
}

/** The number at a property path, or 0. */
export function numberAt(object: ManagedObject, path: string): number {
  const value = valueAt(object, path);
  return typeof value === 'number' ? value : 0;
}

/** Whether the property is `true`. */
export function flagAt(object: ManagedObject, path: string): boolean {
  return valueAt(object, path) === true;
}

/** The reference at a property path. */
export function refAt(object: ManagedObject, path: string): Ref | undefined {
  const value = valueAt(object, path);
  return isRef(value) ? value : undefined;
}

/** The references at a property path, none when it is missing. */
export function refsAt(object: ManagedObject, path: string): readonly Ref[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value.filter(isRef) : [];
}

/** The data objects at a property path, none when it is missing. */
export function listAt(object: ManagedObject, path: string): readonly Record<string, unknown>[] {
  return recordsIn(valueAt(object, path));
}

/** The data objects in a list, none when it is no list. */
export function recordsIn(value: unknown): readonly Record<string, unknown>[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter(
    (item): item is Record<string, unknown> => typeof item === 'object' && item !== null,
  );
}

function isRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && 'type' in value && 'value' in value;
}
