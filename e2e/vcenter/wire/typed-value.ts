import type { TypeRef } from '../schema/idl.ts';

/** A value for an `anyType` member together with its declared type: it tells an empty list's type and an enum value from a string. */
export class TypedValue {
  readonly type: TypeRef;
  readonly value: unknown;

  constructor(type: TypeRef, value: unknown) {
    this.type = type;
    this.value = value;
  }
}
