import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { isFault, VcenterUnreachable } from '../../domain/vim-fault.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TaskEnds, TaskSnapshot } from '../../ports/vcenter.ts';
import { TaskList } from './task-list.ts';
import type { TaskListParts } from './task-list.ts';
import type { UpdateBatch } from './update-batch.ts';
import { taskNotFound, WatchedTask } from './watched-task.ts';

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 15_000;
// With pauses of 1, 2, 4, 8 and 15 seconds, about a minute; then whoever waits is told that vCenter is away.
const MAX_FAILURES = 7;
// Fewer attempts than lock an account under vCenter's default policy (five within three minutes).
const REFUSED_LOGIN_PAUSE_MS = 60_000;
// A list that holds nothing is kept for the next tasks, which mostly follow at once.
const LINGER_MS = 1_000;

/**
 * Waits for the ends of many tasks through one list view and one property filter. Tasks that come together are added by one call. When the
 * view is lost, with its session or with vCenter, another one is made with what is still waited for.
 */
export class VimTaskEnds implements TaskEnds {
  readonly #parts: TaskListParts;
  readonly #clock: Clock;
  readonly #closed = new AbortController();
  readonly #waiting = new Map<string, WatchedTask>();
  /** Ended tasks that the view still holds. */
  readonly #over = new Map<string, TaskSnapshot>();
  #list: TaskList | null = null;
  #isAtWork = false;
  #failures = 0;

  constructor(parts: TaskListParts, clock: Clock) {
    this.#parts = parts;
    this.#clock = clock;
  }

  ended(task: ManagedObjectReference): Promise<TaskSnapshot> {
    if (this.#closed.signal.aborted) return Promise.reject(closedError());
    const over = this.#over.get(task.value);
    if (over !== undefined) return Promise.resolve(over);
    const watched = this.#waiting.get(task.value) ?? new WatchedTask(task);
    this.#waiting.set(task.value, watched);
    const end = watched.ended();
    this.#work();
    return end;
  }

  close(): void {
    this.#closed.abort();
    this.#lose();
    this.#rejectAll(closedError());
  }

  /** Runs until every task that is waited for is in the view. */
  #work(): void {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    void this.#loop();
  }

  async #loop(): Promise<void> {
    while (!this.#closed.signal.aborted && this.#unlisted().length > 0) {
      // Those that come in the same turn are added together.
      await new Promise((resolve) => setImmediate(resolve));
      try {
        await this.#bring();
      } catch (error) {
        // Expected: whatever a call can end with; the view is then made anew, or nobody waits any more.
        await this.#recover(error);
      }
    }
    // In the same turn as the last look, so that nobody's task falls in between.
    this.#isAtWork = false;
  }

  async #bring(): Promise<void> {
    this.#list ??= await TaskList.open(this.#parts);
    const list = this.#list;
    const added = this.#unlisted();
    const removed = [...this.#over.values()].map(({ ref }) => ref);
    // Marked before the call: the view may be lost while it is under way, which takes the marks off again.
    for (const task of added) task.isListed = true;
    const unknown = await list.change(
      added.map(({ ref }) => ref),
      removed,
    );
    for (const { value } of removed) this.#over.delete(value);
    for (const task of added) {
      if (unknown.has(task.ref.value)) this.#reject(task, taskNotFound(task.ref));
    }
    if (list === this.#list && !this.#closed.signal.aborted) this.#listen(list);
  }

  #listen(list: TaskList): void {
    let hasBegun = false;
    list.listen(
      (batch) => {
        // The filter was made anew: whether a task that is not in it is gone or only late cannot be told, so the view is too.
        if (batch.fresh && hasBegun) this.#loseAndWork();
        else this.#take(batch);
        hasBegun = true;
      },
      (error) => {
        if (list === this.#list) void this.#recover(error).then(() => this.#work());
      },
    );
  }

  #take({ updates }: UpdateBatch): void {
    this.#failures = 0;
    for (const update of updates) {
      const task = this.#waiting.get(update.ref.value);
      // One that has ended leaves the view later.
      if (task === undefined) continue;
      try {
        const end = task.update(update);
        if (end !== null) this.#resolve(task, end);
      } catch (error) {
        // Expected: the task is gone or may not be read, which concerns this one only.
        this.#reject(task, error);
      }
    }
  }

  #resolve(task: WatchedTask, end: TaskSnapshot): void {
    this.#waiting.delete(task.ref.value);
    this.#over.set(task.ref.value, end);
    task.resolve(end);
    if (this.#waiting.size === 0) void this.#linger();
  }

  #reject(task: WatchedTask, error: unknown): void {
    this.#waiting.delete(task.ref.value);
    task.reject(error);
    if (this.#waiting.size === 0) void this.#linger();
  }

  #rejectAll(error: unknown): void {
    for (const task of [...this.#waiting.values()]) this.#reject(task, error);
  }

  /** A view costs vCenter something as long as it is there. */
  async #linger(): Promise<void> {
    try {
      await this.#clock.delay(LINGER_MS, this.#closed.signal);
    } catch {
      // Expected: closed in the meantime, and with it the view.
      return;
    }
    if (this.#waiting.size === 0) this.#lose();
  }

  async #recover(error: unknown): Promise<void> {
    this.#lose();
    this.#failures += 1;
    const isAway = error instanceof VcenterUnreachable || isFault(error, 'InvalidLogin');
    const isLost = isFault(error, 'ManagedObjectNotFound') || isFault(error, 'NotAuthenticated');
    if (this.#failures > MAX_FAILURES || !(isAway || isLost)) {
      this.#failures = 0;
      this.#rejectAll(isFault(error, 'InvalidLogin') ? loginRefused(error) : error);
      return;
    }
    if (isLost && this.#failures === 1) return;
    const growing = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1));
    const pause = isFault(error, 'InvalidLogin') ? REFUSED_LOGIN_PAUSE_MS : growing;
    try {
      await this.#clock.delay(pause, this.#closed.signal);
    } catch {
      // Expected: closed during the pause.
    }
  }

  #loseAndWork(): void {
    this.#lose();
    this.#work();
  }

  /** Forgets the view; what is waited for is in none then. */
  #lose(): void {
    this.#list?.close();
    this.#list = null;
    this.#over.clear();
    for (const task of this.#waiting.values()) task.forget();
  }

  #unlisted(): readonly WatchedTask[] {
    return [...this.#waiting.values()].filter(({ isListed }) => !isListed);
  }
}

function closedError(): Error {
  return new Error('Nobody waits for the task any more.');
}

function loginRefused(cause: unknown): VcenterUnreachable {
  return new VcenterUnreachable('vCenter refuses the service account', { cause });
}
