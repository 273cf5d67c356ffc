import { Subject } from 'rxjs';
import { sampleActivity, SAMPLE_VC_GUID } from '../../testing/sample-world.ts';
import type { OpenEvents } from '../../testing/https-client.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import type { RunningApp } from '../../testing/start-app.ts';
import { activitySchema } from '../contract/activity.ts';
import { API_BASE, SESSION_HEADER } from '../contract/routes.ts';
import type { Activity } from '../domain/activity.ts';
import type { ActivityUseCases } from '../services/use-cases.ts';

const HEADERS = { [SESSION_HEADER]: SAMPLE_TOKEN };
const ADDRESS = `${API_BASE}/vcenters/${SAMPLE_VC_GUID}/activity-events`;

interface Event {
  readonly id: number;
  readonly activity: ReturnType<typeof activitySchema.parse>;
}

function eventOf(block: string | null): Event {
  const match = /^event: activity\nid: (\d+)\ndata: (.*)$/.exec(block ?? '');
  const [, id, data = 'null'] = match ?? [];
  return { id: Number(id), activity: activitySchema.parse(JSON.parse(data)) };
}

describe('Activity events', () => {
  function useCases(snapshot: readonly Activity[], source: Subject<Activity>): ActivityUseCases {
    const parts: Pick<ActivityUseCases, 'list' | 'changes' | 'queuePosition'> = {
      list: () => Promise.resolve(snapshot),
      changes: () => source,
      queuePosition: () => 4,
    };
    return parts as ActivityUseCases;
  }
  const startWith = (snapshot: readonly Activity[], source = new Subject<Activity>()) =>
    startApp({ activities: useCases(snapshot, source) });

  /** A fact to wait for: the stream's handler sleeps until its next heartbeat. */
  async function isSettled(app: RunningApp): Promise<void> {
    while (app.clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  async function readAll(stream: OpenEvents): Promise<void> {
    while ((await stream.next()) !== null);
  }

  it('begin with the latest activities, oldest first, and go on with each change', async () => {
    const source = new Subject<Activity>();
    const older = { ...sampleActivity, id: 'b0f7c0c8-4f0d-4b53-9a55-000000000000' };
    await using app = await startWith([sampleActivity, older], source);
    await using stream = await app.client.events(ADDRESS, HEADERS);
    const first = eventOf(await stream.next());
    const second = eventOf(await stream.next());
    expect([first.activity.id, second.activity.id]).toEqual([older.id, sampleActivity.id]);
    expect(second.activity.clusters[0]?.queuePosition).toBe(4);
    source.next({ ...sampleActivity, revision: 2, state: 'running' });
    const third = eventOf(await stream.next());
    expect([third.activity.revision, third.activity.state]).toEqual([2, 'running']);
    expect(first.id < second.id && second.id < third.id).toBeTrue();
  });

  it('leave out what the reader already has', async () => {
    const source = new Subject<Activity>();
    await using app = await startWith([{ ...sampleActivity, revision: 5 }], source);
    await using stream = await app.client.events(ADDRESS, HEADERS);
    expect(eventOf(await stream.next()).activity.revision).toBe(5);
    for (const revision of [4, 5, 6]) source.next({ ...sampleActivity, revision });
    expect(eventOf(await stream.next()).activity.revision).toBe(6);
  });

  it('keep the stream alive with a comment every 15 seconds', async () => {
    await using app = await startWith([]);
    await using stream = await app.client.events(ADDRESS, HEADERS);
    await isSettled(app);
    app.clock.advance(15_000);
    expect(await stream.next()).toMatch(/^:/);
  });

  it('stop listening when the reader goes away', async () => {
    const source = new Subject<Activity>();
    await using app = await startWith([], source);
    {
      await using stream = await app.client.events(ADDRESS, HEADERS);
      expect(stream.status).toBe(200);
      await isSettled(app);
      expect(source.observed).toBeTrue();
    }
    while (source.observed) await new Promise((resolve) => setImmediate(resolve));
    expect(source.observed).toBeFalse();
  });

  it('cut off a reader that does not keep up, and hold nothing for it any more', async () => {
    const source = new Subject<Activity>();
    await using app = await startWith([], source);
    await using stream = await app.client.events(ADDRESS, HEADERS);
    await isSettled(app);
    const title = 'x'.repeat(1024 * 1024);
    for (let revision = 1; revision <= 32; revision += 1)
      source.next({ ...sampleActivity, title, revision });
    await expectAsync(readAll(stream)).toBeRejected();
    expect(source.observed).toBeFalse();
  });

  it('end when the server stops', async () => {
    await using app = await startWith([]);
    await using stream = await app.client.events(ADDRESS, HEADERS);
    await isSettled(app);
    app.stop();
    expect(await stream.next()).toBeNull();
  });

  it('end when their source fails, so that the reader comes again', async () => {
    const source = new Subject<Activity>();
    await using app = await startWith([], source);
    await using stream = await app.client.events(ADDRESS, HEADERS);
    await isSettled(app);
    source.error(new Error('vCenter is away'));
    expect(await stream.next()).toBeNull();
  });

  it('refuse a session that has eight streams open, and strangers', async () => {
    await using app = await startWith([]);
    await using streams = new AsyncDisposableStack();
    for (let count = 0; count < 8; count += 1) {
      streams.use(await app.client.events(ADDRESS, HEADERS));
    }
    expect((await app.client.send(ADDRESS, { headers: HEADERS })).status).toBe(429);
    expect((await app.client.send(ADDRESS)).status).toBe(401);
  });
});
