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

  constructor(vcenter: Vcenter, session?: Session) {
    this.#vcenter = vcenter;
    this.viewer =
      session === undefined ? {} : { sessionKey: session.key, userName: session.userName };
  }

  /** Whether the caller may use the object at all: views, collectors and filters belong to one session. */
  reaches(object: ManagedObject): boolean {
    return object.owner === undefined || object.owner === this.viewer.sessionKey;
  }

  /** The privileges that the caller has on an object. */
  on(object: ManagedObject): (privilegeId: string) => boolean {
    const { userName } = this.viewer;
    if (userName === undefined) return (privilegeId) => privilegeId === 'System.Anonymous';
    const guard = guardOf(this.#vcenter, object);
    const granted = this.#vcenter.authorization.privilegesOn(userName, guard ?? ROOT_FOLDER);
    if (guard !== undefined) return (privilegeId) => granted.has(privilegeId);
    // A manager can be looked at by whoever has logged in; what it shows of the inventory is guarded there.
    return (privilegeId) => openToAll.has(privilegeId) || granted.has(privilegeId);
  }
}

const openToAll: ReadonlySet<string> = new Set(['System.Anonymous', 'System.View', 'System.Read']);
