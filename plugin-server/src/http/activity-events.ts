import express from 'express';
import type { Request, Response, Router } from 'express';
import { routes } from '../contract/routes.ts';
import type { Activity } from '../domain/activity.ts';
import { Problem } from '../domain/problem.ts';
import type { Clock } from '../ports/clock.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import type { ActivityUseCases } from '../services/use-cases.ts';
import { authenticate, callerKey } from './authenticate.ts';
import type { Login } from './authenticate.ts';
import { refuseOtherMethods } from './endpoint.ts';
import { EventStream } from './event-stream.ts';
import { presentActivity } from './presenters/activity.ts';
import { contextOf } from './request-context.ts';

export interface ActivityEventsParts {
  readonly activities: ActivityUseCases;
  readonly login: Login;
  readonly clock: Clock;
  /** Aborted when the server stops; ends every stream. */
  readonly stopping: AbortSignal;
}

const HEARTBEAT_MS = 15_000;
/** A stream ends after half an hour; coming again proves that the session is still valid. */
const HEARTBEATS_PER_STREAM = 120;
const STREAMS_PER_SESSION = 8;
/** How many activities a stream begins with. */
const SNAPSHOT_SIZE = 50;

/**
 * Server-sent events of a vCenter's activities. Each stream begins with the latest activities as they are now, so a reader that was
 * away has missed nothing, whatever event it saw last; a `Last-Event-ID` therefore only tells that it comes again.
 */
export function activityEvents(parts: ActivityEventsParts): Router {
  const router = express.Router();
  const open = new Map<string, number>();
  const nextId = growingNumbers(parts.clock);
  router.get(routes.activityEvents, async (req, res) => {
    const user = await authenticate(req, req.params.vcGuid, parts.login);
    const caller = callerKey(user);
    const streams = open.get(caller) ?? 0;
    if (streams >= STREAMS_PER_SESSION) {
      throw new Problem('tooManyRequests', 'This session has too many event streams open.');
    }
    open.set(caller, streams + 1);
    try {
      await follow(req, res, { ...parts, user, nextId });
    } finally {
      const left = (open.get(caller) ?? 1) - 1;
      if (left === 0) open.delete(caller);
      else open.set(caller, left);
    }
  });
  refuseOtherMethods(router, routes.activityEvents, ['get']);
  return router;
}

interface Following extends ActivityEventsParts {
  readonly user: AuthenticatedUser;
  readonly nextId: () => number;
}

async function follow(req: Request, res: Response, parts: Following): Promise<void> {
  const { activities, user, clock } = parts;
  const ended = new AbortController();
  const signal = AbortSignal.any([contextOf(req).signal, parts.stopping, ended.signal]);
  const sent = new Map<string, number>();
  let stream: EventStream | null = null;
  const waiting: Activity[] = [];
  const deliver = (activity: Activity): void => {
    if (stream === null) waiting.push(activity);
    else if (activity.revision > (sent.get(activity.id) ?? -1)) {
      sent.set(activity.id, activity.revision);
      const shown = presentActivity(activity, (...ids) => activities.queuePosition(...ids));
      stream.send('activity', parts.nextId(), shown);
    }
  };
  // Subscribed before the snapshot is read, so that nothing falls between the two.
  const changes = activities.changes(user).subscribe({
    next: deliver,
    error: (error: unknown) => {
      contextOf(req).log.warn({ err: error }, 'event stream lost its source');
      ended.abort();
    },
  });
  try {
    const snapshot = await activities.list(user, { limit: SNAPSHOT_SIZE });
    stream = new EventStream(res);
    [...snapshot].reverse().forEach(deliver);
    waiting.splice(0).forEach(deliver);
    await beat(stream, clock, signal);
    stream.end();
  } finally {
    changes.unsubscribe();
  }
}

/** Resolves when the stream shall end: the reader left, the server stops, the source failed, or the time is over. */
async function beat(stream: EventStream, clock: Clock, signal: AbortSignal): Promise<void> {
  for (let beats = 0; beats < HEARTBEATS_PER_STREAM && !signal.aborted; beats += 1) {
    try {
      await clock.delay(HEARTBEAT_MS, signal);
    } catch {
      // Expected: the signal's reason; the stream is over.
      return;
    }
    stream.heartbeat();
  }
}

/** Numbers that grow also across restarts, since they begin with the time. */
function growingNumbers(clock: Clock): () => number {
  let last = 0;
  return () => (last = Math.max(last + 1, clock.now().getTime()));
}
