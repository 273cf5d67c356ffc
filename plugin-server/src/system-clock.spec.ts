import { systemClock } from './system-clock.ts';

describe('systemClock', () => {
  it('lets a delay pass', async () => {
    await expectAsync(systemClock.delay(1, new AbortController().signal)).toBeResolved();
  });

  it('ends a delay with the reason of the signal, also when it was aborted before', async () => {
    const before = AbortSignal.abort(new Error('was over'));
    await expectAsync(systemClock.delay(60_000, before)).toBeRejectedWithError('was over');
    const during = new AbortController();
    const delay = systemClock.delay(60_000, during.signal);
    during.abort(new Error('is over'));
    await expectAsync(delay).toBeRejectedWithError('is over');
  });
});
