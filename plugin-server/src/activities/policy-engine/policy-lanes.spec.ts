import { FakeVcenter } from '../../../testing/fake-vcenter/fake-vcenter.ts';
import { PolicyLanes } from './policy-lanes.ts';

describe('what the clusters of one vCenter share', () => {
  it('is one lane for each vCenter', () => {
    const lanes = new PolicyLanes(4);

    expect(lanes.of('one')).toBe(lanes.of('one'));
    expect(lanes.of('one')).not.toBe(lanes.of('other'));
  });

  it('is one watch, which is closed when nobody needs it any more', async () => {
    const lane = new PolicyLanes(4).of('one');
    const connection = new FakeVcenter({ clusters: [] }).connection();
    const seen: string[] = [];
    spyOn(connection.tasks, 'watchEnds').and.callFake(() => {
      seen.push('opened');
      return { ended: () => Promise.reject(new Error()), close: () => seen.push('closed') };
    });
    await lane.watching(connection, (first) =>
      lane.watching(connection, (second) => Promise.resolve(seen.push(`${second === first}`))),
    );
    await lane.watching(connection, () => Promise.resolve());

    expect(seen).toEqual(['opened', 'true', 'closed', 'opened', 'closed']);
  });

  it('is done by one after the other, also after one has failed', async () => {
    const lane = new PolicyLanes(4).of('one');
    const done: string[] = [];
    const failing = lane.alone(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      done.push('first');
      throw new Error('It went wrong.');
    });
    const next = lane.alone(() => Promise.resolve(done.push('second')));

    await expectAsync(failing).toBeRejectedWithError('It went wrong.');
    await next;
    expect(done).toEqual(['first', 'second']);
  });
});
