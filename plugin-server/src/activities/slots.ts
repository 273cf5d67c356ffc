import {
  emptyQueue,
  positionOf,
  takeNext,
  waitingItem,
  withAway,
  without,
  withPaused,
  withReturning,
  withWaiting,
} from '../domain/work-queue.ts';
import type { WorkItem, WorkQueue } from '../domain/work-queue.ts';

/** Gives out the slots: who may work now, and who is told when. */
export class Slots {
  readonly #begin = new Map<WorkItem, () => void>();
  #queue: WorkQueue;
  #isOpen = false;

  /** @param paused vCenters on which nothing new begins */
  constructor(slots: number, paused: readonly string[]) {
    this.#queue = emptyQueue(slots, paused);
  }

  get queue(): WorkQueue {
    return this.#queue;
  }

  /** Lets work begin; before, everybody only takes a place. */
  open(): void {
    this.#isOpen = true;
    this.#fill();
  }

  /** Lets nothing begin any more. */
  close(): void {
    this.#isOpen = false;
  }

  /** Puts an item at the end of the queue. `begin` is called when its turn comes. */
  queueUp(item: WorkItem, begin: () => void): void {
    this.#begin.set(item, begin);
    this.#change(withWaiting(this.#queue, item));
  }

  /** Asks for a slot for an item that had begun. */
  comeBack(item: WorkItem, begin: () => void): void {
    this.#begin.set(item, begin);
    this.#change(withReturning(this.#queue, item));
  }

  /** Gives the slot of an item that has begun to others, until it comes back. */
  stepAside(item: WorkItem): void {
    this.#begin.delete(item);
    this.#change(withAway(this.#queue, item));
  }

  /** Forgets an item and frees what it held. */
  leave(item: WorkItem): void {
    this.#begin.delete(item);
    this.#change(without(this.#queue, item));
  }

  setPaused(vcGuid: string, paused: boolean): void {
    this.#change(withPaused(this.#queue, vcGuid, paused));
  }

  positionOf(activityId: string, clusterId: string): number | null {
    return positionOf(this.#queue, activityId, clusterId);
  }

  /** What waits to begin for the first time. */
  waitingItem(activityId: string, clusterId: string): WorkItem | null {
    return waitingItem(this.#queue, activityId, clusterId);
  }

  #change(queue: WorkQueue): void {
    this.#queue = queue;
    this.#fill();
  }

  #fill(): void {
    if (!this.#isOpen) return;
    const { queue, started } = takeNext(this.#queue);
    this.#queue = queue;
    for (const item of started) {
      const begin = this.#begin.get(item);
      this.#begin.delete(item);
      begin?.();
    }
  }
}

/** One item's way to give its slot away while it waits for something, and to get one again. */
export class Turn {
  readonly #slots: Slots;
  readonly #item: WorkItem;

  constructor(slots: Slots, item: WorkItem) {
    this.#slots = slots;
    this.#item = item;
  }

  giveAway(): void {
    this.#slots.stepAside(this.#item);
  }

  /** Resolves when there is a slot again; rejects with the signal's reason. */
  takeBack(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const aborted = (): void => {
        this.#slots.stepAside(this.#item);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      if (signal.aborted) {
        aborted();
        return;
      }
      signal.addEventListener('abort', aborted, { once: true });
      this.#slots.comeBack(this.#item, () => {
        signal.removeEventListener('abort', aborted);
        resolve();
      });
    });
  }
}
