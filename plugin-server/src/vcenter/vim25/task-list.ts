import type { Subscription } from 'rxjs';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { asList, asReference } from '../decoded.ts';
import type { Send } from '../soap/send.ts';
import type { PropertyUpdates } from './property-updates.ts';
import type { UpdateBatch } from './update-batch.ts';
import { taskListSpec } from './watched-task.ts';

export interface TaskListParts {
  readonly send: Send;
  readonly updates: PropertyUpdates;
  readonly viewManager: ManagedObjectReference;
}

/** One list view of tasks at vCenter, with one property filter on it. It ends with its session. */
export class TaskList {
  readonly #parts: TaskListParts;
  readonly #view: ManagedObjectReference;
  #subscription: Subscription | null = null;

  private constructor(parts: TaskListParts, view: ManagedObjectReference) {
    this.#parts = parts;
    this.#view = view;
  }

  static async open(parts: TaskListParts): Promise<TaskList> {
    const target = parts.viewManager;
    const view = await parts.send({ target, operation: 'CreateListView', args: {} });
    return new TaskList(parts, asReference(view));
  }

  /** @returns the ids of the tasks that vCenter does not know */
  async change(
    add: readonly ManagedObjectReference[],
    remove: readonly ManagedObjectReference[],
  ): Promise<ReadonlySet<string>> {
    const target = this.#view;
    const args = { add, remove };
    const unresolved = await this.#parts.send({ target, operation: 'ModifyListView', args });
    return new Set(asList(unresolved).map((task) => asReference(task).value));
  }

  /** Begins to listen to the tasks; asked again, it goes on as it does. */
  listen(next: (batch: UpdateBatch) => void, error: (reason: unknown) => void): void {
    this.#subscription ??= this.#parts.updates
      .watch(taskListSpec(this.#view))
      .subscribe({ next, error });
  }

  close(): void {
    this.#subscription?.unsubscribe();
    const call = { target: this.#view, operation: 'DestroyView', args: {}, timeoutMs: 5_000 };
    this.#parts.send(call).catch(() => {
      // Expected: it went with its session, or vCenter is away; then there is nothing to free.
    });
  }
}
