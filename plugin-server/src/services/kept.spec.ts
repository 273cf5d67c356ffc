import { FakeClock } from '../../testing/fake-clock.ts';
import { Kept } from './kept.ts';

const TIMES = { freshMs: 30_000, longestMs: 300_000 };

describe('An answer that is kept', () => {
  let clock: FakeClock;
  let kept: Kept<string>;
  let fetched: PromiseWithResolvers<string>[];
  const fetch = (): Promise<string> => {
    const answer = Promise.withResolvers<string>();
    fetched.push(answer);
    return answer.promise;
  };

  beforeEach(() => {
    clock = new FakeClock();
    kept = new Kept(clock, TIMES);
    fetched = [];
  });

  async function answered(text: string): Promise<void> {
    const first = kept.current(fetch);
    fetched.at(-1)?.resolve(text);
    await first;
  }

  it('is fetched once for all who ask at the same time', async () => {
    const both = Promise.all([kept.current(fetch), kept.current(fetch)]);
    fetched[0]?.resolve('one');

    expect(await both).toEqual(['one', 'one']);
    expect(fetched.length).toBe(1);
  });

  it('is given as it is while it is fresh', async () => {
    await answered('one');
    clock.advance(29_000);

    expect(await kept.current(fetch)).toBe('one');
    expect(fetched.length).toBe(1);
  });

  it('is still given while a newer one is fetched', async () => {
    await answered('one');
    clock.advance(31_000);
    const meanwhile = await kept.current(fetch);
    fetched[1]?.resolve('two');
    await fetched[1]?.promise;
    await Promise.resolve();

    expect([meanwhile, await kept.current(fetch)]).toEqual(['one', 'two']);
  });

  it('is not given any more when it is too old', async () => {
    await answered('one');
    clock.advance(301_000);
    const next = kept.current(fetch);
    fetched[1]?.resolve('two');

    expect(await next).toBe('two');
  });

  it('outlasts a failure to fetch a newer one, until it is too old', async () => {
    await answered('one');
    clock.advance(31_000);
    const meanwhile = await kept.current(fetch);
    fetched[1]?.reject(new Error('away'));
    await new Promise<void>((resolve) => setImmediate(resolve));
    clock.advance(300_000);
    const late = kept.current(() => Promise.reject(new Error('still away')));

    expect(meanwhile).toBe('one');
    await expectAsync(late).toBeRejectedWithError('still away');
  });

  it('is asked for again after a first failure', async () => {
    const failed = kept.current(() => Promise.reject(new Error('away')));

    await expectAsync(failed).toBeRejectedWithError('away');
    await answered('one');

    expect(await kept.current(fetch)).toBe('one');
  });

  it('that was fetched before it was known to be wrong is not kept', async () => {
    const early = kept.current(fetch);
    kept.forget();
    const next = kept.current(fetch);
    fetched[0]?.resolve('wrong');
    fetched[1]?.resolve('right');

    expect([await early, await next]).toEqual(['wrong', 'right']);
    expect(kept.latest).toBe('right');
  });

  it('that is outdated is fetched anew at the next question', async () => {
    await answered('one');
    kept.outdate();

    expect(await kept.current(fetch)).toBe('one');
    expect(fetched.length).toBe(2);
  });
});
