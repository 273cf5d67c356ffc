import { FakeClock } from '../../testing/fake-clock.ts';
import { SilentLog } from '../../testing/silent-log.ts';
import type { ActivityRetention } from '../ports/activity-retention.ts';
import { Housekeeping } from './housekeeping.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Activities by the moment of their end. */
class Kept implements ActivityRetention {
  readonly ends = new Map<string, string>();
  isFull = false;

  outdated(before: string): readonly string[] {
    return [...this.ends].filter(([, at]) => at < before).map(([id]) => id);
  }

  remove(activityId: string): void {
    if (this.isFull) throw new Error('disk full');
    this.ends.delete(activityId);
  }
}

describe('The housekeeping', () => {
  let stop: AbortController;
  let clock: FakeClock;
  let log: SilentLog;
  let kept: Kept;
  let running: Promise<void>;

  beforeEach(() => {
    stop = new AbortController();
    clock = new FakeClock('2026-03-01T10:00:00.000Z');
    log = new SilentLog();
    kept = new Kept();
    kept.ends.set('old', '2025-02-28T09:00:00.000Z');
    kept.ends.set('of a year ago', '2025-03-01T18:00:00.000Z');
    kept.ends.set('new', '2026-02-01T10:00:00.000Z');
  });
  afterEach(() => {
    stop.abort();
    return running;
  });

  const start = () => {
    const parts = { retention: kept, clock, log, keepActivitiesDays: 365 };
    running = new Housekeeping(parts).run(stop.signal);
    return clock.whenWaiting();
  };

  it('forgets at the start what ended long enough ago, and then once a day', async () => {
    await start();
    expect([...kept.ends.keys()]).toEqual(['of a year ago', 'new']);

    clock.advance(DAY_MS);
    await clock.whenWaiting();
    expect([...kept.ends.keys()]).toEqual(['new']);
    expect(log.lines.map(({ fields }) => fields)).toEqual([
      jasmine.objectContaining({ deleted: 1 }),
      jasmine.objectContaining({ deleted: 1 }),
    ]);
  });

  it('tries again on the next day what could not be written', async () => {
    kept.isFull = true;
    await start();
    expect([kept.ends.size, log.lines[0]?.level]).toEqual([3, 'error']);

    kept.isFull = false;
    clock.advance(DAY_MS);
    await clock.whenWaiting();
    expect(kept.ends.size).toBe(1);
  });

  it('ends with the server', async () => {
    await start();
    stop.abort();
    await expectAsync(running).toBeResolved();
    expect(clock.waiting).toBe(0);
  });
});
