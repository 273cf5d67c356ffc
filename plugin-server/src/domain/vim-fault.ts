/**
 * A fault that vCenter answered or left in a task, matched by `type`, never by text.
 * `members` are the fault's own members, already free of secrets.
 */
export class VimFault extends Error {
  readonly type: string;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(type: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'VimFault';
    this.type = type;
    this.members = members;
  }
}

/** The vCenter could not be reached, or the connection was cut before a whole answer came; whether it acted is unknown. */
export class VcenterUnreachable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VcenterUnreachable';
  }
}

/** Whether an error is a vim fault of that type, also when it is the cause of another error. */
export function isFault(error: unknown, type: string): boolean {
  if (error instanceof VimFault && error.type === type) return true;
  return error instanceof Error && error.cause !== undefined && isFault(error.cause, type);
}
