import type { Schema } from '../schema/schema.ts';
import type { Clock } from './clock.ts';
import type { DataObject, Ref } from './managed-object.ts';
import type { MethodTable } from './method-table.ts';
import type { Registry } from './registry.ts';
import type { Session, Sessions } from './session.ts';
import type { VimFault } from './vim-fault.ts';

/** Everything a part of the simulated vCenter may use of the others. */
export interface Vcenter {
  readonly schema: Schema;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly methods: MethodTable;
  readonly sessions: Sessions;
  readonly authorization: Authorization;
  readonly tasks: Tasks;
  /** Set by the content; until then events go nowhere. */
  events: Events;
  /** The fault with which a test wants the work of a task to end, asked when it is about to take effect; by default none. */
  taskFault: (method: string, entity: Ref) => VimFault | undefined;
  readonly about: About;
  /** Takes a mistake of the simulator itself, which must not go unnoticed: a handler that threw, a value that the schema does not allow. */
  readonly reportBug: (error: unknown) => void;
  /** Aborted when the simulated vCenter closes: everything that runs by itself ends then. */
  readonly closing: AbortSignal;
}

/** Who this vCenter is; `AboutInfo` shows it. */
export interface About {
  readonly instanceUuid: string;
  readonly name: string;
  /** `8.0.3` */
  readonly version: string;
  /** `8.0.3.0` */
  readonly apiVersion: string;
  readonly build: string;
}

/** Roles and permissions, enforced. Permissions propagate down the inventory; the nearest one counts. */
export interface Authorization {
  /** Whether a user (either spelling of the name) has a privilege on an object; objects outside the inventory count as the root folder. */
  has(userName: string, entity: Ref, privilegeId: string): boolean;
  /** All privileges that a user has on an object. */
  privilegesOn(userName: string, entity: Ref): ReadonlySet<string>;
  /** Throws `NoPermission` naming the first object and privilege that the session's user lacks. */
  require(session: Session, entities: readonly Ref[], privilegeIds: readonly string[]): void;
}

/** What a task is about; the words are those of `TaskInfo`. */
export interface TaskRequest {
  readonly entity: Ref;
  /** The wire name of the method: `InstallIoFilter_Task`. */
  readonly name: string;
  /** `IoFilterManager.installIoFilter` */
  readonly descriptionId: string;
  readonly cancelable?: boolean;
  /** Whose request it was; without one the reason is the system. */
  readonly session?: Session;
  /** Awaited while the task is still queued; the signal is the task's. */
  readonly ready?: (signal: AbortSignal) => Promise<void>;
}

/** The hand of running work on its own task. */
export interface TaskHandle {
  readonly ref: Ref;
  /** Aborted (reason: `VimFault` RequestCanceled) by `CancelTask` and when the simulator closes. */
  readonly signal: AbortSignal;
  /** Sets `info.progress`, 0 to 100. */
  progress(percent: number): void;
}

/** vCenter's own tasks. */
export interface Tasks {
  /**
   * Makes a queued task and starts the work after the present call has been answered. What the work resolves to is `info.result` (data
   * objects with `$type`, undefined for none); a thrown `VimFault` is `info.error`.
   */
  run(request: TaskRequest, work: (task: TaskHandle) => Promise<unknown>): Ref;
}

/** The event history. */
export interface Events {
  /** Records an event; `$type` names it, key, chain id, time and user are added. */
  post(event: DataObject, session?: Session): void;
}
