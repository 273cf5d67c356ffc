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

/** One object of the simulated inventory or one of its managers; `properties` holds the top-level properties by vim25 name. */
export interface ManagedObject {
  readonly ref: Ref;
  readonly properties: Record<string, unknown>;
}

/** Makes a reference. */
export function ref(type: string, value: string): Ref {
  return { type, value };
}

/** The key under which a reference is stored in maps: `HostSystem:host-12`. */
export function refKey(reference: Ref): string {
  return `${reference.type}:${reference.value}`;
}
