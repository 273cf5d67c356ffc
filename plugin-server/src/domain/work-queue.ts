/** One cluster of one activity, as the queue knows it. */
export interface WorkItem {
  readonly activityId: string;
  readonly vcGuid: string;
  readonly clusterId: string;
}

/**
 * Who waits and who works. `slots` is the most that work at the same time; what waits for a time, for a person or for a vCenter holds none.
 */
export interface WorkQueue {
  readonly slots: number;
  /** vCenters whose new work is held back. */
  readonly paused: readonly string[];
  /** What has not begun. */
  readonly waiting: readonly WorkItem[];
  /** What had begun, gave its slot away while it waited, and wants one again. It goes before what has not begun. */
  readonly returning: readonly WorkItem[];
  readonly working: readonly WorkItem[];
  /** What has begun and gave its slot away. */
  readonly away: readonly WorkItem[];
}

export function emptyQueue(slots: number, paused: readonly string[] = []): WorkQueue {
  return { slots, paused, waiting: [], returning: [], working: [], away: [] };
}

/** Adds an item at the end. */
export function withWaiting(queue: WorkQueue, item: WorkItem): WorkQueue {
  return { ...queue, waiting: [...queue.waiting, item] };
}

/** Adds an item that has begun and takes up work again. */
export function withReturning(queue: WorkQueue, item: WorkItem): WorkQueue {
  return { ...without(queue, item), returning: [...queue.returning, item] };
}

/** Notes an item that has begun but needs no slot now. */
export function withAway(queue: WorkQueue, item: WorkItem): WorkQueue {
  const others = without(queue, item);
  return { ...others, away: [...others.away, item] };
}

/** Holds back what has not begun on one vCenter, or lets it go on. What has begun is not held back. */
export function withPaused(queue: WorkQueue, vcGuid: string, paused: boolean): WorkQueue {
  const others = queue.paused.filter((other) => other !== vcGuid);
  return { ...queue, paused: paused ? [...others, vcGuid] : others };
}

/**
 * Moves to work what may begin now, first come first served. An item whose cluster is being worked on, or whose vCenter is paused, waits
 * without holding up those behind it.
 */
export function takeNext(queue: WorkQueue): {
  readonly queue: WorkQueue;
  readonly started: readonly WorkItem[];
} {
  const started: WorkItem[] = [];
  for (const item of [...queue.returning, ...queue.waiting]) {
    if (queue.working.length + started.length >= queue.slots) break;
    if (mayBegin(queue, item, started)) started.push(item);
  }
  return {
    queue: {
      ...queue,
      waiting: queue.waiting.filter((item) => !started.includes(item)),
      returning: queue.returning.filter((item) => !started.includes(item)),
      working: [...queue.working, ...started],
    },
    started,
  };
}

/** Takes an item out, wherever it is. */
export function without(queue: WorkQueue, item: WorkItem): WorkQueue {
  const others = (items: readonly WorkItem[]): readonly WorkItem[] =>
    items.includes(item) ? items.filter((other) => other !== item) : items;
  return {
    ...queue,
    waiting: others(queue.waiting),
    returning: others(queue.returning),
    working: others(queue.working),
    away: others(queue.away),
  };
}

/** What waits to begin, if it does. */
export function waitingItem(
  queue: WorkQueue,
  activityId: string,
  clusterId: string,
): WorkItem | null {
  return queue.waiting.find((item) => isItem(item, activityId, clusterId)) ?? null;
}

/** Place in the queue, 1 is next; null when the item does not wait to begin. */
export function positionOf(queue: WorkQueue, activityId: string, clusterId: string): number | null {
  const index = queue.waiting.findIndex((item) => isItem(item, activityId, clusterId));
  return index < 0 ? null : index + 1;
}

function mayBegin(queue: WorkQueue, item: WorkItem, started: readonly WorkItem[]): boolean {
  if (queue.returning.includes(item)) return true;
  if (queue.paused.includes(item.vcGuid)) return false;
  const begun = [...queue.working, ...queue.away, ...queue.returning, ...started];
  return !begun.some((other) => isSameCluster(other, item));
}

function isItem(item: WorkItem, activityId: string, clusterId: string): boolean {
  return item.activityId === activityId && item.clusterId === clusterId;
}

function isSameCluster(a: WorkItem, b: WorkItem): boolean {
  return a.vcGuid === b.vcGuid && a.clusterId === b.clusterId;
}
