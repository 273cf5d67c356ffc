import type { Activity } from '@contract/activity';
import { SESSION_HEADER, routes } from '@contract/routes';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { unreachable } from './api-problem';
import type { Connection } from './plugin-server-connection';
import { routeUrl } from './route-url';

/** The server sends a comment every 15 s; a stream that is silent for three of them is held up by a proxy or dead. */
const LONGEST_SILENCE_MS = 45_000;

export interface EventStreamRequest {
  readonly connection: Connection;
  readonly vcGuid: string;
  /** Of the last event received, so that the server goes on after it. */
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
}

export interface ActivityEvent {
  readonly id: string | null;
  readonly activity: Activity;
}

/** A stream that our server refused; 401 means that the session token has run out. */
export class EventStreamRefused extends Error {
  override readonly name = 'EventStreamRefused';
  readonly status: number;

  constructor(status: number) {
    super(`The event stream was refused with status ${status}.`);
    this.status = status;
  }
}

/**
 * Follows the activities of a vCenter by server-sent events over `fetch`, because the session goes in a header. `opened` runs when
 * the server has accepted. Ends when the server ends the stream; throws `EventStreamRefused`, or a network error.
 */
export async function* readActivityEvents(
  request: EventStreamRequest,
  fetcher: typeof fetch,
  opened: () => void,
): AsyncGenerator<ActivityEvent> {
  const silence = new SilenceWatch(LONGEST_SILENCE_MS);
  try {
    const body = await openStream(request, fetcher, silence.signal);
    opened();
    const events = body
      .pipeThrough(silence.observe())
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream())
      .getReader();
    for (;;) {
      const { done, value } = await events.read();
      if (done) return;
      if (value.event === 'activity') {
        yield { id: value.id ?? null, activity: JSON.parse(value.data) as Activity };
      }
    }
  } finally {
    silence.stop();
  }
}

async function openStream(
  request: EventStreamRequest,
  fetcher: typeof fetch,
  silence: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { connection, vcGuid, lastEventId } = request;
  const response = await fetcher(connection.apiUrl + routeUrl(routes.activityEvents, { vcGuid }), {
    headers: {
      accept: 'text/event-stream',
      [SESSION_HEADER]: connection.sessionToken,
      ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
    },
    cache: 'no-store',
    signal: AbortSignal.any([request.signal, silence]),
  });
  if (!response.ok) throw new EventStreamRefused(response.status);
  if (!response.body) throw unreachable(response.status);
  return response.body;
}

/** Aborts a stream from which nothing has come for too long. */
class SilenceWatch {
  readonly #controller = new AbortController();
  readonly #longestMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly signal = this.#controller.signal;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
    this.#restart();
  }

  /** Passes everything on and takes each chunk for a sign of life. */
  observe(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
    return new TransformStream({
      transform: (chunk, controller) => {
        this.#restart();
        controller.enqueue(chunk);
      },
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }

  #restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), this.#longestMs);
  }
}
