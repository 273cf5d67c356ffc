import { Clock } from './clock.ts';

describe('the clock', () => {
  it('shortens waits by its factor', async () => {
    const begin = performance.now();
    await new Clock(1000).sleep(10_000);

    expect(performance.now() - begin).toBeLessThan(2000);
  });

  it('speeds up waits that are under way', async () => {
    const clock = new Clock(1);
    const begin = performance.now();
    const wait = clock.sleep(60_000);
    clock.setFactor(100_000);
    await wait;

    expect(performance.now() - begin).toBeLessThan(2000);
    expect(clock.factor).toBe(100_000);
  });

  it('ends a wait with the reason of its abort', async () => {
    const abort = new AbortController();
    const wait = new Clock().sleep(60_000, abort.signal);
    abort.abort(new Error('stop it'));

    await expectAsync(wait).toBeRejectedWithError('stop it');
    await expectAsync(new Clock().sleep(1, abort.signal)).toBeRejectedWithError('stop it');
  });

  for (const factor of [0, -1, NaN, Infinity]) {
    it(`refuses the factor ${factor}`, () => {
      expect(() => new Clock(factor)).toThrowError(RangeError);
      expect(() => new Clock().setFactor(factor)).toThrowError(RangeError);
    });
  }
});
