import { activityId, anActivity, vcGuid } from '../../testing/contract-builders';
import { FakeEventStream } from '../../testing/fake-event-stream';
import { until } from '../../testing/until';
import type { ActivityEvent } from './activity-events';
import { readActivityEvents } from './activity-events';

describe('the stream of activities', () => {
  const connection = { apiUrl: 'https://client.example/p/api/v1', sessionToken: 'token-1' };

  function read(stream: FakeEventStream, lastEventId: string | null = null) {
    const abort = new AbortController();
    const opened = jasmine.createSpy('opened');
    const events = readActivityEvents(
      { connection, vcGuid, lastEventId, signal: abort.signal },
      stream.fetch,
      opened,
    );
    return { abort, opened, events };
  }

  it('is asked for with the session and the last event in headers, never in the address', async () => {
    const stream = new FakeEventStream();
    const { abort, events } = read(stream, '41');
    const next = events.next();
    const request = await until('the request', () => stream.requests[0]);

    expect(request.url).toBe(`${connection.apiUrl}/vcenters/${vcGuid}/activity-events`);
    expect(request.headers.get('vmware-api-session-id')).toBe('token-1');
    expect(request.headers.get('last-event-id')).toBe('41');
    abort.abort();
    await expectAsync(next).toBeRejected();
  });

  it('yields activities with the id of their event and skips everything else', async () => {
    const stream = new FakeEventStream();
    const { events, opened } = read(stream);
    const next = events.next();
    await until('the stream to open', () => opened.calls.any());

    stream.sendText(': still here\n\nevent: other\ndata: {}\n\n');
    stream.send(anActivity());
    const event = (await next).value as ActivityEvent;

    expect(event.id).toBe('1');
    expect(event.activity.id).toBe(activityId);
    await events.return(undefined);
  });

  it('ends when the server ends it', async () => {
    const stream = new FakeEventStream();
    const { events, opened } = read(stream);
    const next = events.next();
    await until('the stream to open', () => opened.calls.any());

    stream.end();

    expect((await next).done).toBeTrue();
  });

  it('fails with the status when the server refuses', async () => {
    const stream = new FakeEventStream();
    stream.statuses.push(401);

    await expectAsync(read(stream).events.next()).toBeRejectedWith(
      jasmine.objectContaining({ name: 'EventStreamRefused', status: 401 }),
    );
  });
});
