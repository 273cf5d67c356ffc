import { isDeepStrictEqual } from 'node:util';
import type { Schema } from '../schema/schema.ts';
import { refKey, type ManagedObject, type Ref } from './managed-object.ts';
import { managedObjectNotFound } from './vim-fault.ts';

/** What happened to an object; `paths` are the property paths written by an update. */
export interface Change {
  readonly kind: 'put' | 'remove' | 'update';
  readonly object: ManagedObject;
  readonly paths: readonly string[];
}

export type ChangeListener = (change: Change) => void;

/** All managed objects. Every change of a property goes through it, so that each open property filter hears of it. */
export class Registry {
  readonly #schema: Schema;
  readonly #objects = new Map<string, ManagedObject>();
  readonly #byType = new Map<string, Map<string, ManagedObject>>();
  readonly #listeners = new Set<ChangeListener>();
  readonly #counters = new Map<string, number>();

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  /** The object, if there is one. */
  find(reference: Ref): ManagedObject | undefined {
    return this.#objects.get(refKey(reference));
  }

  /** The object. Throws `ManagedObjectNotFound`. */
  get(reference: Ref): ManagedObject {
    const object = this.find(reference);
    if (object === undefined) throw managedObjectNotFound(reference);
    return object;
  }

  /** All objects of a type and of the types derived from it, in the order in which they were put. */
  ofType(type: string): ManagedObject[] {
    return this.#schema
      .withSubtypes(type)
      .flatMap((name) => [...(this.#byType.get(name)?.values() ?? [])]);
  }

  /** A value for a new reference, counted per prefix: `task-1`, `task-2`. */
  nextId(prefix: string): string {
    const next = (this.#counters.get(prefix) ?? 0) + 1;
    this.#counters.set(prefix, next);
    return `${prefix}-${next}`;
  }

  /** Adds an object or replaces the one with the same reference. */
  put(object: ManagedObject): void {
    const key = refKey(object.ref);
    this.#objects.set(key, object);
    let sameType = this.#byType.get(object.ref.type);
    if (sameType === undefined) {
      sameType = new Map();
      this.#byType.set(object.ref.type, sameType);
    }
    sameType.set(key, object);
    this.#tell({ kind: 'put', object, paths: [] });
  }

  /** Removes an object; references to it in other objects are the caller's business. */
  remove(reference: Ref): void {
    const object = this.find(reference);
    if (object === undefined) return;
    this.#objects.delete(refKey(reference));
    this.#byType.get(reference.type)?.delete(refKey(reference));
    this.#tell({ kind: 'remove', object, paths: [] });
  }

  /**
   * Writes properties by path (`name`, `runtime.inMaintenanceMode`; undefined unsets). The data objects along a path are copied, never changed
   * in place, so values handed out earlier stay as they were. Values that are equal to the present ones change nothing.
   */
  update(reference: Ref, changes: Readonly<Record<string, unknown>>): void {
    const object = this.get(reference);
    const paths: string[] = [];
    for (const [path, value] of Object.entries(changes)) {
      if (isDeepStrictEqual(valueAt(object.properties, path.split('.')), value)) continue;
      write(object.properties, path.split('.'), value);
      paths.push(path);
    }
    if (paths.length > 0) this.#tell({ kind: 'update', object, paths });
  }

  /** Says that computed properties of an object have new values. */
  touch(reference: Ref, paths: readonly string[]): void {
    const object = this.find(reference);
    if (object !== undefined) this.#tell({ kind: 'update', object, paths });
  }

  /** Calls the listener after each change; answers the function that stops it. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(root: Readonly<Record<string, unknown>>, path: readonly string[]): unknown {
  let value: unknown = root;
  for (const name of path) value = isRecord(value) ? value[name] : undefined;
  return value;
}

function write(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    root[first] = value;
    return;
  }
  const inner = root[first];
  const copy: Record<string, unknown> = isRecord(inner) ? { ...inner } : {};
  write(copy, rest, value);
  root[first] = copy;
}
