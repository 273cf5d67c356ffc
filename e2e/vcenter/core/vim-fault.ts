import type { DataObject, Ref } from './managed-object.ts';

/**
 * A fault that vCenter answers: as a SOAP fault of the call, as the error of a task, or inside `missingSet`. `type` is the wire type
 * (`NotFound`), `members` are its own members in any order, `message` is the localized text.
 */
export class VimFault extends Error {
  readonly type: string;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(type: string, members: Readonly<Record<string, unknown>> = {}, message?: string) {
    super(message ?? defaultMessages[type] ?? `The operation failed: ${type}.`);
    this.name = 'VimFault';
    this.type = type;
    this.members = members;
  }

  /** The fault as the data object that goes into `detail`, `missingSet` or `LocalizedMethodFault.fault`. */
  toDataObject(): DataObject {
    return { $type: this.type, ...this.members };
  }

  /** The fault as a `LocalizedMethodFault`, the form used by task errors and I/O filter issues. */
  toLocalized(): DataObject {
    return { fault: this.toDataObject(), localizedMessage: this.message };
  }
}

const defaultMessages: Readonly<Record<string, string>> = {
  AlreadyExists: 'The specified key, name, or identifier already exists.',
  InvalidArgument: 'A specified parameter was not correct.',
  InvalidLogin: 'Cannot complete login due to an incorrect user name or password.',
  InvalidState: 'The operation is not allowed in the current state.',
  NoPermission: 'Permission to perform this operation was denied.',
  NotAuthenticated: 'The session is not authenticated.',
  NotFound: 'The object or item referred to could not be found.',
  PbmFaultNoPermission: 'Permission to perform this operation was denied.',
  RequestCanceled: 'The task was canceled by a user.',
};

/** `InvalidArgument` naming the offending parameter, with vCenter's usual text. */
export function invalidArgument(property: string, message?: string): VimFault {
  const text = message ?? `A specified parameter was not correct: ${property}`;
  return new VimFault('InvalidArgument', { invalidProperty: property }, text);
}

/** `ManagedObjectNotFound`: the reference names nothing, no longer anything, or another session's object. */
export function managedObjectNotFound(obj: Ref): VimFault {
  const text = `The object '${obj.type}:${obj.value}' has already been deleted or has not been completely created`;
  return new VimFault('ManagedObjectNotFound', { obj }, text);
}
