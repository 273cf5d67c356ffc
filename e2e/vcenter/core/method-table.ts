import type { Schema } from '../schema/schema.ts';
import type { ManagedObject } from './managed-object.ts';
import type { Caller, Session } from './session.ts';
import type { Vcenter } from './vcenter.ts';

/** One method call, decoded and authorised. */
export interface Call {
  readonly vcenter: Vcenter;
  /** The caller's session. Reading it in a call that came without one throws `NotAuthenticated`; only Anonymous methods can meet that. */
  readonly session: Session;
  /** The connection behind the call, for the few methods that work without a session. */
  readonly caller: Caller;
  readonly target: ManagedObject;
  /** The arguments by vim25 name; absent optional ones are absent keys, absent lists are empty arrays. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly apiVersion: string;
  /** Aborted when the client goes away or the server stops. */
  readonly signal: AbortSignal;
}

/** What a method does; the returned value is encoded as the method's declared type, a thrown `VimFault` becomes the SOAP fault. */
export type Method = (call: Call) => unknown;

/** The handlers of the methods that the schema declares; a type inherits the handlers of its base types. */
export class MethodTable {
  readonly #schema: Schema;
  readonly #handlers = new Map<string, Method>();

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  /** Sets the handler of a method on the object type that declares it, or a special one for a subtype. Throws when defined twice. */
  define(objectType: string, methodName: string, handler: Method): void {
    const key = `${objectType}.${methodName}`;
    if (this.#handlers.has(key)) throw new Error(`${key} has two handlers.`);
    this.#handlers.set(key, handler);
  }

  /** The handler for a method called on an object of this type, or undefined (then vCenter answers `MethodNotFound`). */
  find(objectType: string, methodName: string): Method | undefined {
    for (const type of this.#schema.objectLineage(objectType)) {
      const handler = this.#handlers.get(`${type}.${methodName}`);
      if (handler !== undefined) return handler;
    }
    return undefined;
  }
}
