import type { Activity } from '@contract/activity';
import { anActivity } from '../../testing/contract-builders';
import { until } from '../../testing/until';
import type { ActivityEvent } from './activity-events';
import type { ActivitySources } from './activity-follower';
import { ActivityFollower, reconnectDelay } from './activity-follower';

/** Sources that the spec works by hand: each try of the stream waits until it is cut. */
class HandSources implements ActivitySources {
  listed: readonly Activity[] = [];
  lists = 0;
  failsList = false;
  refusesEvents = false;
  readonly waits: number[] = [];
  readonly lastEventIds: (string | null)[] = [];
  hide: () => void = () => undefined;
  #events: ActivityEvent[] = [];
  #wake: () => void = () => undefined;
  #isCut = false;
  #visible = Promise.resolve();

  list(): Promise<readonly Activity[]> {
    this.lists += 1;
    return this.failsList ? Promise.reject(new Error('down')) : Promise.resolve(this.listed);
  }

  async *events(lastEventId: string | null, signal: AbortSignal, opened: () => void) {
    this.lastEventIds.push(lastEventId);
    if (this.refusesEvents) throw new Error('refused');
    opened();
    this.#isCut = false;
    signal.addEventListener('abort', () => this.cut());
    for (;;) {
      const event = this.#events.shift();
      if (event) yield event;
      else if (this.#hasBeenCut()) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #hasBeenCut(): boolean {
    return this.#isCut;
  }

  wait(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    return new Promise((resolve) => setTimeout(resolve));
  }

  visible(): Promise<void> {
    return this.#visible;
  }

  onHidden(callback: () => void): () => void {
    this.hide = callback;
    return () => (this.hide = () => undefined);
  }

  send(activity: Activity, id: string): void {
    this.#events.push({ id, activity });
    this.#wake();
  }

  cut(): void {
    this.#isCut = true;
    this.#wake();
  }

  /** Until the returned function is called nobody sees the page. */
  becomeHidden(): () => void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#visible = promise;
    this.hide();
    return () => resolve(undefined);
  }
}

describe('following activities', () => {
  let sources: HandSources;
  let follower: ActivityFollower;
  let running: Promise<void>;

  beforeEach(() => {
    sources = new HandSources();
    follower = new ActivityFollower(sources);
  });

  afterEach(async () => {
    follower.stop();
    await running;
  });

  async function start(): Promise<void> {
    running = follower.run();
    await until('the first try', () => sources.lists > 0 && sources.lastEventIds.length > 0);
  }

  it('begins with the list and goes on with events', async () => {
    sources.listed = [anActivity({ revision: 1 })];
    await start();
    sources.send(anActivity({ revision: 2, state: 'succeeded' }), '5');

    await until('the event', () => follower.activities()[0]?.state === 'succeeded');

    expect(follower.state()).toBe('live');
    expect(follower.isLoaded()).toBeTrue();
  });

  it('never goes back to an older state of an activity', async () => {
    await start();
    follower.merge(anActivity({ revision: 7, title: 'new' }));
    follower.merge(anActivity({ revision: 3, title: 'old' }));

    expect(follower.activities().map(({ title }) => title)).toEqual(['new']);
  });

  it('shows the newest activity first', async () => {
    await start();
    follower.merge(anActivity({ id: 'a', createdAt: '2026-01-01T00:00:00Z' }));
    follower.merge(anActivity({ id: 'b', createdAt: '2026-02-01T00:00:00Z' }));

    expect(follower.activities().map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('asks for the list again after a cut and goes on after the last event', async () => {
    await start();
    sources.send(anActivity(), '5');
    await until('the event', () => follower.activities().length === 1);

    sources.cut();
    await until('the second try', () => sources.lastEventIds.length === 2);

    expect(sources.lists).toBe(2);
    expect(sources.lastEventIds).toEqual([null, '5']);
    expect(sources.waits).toEqual([1000]);
  });

  it('says that it polls when events never come through, and keeps asking for the list', async () => {
    sources.refusesEvents = true;
    sources.listed = [anActivity({ revision: 1 })];
    await start();
    await until('polling', () => follower.state() === 'polling');
    sources.listed = [anActivity({ revision: 2, state: 'succeeded' })];

    await until('the polled state', () => follower.activities()[0]?.state === 'succeeded');

    expect(follower.state()).toBe('polling');
  });

  it('tells why the list does not come, and forgets it when it does', async () => {
    sources.failsList = true;
    running = follower.run();
    await until('the problem', () => follower.problem());
    expect(follower.isLoaded()).toBeFalse();

    sources.failsList = false;
    await until('the list', () => follower.isLoaded());

    expect(follower.problem()).toBeNull();
  });

  it('rests while the page is hidden and comes back at once', async () => {
    await start();
    await until('the stream', () => follower.state() === 'live');
    const show = sources.becomeHidden();
    await new Promise((resolve) => setTimeout(resolve));
    const triesWhileHidden = sources.lastEventIds.length;

    show();
    await until('another try', () => sources.lastEventIds.length === 2);

    expect(triesWhileHidden).toBe(1);
    expect(sources.waits).toEqual([]);
  });

  it('ends when it is stopped', async () => {
    await start();

    follower.stop();
    await running;

    expect(follower.state()).toBe('stopped');
  });
});

describe('the pause before the next try', () => {
  it('grows and stays short enough for polling', () => {
    expect([1, 2, 3, 4, 9].map(reconnectDelay)).toEqual([1000, 2000, 4000, 5000, 5000]);
  });
});
