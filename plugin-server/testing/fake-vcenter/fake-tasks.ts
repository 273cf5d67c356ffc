import { concatMap, defer, distinctUntilChanged, from, map, startWith, takeWhile } from 'rxjs';
import type { Observable } from 'rxjs';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { VimFault } from '../../src/domain/vim-fault.ts';
import type { TaskEnds, TaskSnapshot, Tasks } from '../../src/ports/vcenter.ts';
import type { FakeLine } from './fake-line.ts';
import { FakeTaskEnds } from './fake-task-ends.ts';
import type { FakeWorld } from './fake-world.ts';
import { isSame } from './fake-world.ts';

/** TaskManager: a task of ours must be of a registered type, runs before it ends, and changes no more afterwards. */
export class FakeTasks implements Tasks {
  readonly #world: FakeWorld;
  readonly #line: FakeLine;

  constructor(world: FakeWorld, line: FakeLine) {
    this.#world = world;
    this.#line = line;
  }

  follow(task: ManagedObjectReference): Observable<TaskSnapshot> {
    const states = defer(() =>
      this.#world.changes.pipe(
        startWith(undefined),
        map(() => this.#world.task(task)),
        distinctUntilChanged(),
        takeWhile((state) => !isEnded(state), true),
        // As over the network, no state arrives within the call that asks for it.
        concatMap((state) => from(Promise.resolve(state))),
      ),
    );
    return this.#line.listen('Task.follow', states);
  }

  recentOn(entity: ManagedObjectReference, since: Date): Promise<readonly TaskSnapshot[]> {
    return this.#line.call('Tasks.recentOn', () =>
      this.#world.tasks.filter(
        (task) =>
          task.entity !== null &&
          isSame(task.entity, entity) &&
          Date.parse(task.queueTime) >= since.getTime(),
      ),
    );
  }

  create(entity: ManagedObjectReference, taskTypeId: string): Promise<ManagedObjectReference> {
    return this.#line.call('CreateTask', () => {
      if (!this.#world.registeredTaskTypes.has(taskTypeId))
        throw new VimFault('InvalidArgument', `The task type ${taskTypeId} is not registered.`);
      return this.#world.makeTask({
        name: null,
        descriptionId: taskTypeId,
        entity,
      }).ref;
    });
  }

  setRunning(task: ManagedObjectReference): Promise<void> {
    return this.#change('SetTaskState', task, { state: 'running' });
  }

  setProgress(task: ManagedObjectReference, percent: number): Promise<void> {
    return this.#change('UpdateProgress', task, { progress: percent });
  }

  succeed(task: ManagedObjectReference): Promise<void> {
    return this.#change('SetTaskState', task, { state: 'success' });
  }

  fail(task: ManagedObjectReference, message: string): Promise<void> {
    return this.#change('SetTaskState', task, {
      state: 'error',
      error: { faultType: 'ExtendedFault', message },
    });
  }

  cancel(task: ManagedObjectReference): Promise<void> {
    return this.#line.call('CancelTask', () => {
      const { state, cancelable } = this.#world.task(task);
      if (isEnded({ state })) throw new VimFault('InvalidState', `The task is ${state}.`);
      if (!cancelable) throw new VimFault('NotSupported', 'The task cannot be cancelled.');
      this.#world.changeTask(task, { cancelled: true });
    });
  }

  watchEnds(): TaskEnds {
    return new FakeTaskEnds(this.#world, this.#line);
  }

  #change(
    method: string,
    task: ManagedObjectReference,
    changes: Partial<TaskSnapshot>,
  ): Promise<void> {
    return this.#line.call(method, () => {
      const { state } = this.#world.task(task);
      const isProgress = changes.state === undefined;
      if (isEnded({ state }) || (isProgress && state !== 'running'))
        throw new VimFault('InvalidState', `The task is ${state}.`);
      this.#world.changeTask(task, changes);
    });
  }
}

function isEnded({ state }: Pick<TaskSnapshot, 'state'>): boolean {
  return state === 'success' || state === 'error';
}
