/** A managed object reference as vim25 writes it: `<obj type="HostSystem">host-12</obj>`. */
export interface Ref {
  readonly type: string;
  readonly value: string;
}

/**
 * A vim25 or PBM data object. `$type` names its wire type where that differs from the declared one (it becomes `xsi:type`); decoded
 * messages carry it whenever the sender wrote an `xsi:type`. Dates are `Date`, `xsd:long` is `number`, lists are arrays.
 */
export interface DataObject {
  readonly $type?: string;
  readonly [member: string]: unknown;
}

/** Who looks at a computed property; `sessionKey` is absent before a login. */
export interface Viewer {
  readonly sessionKey?: string;
  readonly userName?: string;
}

/** One object of the simulated inventory or one of its managers; `properties` holds the top-level properties by vim25 name. */
export interface ManagedObject {
  readonly ref: Ref;
  readonly properties: Record<string, unknown>;
  /** Top-level properties worked out at each read; they win over `properties`. Announce their changes with `Registry.touch`. */
  readonly computed?: Readonly<Record<string, (viewer: Viewer) => unknown>>;
  /** Answers a path into a large property that has not been built yet, when that can be told without building it; undefined when it cannot. */
  readonly peek?: (path: string) => { readonly value: unknown } | undefined;
  /** Key of the only session that may use the object (views, collectors, filters); absent for what everybody shares. */
  readonly owner?: string;
  /** The inventory object whose permissions guard this one (the host of an image manager); without it, and outside the inventory, the root folder's. */
  readonly guardedBy?: Ref;
}

/** Makes a reference. */
export function ref(type: string, value: string): Ref {
  return { type, value };
}

/** Whether a value is a managed object reference and not a data object that has the same two members. */
export function isRef(value: unknown): value is Ref {
  if (typeof value !== 'object' || value === null || '$type' in value) return false;
  const candidate = value as Partial<Ref>;
  return typeof candidate.type === 'string' && typeof candidate.value === 'string';
}

/** The key under which a reference is stored in maps: `HostSystem:host-12`. */
export function refKey(reference: Ref): string {
  return `${reference.type}:${reference.value}`;
}
