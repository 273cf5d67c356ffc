import { concatMap, distinctUntilChanged, from, map, takeWhile } from 'rxjs';
import type { Observable } from 'rxjs';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TaskEnds, Tasks, TaskSnapshot } from '../../ports/vcenter.ts';
import { asList, asReference, referenceOf } from '../decoded.ts';
import { SERVICE_INSTANCE } from '../service-content.ts';
import type { ServiceContent } from '../service-content.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { VimSession } from '../vim-session.ts';
import type { PropertyUpdates } from './property-updates.ts';
import { VimTaskEnds } from './task-ends.ts';
import { isOver, looksSame, parseTaskInfo, taskSpec } from './task-info.ts';
import type { ObjectUpdate } from './update-batch.ts';

const PAGE_SIZE = 100;
// What the question for vCenter's time may be off by because it travels.
const CLOCK_TOLERANCE_MS = 2_000;
// Clocks drift apart slowly; the tolerance is for more than that.
const AHEAD_AGE_MS = 60_000;
const UNPRINTABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** `TaskManager` and `Task` of one vCenter (vSphere API reference). */
export class VimTasks implements Tasks {
  readonly #session: VimSession;
  readonly #manager: ManagedObjectReference;
  readonly #viewManager: ManagedObjectReference;
  readonly #updates: PropertyUpdates;
  readonly #clock: Clock;
  /** By how much vCenter's clock is ahead of ours, when that was asked last. */
  #ahead: { readonly asked: number; readonly ms: Promise<number> } | null = null;

  constructor(parts: {
    readonly session: VimSession;
    readonly content: Pick<ServiceContent, 'taskManager' | 'viewManager'>;
    readonly updates: PropertyUpdates;
    readonly clock: Clock;
  }) {
    this.#session = parts.session;
    this.#manager = parts.content.taskManager;
    this.#viewManager = parts.content.viewManager;
    this.#updates = parts.updates;
    this.#clock = parts.clock;
  }

  follow(task: ManagedObjectReference): Observable<TaskSnapshot> {
    return this.#updates.watch(taskSpec(task)).pipe(
      concatMap(({ updates }) => from(updates)),
      map((update) => snapshotOf(update, task)),
      distinctUntilChanged(looksSame),
      takeWhile((snapshot) => !isOver(snapshot), true),
    );
  }

  async recentOn(entity: ManagedObjectReference, since: Date): Promise<readonly TaskSnapshot[]> {
    const beginTime = await this.#inVcenterTime(since);
    const tasks = await this.#session.acrossRenewal(() => this.#history(entity, beginTime));
    return tasks.toSorted((a, b) => Date.parse(b.queueTime) - Date.parse(a.queueTime));
  }

  async create(
    entity: ManagedObjectReference,
    taskTypeId: string,
    initiatedBy: string,
  ): Promise<ManagedObjectReference> {
    const args = { obj: entity, taskTypeId, initiatedBy, cancelable: false };
    return referenceOf(await this.#send(this.#manager, 'CreateTask', args), 'task');
  }

  async setRunning(task: ManagedObjectReference): Promise<void> {
    await this.#send(task, 'SetTaskState', { state: 'running' });
  }

  async setProgress(task: ManagedObjectReference, percent: number): Promise<void> {
    const percentDone = Math.min(100, Math.max(0, Math.round(percent)));
    await this.#send(task, 'UpdateProgress', { percentDone });
  }

  async succeed(task: ManagedObjectReference): Promise<void> {
    await this.#send(task, 'SetTaskState', { state: 'success' });
  }

  async fail(task: ManagedObjectReference, message: string): Promise<void> {
    const reason = message.replace(UNPRINTABLE, ' ');
    // Of the faults that an extension may set, SystemError is the one whose reason the vSphere Client shows as it is.
    const fault = { $type: 'SystemError', reason };
    await this.#send(task, 'SetTaskState', {
      state: 'error',
      fault: { fault, localizedMessage: reason },
    });
  }

  async cancel(task: ManagedObjectReference): Promise<void> {
    await this.#send(task, 'CancelTask', {});
  }

  watchEnds(): TaskEnds {
    const { send } = this.#session;
    const parts = { send, updates: this.#updates, viewManager: this.#viewManager };
    return new VimTaskEnds(parts, this.#clock);
  }

  async #history(entity: ManagedObjectReference, beginTime: Date): Promise<TaskSnapshot[]> {
    const filter = {
      entity: { entity, recursion: 'self' },
      time: { timeType: 'queuedTime', beginTime },
    };
    const collector = asReference(
      await this.#send(this.#manager, 'CreateCollectorForTasks', { filter }),
    );
    const tasks: TaskSnapshot[] = [];
    try {
      for (;;) {
        const page = asList(
          await this.#send(collector, 'ReadNextTasks', { maxCount: PAGE_SIZE }),
        ).map(parseTaskInfo);
        tasks.push(...page);
        if (page.length < PAGE_SIZE) return tasks;
      }
    } finally {
      // Nobody has to wait for that.
      void this.#destroy(collector);
    }
  }

  async #destroy(collector: ManagedObjectReference): Promise<void> {
    try {
      await this.#send(collector, 'DestroyCollector', {});
    } catch {
      // Expected: it went with its session, or vCenter is away, which the reading itself then tells.
    }
  }

  /** The two clocks may differ by more than the time between two attempts; a task must not be overlooked for that. */
  async #inVcenterTime(moment: Date): Promise<Date> {
    const now = this.#clock.now().getTime();
    if (this.#ahead === null || now - this.#ahead.asked > AHEAD_AGE_MS) {
      const answer = this.#send(SERVICE_INSTANCE, 'CurrentTime', {});
      const ms = answer.then((time) => Date.parse(String(time)) - this.#clock.now().getTime());
      this.#ahead = { asked: now, ms };
      // Expected: a vCenter that is away; the next question asks again.
      ms.catch(() => (this.#ahead = null));
    }
    return new Date(moment.getTime() + (await this.#ahead.ms) - CLOCK_TOLERANCE_MS);
  }

  #send(target: ManagedObjectReference, operation: string, args: WireObject): Promise<unknown> {
    return this.#session.send({ target, operation, args });
  }
}

function snapshotOf(update: ObjectUpdate, task: ManagedObjectReference): TaskSnapshot {
  const info = update.changes.get('info');
  if (info !== undefined) return parseTaskInfo(info);
  if (update.refused.length > 0) {
    throw new VimFault('NoPermission', 'The task may not be read', { object: task });
  }
  throw new VimFault('ManagedObjectNotFound', 'The task is not known any more', { obj: task });
}
