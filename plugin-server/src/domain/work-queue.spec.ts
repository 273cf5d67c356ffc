import {
  emptyQueue,
  positionOf,
  takeNext,
  withAway,
  without,
  withPaused,
  withReturning,
  withWaiting,
} from './work-queue.ts';
import type { WorkItem, WorkQueue } from './work-queue.ts';

function item(activityId: string, clusterId: string): WorkItem {
  return { activityId, vcGuid: 'guid', clusterId };
}

function queueOf(slots: number, ...items: readonly WorkItem[]): WorkQueue {
  return items.reduce(withWaiting, emptyQueue(slots));
}

const names = (items: readonly WorkItem[]): string =>
  items.map(({ activityId, clusterId }) => activityId + clusterId).join(' ');

describe('the queue', () => {
  it('starts what came first, as many as there are slots', () => {
    const { started, queue } = takeNext(queueOf(2, item('a', '1'), item('a', '2'), item('b', '3')));

    expect(names(started)).toBe('a1 a2');
    expect(names(queue.waiting)).toBe('b3');
  });

  it('starts nothing while all slots are taken', () => {
    const full = takeNext(queueOf(1, item('a', '1'), item('b', '2'))).queue;

    expect(takeNext(full).started).toEqual([]);
  });

  it('goes on with the next when one has ended', () => {
    const { queue, started } = takeNext(queueOf(1, item('a', '1'), item('b', '2')));
    const freed = started.reduce(without, queue);

    expect(names(takeNext(freed).started)).toBe('b2');
  });

  it('never works twice on one cluster, and lets others pass meanwhile', () => {
    const { started, queue } = takeNext(queueOf(3, item('a', '1'), item('b', '1'), item('c', '2')));

    expect(names(started)).toBe('a1 c2');
    expect(names(queue.waiting)).toBe('b1');
  });

  it('takes clusters of the same id on two vCenters for two', () => {
    const other = { ...item('b', '1'), vcGuid: 'other' };

    expect(takeNext(queueOf(2, item('a', '1'), other)).started.length).toBe(2);
  });

  it('tells the place of what waits, beginning with 1', () => {
    const { queue } = takeNext(queueOf(1, item('a', '1'), item('b', '2'), item('c', '3')));

    expect([positionOf(queue, 'b', '2'), positionOf(queue, 'c', '3')]).toEqual([1, 2]);
  });

  it('knows no place of what works or was never there', () => {
    const { queue } = takeNext(queueOf(1, item('a', '1')));

    expect([positionOf(queue, 'a', '1'), positionOf(queue, 'z', '9')]).toEqual([null, null]);
  });

  it('gives the slot of what waits for something to the next', () => {
    const { queue, started } = takeNext(queueOf(1, item('a', '1'), item('b', '2')));
    const freed = started.reduce(withAway, queue);

    expect(names(takeNext(freed).started)).toBe('b2');
  });

  it('lets what had begun go before what has not', () => {
    const { queue, started } = takeNext(queueOf(1, item('a', '1'), item('b', '2'), item('c', '3')));
    const next = takeNext(started.reduce(withAway, queue));
    const back = started.reduce(withReturning, next.queue);

    expect(names(takeNext(next.started.reduce(without, back)).started)).toBe('a1');
  });

  it('begins nothing on a cluster whose work waits for something', () => {
    const { queue, started } = takeNext(queueOf(1, item('a', '1'), item('b', '1')));
    const freed = started.reduce(withAway, queue);

    expect(takeNext(freed).started).toEqual([]);
  });

  it('begins nothing new on a paused vCenter, and goes on elsewhere', () => {
    const other = { ...item('b', '2'), vcGuid: 'other' };
    const paused = withPaused(queueOf(2, item('a', '1'), other), 'guid', true);
    const { started, queue } = takeNext(paused);

    expect(names(started)).toBe('b2');
    expect(names(takeNext(withPaused(queue, 'guid', false)).started)).toBe('a1');
  });

  it('lets what has begun go on while the vCenter is paused', () => {
    const { queue, started } = takeNext(queueOf(1, item('a', '1')));
    const back = started.reduce(withReturning, started.reduce(withAway, queue));

    expect(names(takeNext(withPaused(back, 'guid', true)).started)).toBe('a1');
  });
});
