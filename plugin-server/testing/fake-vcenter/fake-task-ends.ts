import { concatMap, defer, filter, from, map, startWith, take } from 'rxjs';
import type { Subscription } from 'rxjs';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type { TaskEnds, TaskSnapshot } from '../../src/ports/vcenter.ts';
import type { FakeLine } from './fake-line.ts';
import type { FakeWorld } from './fake-world.ts';

/** Ends of many tasks. A process that was killed is told nothing more. */
export class FakeTaskEnds implements TaskEnds {
  readonly #world: FakeWorld;
  readonly #line: FakeLine;
  #isClosed = false;
  readonly #waiting = new Map<(error: Error) => void, Subscription>();

  constructor(world: FakeWorld, line: FakeLine) {
    this.#world = world;
    this.#line = line;
  }

  ended(task: ManagedObjectReference): Promise<TaskSnapshot> {
    if (this.#isClosed) return Promise.reject(closedError());
    const end = defer(() =>
      this.#world.changes.pipe(
        startWith(undefined),
        map(() => this.#world.task(task)),
        filter(({ state }) => state === 'success' || state === 'error'),
        take(1),
        // As over the network, no end arrives within the call that asks for it.
        concatMap((state) => from(Promise.resolve(state))),
      ),
    );
    return new Promise((resolve, reject) => {
      const waiting = this.#line.listen('TaskEnds.ended', end).subscribe({
        next: (state) => {
          this.#waiting.delete(reject);
          resolve(state);
        },
        error: (error: unknown) => {
          this.#waiting.delete(reject);
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      });
      if (!waiting.closed) this.#waiting.set(reject, waiting);
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const [reject, waiting] of this.#waiting) {
      waiting.unsubscribe();
      reject(closedError());
    }
    this.#waiting.clear();
  }
}

function closedError(): Error {
  return new Error('Nobody waits for the task any more.');
}
