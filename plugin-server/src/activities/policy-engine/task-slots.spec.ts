import { TaskSlots } from './task-slots.ts';

describe('the slots for tasks of one vCenter', () => {
  const never = new AbortController().signal;

  it('are given in the order of asking', async () => {
    const slots = new TaskSlots(1);
    const served: string[] = [];
    const ask = (name: string): Promise<void> =>
      slots.take(never).then((release) => {
        served.push(name);
        release();
      });
    const release = await slots.take(never);
    const asked = [ask('first'), ask('second'), ask('third')];
    release();
    await Promise.all(asked);

    expect(served).toEqual(['first', 'second', 'third']);
  });

  it('are given back once, however often that is said', async () => {
    const slots = new TaskSlots(1);
    const release = await slots.take(never);
    release();
    release();
    await slots.take(never);
    let isServed = false;
    void slots.take(never).then(() => {
      isServed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));

    expect(isServed).toBeFalse();
  });

  it('are not waited for by those who have given up', async () => {
    const slots = new TaskSlots(1);
    const release = await slots.take(never);
    const leaving = new AbortController();
    const left = slots.take(leaving.signal);
    const stays = slots.take(never);
    leaving.abort(new Error('It was cancelled.'));
    release();

    await expectAsync(left).toBeRejectedWithError('It was cancelled.');
    await expectAsync(stays).toBeResolved();
  });
});
