import type { WorkItem } from '../domain/work-queue.ts';
import { Slots, Turn } from './slots.ts';

const item = (clusterId: string): WorkItem => ({ activityId: 'a', vcGuid: 'guid', clusterId });

describe('Slots', () => {
  let told: string[];

  beforeEach(() => (told = []));

  function slotsFor(slots: number, ...items: readonly WorkItem[]): Slots {
    const all = new Slots(slots, []);
    all.open();
    for (const each of items)
      all.queueUp(each, {
        begin: () => told.push(`begin ${each.clusterId}`),
        prepare: () => told.push(`prepare ${each.clusterId}`),
      });
    return all;
  }

  it('gives the slot of what needs none any more to the next, and asks for none back', async () => {
    const [first, second] = [item('1'), item('2')];
    const slots = slotsFor(1, first, second);
    const turn = new Turn(slots, first);

    turn.giveUp();
    await turn.takeBack(new AbortController().signal);

    expect(told).toEqual(['begin 1', 'begin 2']);
    expect(slots.queue.working).toEqual([second]);
  });

  it('lets nobody else work on a cluster until what gave its slot up has left', () => {
    const [first, again] = [item('1'), { ...item('1'), activityId: 'b' }];
    const slots = slotsFor(1, first, again);

    new Turn(slots, first).giveUp();
    const before = [...told];
    slots.leave(first);

    expect(before).toEqual(['begin 1']);
    expect(told).toEqual(['begin 1', 'begin 1']);
  });

  it('lets as many prepare as will soon be done, each once', () => {
    const [first, second] = [item('1'), item('2')];
    const slots = slotsFor(2, first, second, item('3'), item('4'), item('5'));

    slots.endsSoon(first);
    slots.endsSoon(first);
    slots.endsSoon(second);

    expect(told).toEqual(['begin 1', 'begin 2', 'prepare 3', 'prepare 4']);
  });

  it('lets nobody prepare for what does not work', () => {
    const [first, second] = [item('1'), item('2')];
    const slots = slotsFor(1, first, second, item('3'));
    new Turn(slots, first).giveAway();
    told = [];

    slots.endsSoon(first);
    slots.endsSoon(item('3'));

    expect(told).toEqual([]);
  });
});
