import type { ManagedObject, Ref, Viewer } from './managed-object.ts';
import type { Session } from './session.ts';
import type { Vcenter } from './vcenter.ts';
import { VimFault } from './vim-fault.ts';
import { ROOT_FOLDER } from './well-known.ts';

/** The inventory object whose permissions count for an object; undefined for managers, which belong to nothing in the inventory. */
export function guardOf(vcenter: Vcenter, object: ManagedObject): Ref | undefined {
  if (object.guardedBy !== undefined) return object.guardedBy;
  if (vcenter.schema.isObjectA(object.ref.type, 'ManagedEntity')) return object.ref;
  return undefined;
}

/** The `NotAuthenticated` that an object answers to a caller without a session. */
export function notAuthenticated(object: Ref, privilegeId = 'System.View'): VimFault {
  return new VimFault('NotAuthenticated', { object, privilegeId });
}

/** The `NoPermission` for one privilege that is missing on one object. */
export function noPermission(object: Ref, privilegeId: string): VimFault {
  return new VimFault('NoPermission', { object, privilegeId });
}

/** What one caller may see; made anew for each call, because permissions may change between calls. */
export class Access {
  readonly viewer: Viewer;
  readonly #vcenter: Vcenter;
  /** The object of the last question, and the answer to all that can be asked about it. */
  #object: ManagedObject | undefined;
  #isGuarded = false;
  #granted: ReadonlySet<string> = new Set();

  constructor(vcenter: Vcenter, session?: Session) {
    this.#vcenter = vcenter;
    this.viewer =
      session === undefined ? {} : { sessionKey: session.key, userName: session.userName };
  }

  /** Whether the caller may use the object at all: views, collectors and filters belong to one session. */
  reaches(object: ManagedObject): boolean {
    return object.owner === undefined || object.owner === this.viewer.sessionKey;
  }

  /** Whether the caller has a privilege on an object. Several questions about the same object in a row cost little more than one. */
  may(object: ManagedObject, privilegeId: string): boolean {
    const { userName } = this.viewer;
    if (userName === undefined) return privilegeId === 'System.Anonymous';
    if (object !== this.#object) {
      const guard = guardOf(this.#vcenter, object);
      this.#object = object;
      this.#isGuarded = guard !== undefined;
      this.#granted = this.#vcenter.authorization.privilegesOn(userName, guard ?? ROOT_FOLDER);
    }
    // A manager can be looked at by whoever has logged in; what it shows of the inventory is guarded there.
    if (!this.#isGuarded && openToAll.has(privilegeId)) return true;
    return this.#granted.has(privilegeId);
  }
}

const openToAll: ReadonlySet<string> = new Set(['System.Anonymous', 'System.View', 'System.Read']);
