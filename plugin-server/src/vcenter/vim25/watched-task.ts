import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import type { TaskSnapshot } from '../../ports/vcenter.ts';
import type { WireObject } from '../soap/encode-request.ts';
import { isOver, parseTaskInfo } from './task-info.ts';
import type { ObjectUpdate } from './update-batch.ts';

const INFO = 'info.';
/** Of `TaskInfo`, all that a snapshot needs but the progress, each step of which would be one more update for nobody. */
const MEMBERS = [
  'name',
  'descriptionId',
  'entity',
  'state',
  'cancelled',
  'cancelable',
  'error',
  'queueTime',
];

/** PropertyFilterSpec of the tasks that a list view holds. */
export function taskListSpec(view: ManagedObjectReference): WireObject {
  const members = { $type: 'TraversalSpec', type: 'ListView', path: 'view', skip: false };
  return {
    propSet: [{ type: 'Task', pathSet: MEMBERS.map((member) => INFO + member) }],
    objectSet: [{ obj: view, skip: true, selectSet: [members] }],
  };
}

interface Listener {
  readonly resolve: (task: TaskSnapshot) => void;
  readonly reject: (error: unknown) => void;
}

/** A task whose end somebody waits for, and what is known of it so far. */
export class WatchedTask {
  readonly ref: ManagedObjectReference;
  /** Whether the list view holds it. */
  isListed = false;
  readonly #listeners: Listener[] = [];
  readonly #members = new Map<string, unknown>();

  constructor(ref: ManagedObjectReference) {
    this.ref = ref;
  }

  ended(): Promise<TaskSnapshot> {
    return new Promise((resolve, reject) => this.#listeners.push({ resolve, reject }));
  }

  /** Takes an update over. @returns the task's last state once it has ended, otherwise null */
  update(update: ObjectUpdate): TaskSnapshot | null {
    if (update.kind === 'leave') throw taskNotFound(this.ref);
    if (update.refused.includes(`${INFO}state`))
      throw new VimFault('NoPermission', 'The task may not be read', { object: this.ref });
    for (const [path, value] of update.changes) this.#members.set(path.slice(INFO.length), value);
    const info = { ...Object.fromEntries(this.#members), task: this.ref };
    const snapshot = parseTaskInfo(info);
    if (!isOver(snapshot)) return null;
    return snapshot.state === 'success' ? { ...snapshot, progress: 100 } : snapshot;
  }

  /** Forgets what is known, because the whole state comes again. */
  forget(): void {
    this.#members.clear();
    this.isListed = false;
  }

  resolve(snapshot: TaskSnapshot): void {
    for (const listener of this.#listeners) listener.resolve(snapshot);
  }

  reject(error: unknown): void {
    for (const listener of this.#listeners) listener.reject(error);
  }
}

export function taskNotFound(task: ManagedObjectReference): VimFault {
  return new VimFault('ManagedObjectNotFound', 'The task is not known any more', { obj: task });
}
