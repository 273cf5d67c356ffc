import { isRef, type DataObject, type Ref } from '../core/managed-object.ts';
import type { Session } from '../core/session.ts';
import type { TaskHandle, TaskRequest, Tasks, Vcenter } from '../core/vcenter.ts';
import { VimFault } from '../core/vim-fault.ts';
import { TASK_MANAGER } from '../core/well-known.ts';

/** Completed tasks stay readable for about ten minutes, and no more than this many of them. vSphere API reference. */
const KEEP_MS = 10 * 60_000;
const KEEP_COUNT = 200;
/** Tasks remembered for history collectors. */
const HISTORY_COUNT = 10_000;
const RECENT_PER_ENTITY = 5;

/** What tasks need of a vCenter. */
type TaskWorld = Omit<Vcenter, 'tasks'>;

/** What is new about a task. */
export interface NewTask {
  readonly entity: Ref;
  readonly descriptionId: string;
  readonly cancelable: boolean;
  readonly reason: DataObject;
  /** Further members of its `TaskInfo`. */
  readonly extra: DataObject;
}

/** All tasks: vCenter's own, which run here, and those that extensions make and move themselves. */
export class TaskStore implements Tasks {
  readonly #vcenter: TaskWorld;
  readonly #aborts = new Map<string, AbortController>();
  /** Every task in the order of its making, with the last info of those whose object is gone. */
  readonly #history: { readonly ref: Ref; last?: DataObject }[] = [];
  #chain = 0;

  constructor(vcenter: TaskWorld) {
    this.#vcenter = vcenter;
    vcenter.closing.addEventListener('abort', () => {
      for (const abort of this.#aborts.values()) abort.abort(new VimFault('RequestCanceled'));
    });
  }

  run(request: TaskRequest, work: (task: TaskHandle) => Promise<unknown>): Ref {
    const task = this.create({
      entity: request.entity,
      descriptionId: request.descriptionId,
      cancelable: request.cancelable ?? false,
      reason: reasonOf(request.session),
      extra: { name: request.name },
    });
    const abort = new AbortController();
    this.#aborts.set(task.value, abort);
    const handle: TaskHandle = {
      ref: task,
      signal: abort.signal,
      progress: (percent) => this.update(task, { 'info.progress': Math.round(percent) }),
    };
    setImmediate(() => void this.#execute(handle, request, work));
    return task;
  }

  /** Makes a queued task object. */
  create({ entity, descriptionId, cancelable, reason, extra }: NewTask): Ref {
    const { registry, clock, schema } = this.#vcenter;
    this.#forgetOld();
    const value = registry.nextId('task');
    const task: Ref = { type: 'Task', value };
    const entityName: unknown = registry.find(entity)?.properties['name'];
    const inInventory = schema.isObjectA(entity.type, 'ManagedEntity');
    const info: DataObject = {
      key: value,
      task,
      descriptionId,
      ...(inInventory ? { entity } : {}),
      ...(typeof entityName === 'string' ? { entityName } : {}),
      state: 'queued',
      cancelled: false,
      cancelable,
      reason,
      queueTime: clock.now(),
      eventChainId: ++this.#chain,
      ...extra,
    };
    registry.put({
      ref: task,
      properties: { info },
      ...(inInventory ? { guardedBy: entity } : {}),
    });
    this.#history.push({ ref: task });
    if (inInventory) this.#showOn(entity, task);
    registry.touch(TASK_MANAGER, ['recentTask']);
    return task;
  }

  /** Writes members of a task's info by path. */
  update(task: Ref, changes: Readonly<Record<string, unknown>>): void {
    if (this.#vcenter.registry.find(task) !== undefined) {
      this.#vcenter.registry.update(task, changes);
    }
  }

  /** Tells the work of a task to stop; the work decides when it ends. */
  cancel(task: Ref): void {
    this.update(task, { 'info.cancelled': true });
    this.#aborts.get(task.value)?.abort(new VimFault('RequestCanceled'));
  }

  /** The tasks that are not long over, as `TaskManager.recentTask` lists them. */
  recent(): Ref[] {
    return this.#vcenter.registry.ofType('Task').map((task) => task.ref);
  }

  /** The infos of all remembered tasks, oldest first. */
  history(): DataObject[] {
    return this.#history
      .map(({ ref, last }) => last ?? this.#vcenter.registry.find(ref)?.properties['info'])
      .filter((info): info is DataObject => info !== undefined);
  }

  async #execute(
    handle: TaskHandle,
    { ready }: TaskRequest,
    work: (task: TaskHandle) => Promise<unknown>,
  ): Promise<void> {
    const { clock } = this.#vcenter;
    try {
      if (ready !== undefined) await ready(handle.signal);
      this.update(handle.ref, { 'info.state': 'running', 'info.startTime': clock.now() });
      const result = await work(handle);
      this.#finish(handle.ref, { 'info.state': 'success', 'info.result': result });
    } catch (error) {
      // A VimFault is how work fails; anything else is a mistake of the simulator, and still ends the task.
      if (!(error instanceof VimFault)) this.#vcenter.reportBug(error);
      const fault = error instanceof VimFault ? error : systemError(error);
      this.#finish(handle.ref, { 'info.state': 'error', 'info.error': fault.toLocalized() });
    }
  }

  #finish(task: Ref, outcome: Readonly<Record<string, unknown>>): void {
    this.#aborts.delete(task.value);
    this.update(task, { ...outcome, 'info.completeTime': this.#vcenter.clock.now() });
    this.#vcenter.registry.touch(TASK_MANAGER, ['recentTask']);
  }

  #showOn(entity: Ref, task: Ref): void {
    const { registry } = this.#vcenter;
    const shown: unknown = registry.find(entity)?.properties['recentTask'];
    const present = Array.isArray(shown) ? shown.filter(isRef) : [];
    const alive = present.filter((each) => registry.find(each) !== undefined);
    if (registry.find(entity) !== undefined) {
      registry.update(entity, { recentTask: [...alive.slice(1 - RECENT_PER_ENTITY), task] });
    }
  }

  #forgetOld(): void {
    const { registry, clock } = this.#vcenter;
    const done = registry
      .ofType('Task')
      .filter(({ properties }) => (properties['info'] as DataObject)['completeTime'] !== undefined);
    const limit = clock.now().getTime() - KEEP_MS;
    done.forEach(({ ref, properties }, index) => {
      const info = properties['info'] as DataObject;
      const isOld = (info['completeTime'] as Date).getTime() < limit;
      if (!isOld && index >= done.length - KEEP_COUNT) return;
      const entry = this.#history.find((each) => each.ref.value === ref.value);
      if (entry !== undefined) entry.last = info;
      registry.remove(ref);
    });
    if (this.#history.length > HISTORY_COUNT) this.#history.shift();
  }
}

function reasonOf(session: Session | undefined): DataObject {
  return session === undefined
    ? { $type: 'TaskReasonSystem' }
    : { $type: 'TaskReasonUser', userName: session.userName };
}

function systemError(error: unknown): VimFault {
  const reason = error instanceof Error ? error.message : String(error);
  return new VimFault('SystemError', { reason }, `A general system error occurred: ${reason}`);
}
