import type { QueueState } from '../src/ports/queue-state.ts';

/** Which queues are paused, kept as the database does. */
export class MemoryQueueState implements QueueState {
  readonly #paused = new Set<string>();

  paused(): readonly string[] {
    return [...this.#paused].sort();
  }

  setPaused(vcGuid: string, paused: boolean): void {
    if (paused) this.#paused.add(vcGuid);
    else this.#paused.delete(vcGuid);
  }
}
