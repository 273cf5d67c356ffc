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

/** What an item that waits is told. */
export interface Call {
  /** Its turn has come. */
  readonly begin: () => void;
  /** Its turn comes soon; at most once. */
  readonly prepare: () => void;
}

/** Gives out the slots: who may work now, and who is told when. */
export class Slots {
  readonly #begin = new Map<WorkItem, () => void>();
  readonly #prepare = new Map<WorkItem, () => void>();
  /** What works and will soon be done. */
  readonly #ending = new Set<WorkItem>();
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

  /** Puts an item at the end of the queue. */
  queueUp(item: WorkItem, { begin, prepare }: Call): void {
    this.#begin.set(item, begin);
    this.#prepare.set(item, prepare);
    this.#change(withWaiting(this.#queue, item));
  }

  /** Asks for a slot for an item that had begun. */
  comeBack(item: WorkItem, begin: () => void): void {
    this.#begin.set(item, begin);
    this.#change(withReturning(this.#queue, item));
  }

  /** Gives the slot of an item that has begun to others, until it comes back. */
  stepAside(item: WorkItem): void {
    this.#forget(item);
    this.#change(withAway(this.#queue, item));
  }

  /** Forgets an item and frees what it held. */
  leave(item: WorkItem): void {
    this.#forget(item);
    this.#change(without(this.#queue, item));
  }

  /** An item that works says that it will soon be done, so that those who come next can prepare. */
  endsSoon(item: WorkItem): void {
    if (!this.#isOpen || this.#ending.has(item) || !this.#queue.working.includes(item)) return;
    this.#ending.add(item);
    const slots = this.#queue.slots + this.#ending.size;
    for (const next of takeNext({ ...this.#queue, slots }).started) {
      const prepare = this.#prepare.get(next);
      this.#prepare.delete(next);
      prepare?.();
    }
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
      this.#forget(item);
      begin?.();
    }
  }

  #forget(item: WorkItem): void {
    this.#begin.delete(item);
    this.#prepare.delete(item);
    this.#ending.delete(item);
  }
}

/** One item's way to give its slot away while it waits for something, and to get one again. */
export class Turn {
  readonly #slots: Slots;
  readonly #item: WorkItem;
  #isOver = false;

  constructor(slots: Slots, item: WorkItem) {
    this.#slots = slots;
    this.#item = item;
  }

  endsSoon(): void {
    this.#slots.endsSoon(this.#item);
  }

  giveAway(): void {
    this.#slots.stepAside(this.#item);
  }

  /** Gives the slot away for good: what is left to do needs none, so `takeBack` resolves at once from now on. */
  giveUp(): void {
    this.#isOver = true;
    this.giveAway();
  }

  /** Resolves when there is a slot again; rejects with the signal's reason. */
  takeBack(signal: AbortSignal): Promise<void> {
    if (this.#isOver) return Promise.resolve();
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
