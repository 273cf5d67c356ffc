/** One cluster of one activity, as the queue knows it. */
export interface WorkItem {
  readonly activityId: string;
  readonly vcGuid: string;
  readonly clusterId: string;
}

/** Who waits and who works. `slots` is the most that work at the same time. */
export interface WorkQueue {
  readonly slots: number;
  readonly waiting: readonly WorkItem[];
  readonly working: readonly WorkItem[];
}

export function emptyQueue(slots: number): WorkQueue {
  return { slots, waiting: [], working: [] };
}

/** Adds an item at the end. */
export function withWaiting(queue: WorkQueue, item: WorkItem): WorkQueue {
  return { ...queue, waiting: [...queue.waiting, item] };
}

/**
 * Moves to work what may begin now, first come first served. An item whose cluster is being worked on waits, without holding up those
 * behind it.
 */
export function takeNext(queue: WorkQueue): {
  readonly queue: WorkQueue;
  readonly started: readonly WorkItem[];
} {
  const started: WorkItem[] = [];
  for (const item of queue.waiting) {
    const working = [...queue.working, ...started];
    if (working.length >= queue.slots) break;
    if (!working.some((other) => isSameCluster(other, item))) started.push(item);
  }
  return {
    queue: {
      ...queue,
      waiting: queue.waiting.filter((item) => !started.includes(item)),
      working: [...queue.working, ...started],
    },
    started,
  };
}

/** Frees the slot of an item that has ended. */
export function withoutWorking(queue: WorkQueue, ended: WorkItem): WorkQueue {
  return { ...queue, working: queue.working.filter((item) => item !== ended) };
}

/** Place in the queue, 1 is next; null when the item does not wait. */
export function positionOf(queue: WorkQueue, activityId: string, clusterId: string): number | null {
  const index = queue.waiting.findIndex(
    (item) => item.activityId === activityId && item.clusterId === clusterId,
  );
  return index < 0 ? null : index + 1;
}

function isSameCluster(a: WorkItem, b: WorkItem): boolean {
  return a.vcGuid === b.vcGuid && a.clusterId === b.clusterId;
}
