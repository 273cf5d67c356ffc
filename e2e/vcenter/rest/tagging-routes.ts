import express, { type Express, type Request } from 'express';
import * as z from 'zod';
import type { Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { ROOT_FOLDER } from '../core/well-known.ts';
import type { TagBook } from '../tagging/tag-book.ts';
import {
  restError,
  restHandler,
  unauthenticated,
  type RestAnswer,
  type RestContext,
} from './rest-call.ts';
import { REST_SESSION_HEADER } from './session-routes.ts';

const BASE = '/api/cis/tagging';
const listAttached = z.strictObject({ tag_ids: z.array(z.string()) });

/** What the routes answer from. */
export interface TaggingService extends RestContext {
  readonly vcenter: Vcenter;
  readonly tags: TagBook;
}

/**
 * Serves the reading half of the tagging service: categories, tags, and what tags are attached to. Categories and tags are shown to whoever may read the root folder, attached
 * objects to whoever may read them (vSphere Automation API reference; that the root folder decides is the simulation's choice).
 */
export function mountTaggingRoutes(app: Express, service: TaggingService): void {
  const { tags } = service;
  const get = (path: string, answer: (id: string, session: Session) => RestAnswer): void => {
    app.get(
      BASE + path,
      handler(service, `GET ${BASE}${path}`, (request, session) =>
        answer(String(request.params['id'] ?? ''), session),
      ),
    );
  };
  get('/category', (_, session) => list(service, session, tags.categories()));
  get('/category/:id', (id, session) => one(service, session, tags.category(id)));
  get('/tag', (_, session) => list(service, session, tags.tags()));
  get('/tag/:id', (id, session) => one(service, session, tags.tag(id)));
  const path = `${BASE}/tag-association`;
  const name = `POST ${path}?action=list-attached-objects-on-tags`;
  app.post(
    path,
    express.json({ limit: '4mb' }),
    handler(service, name, (request, session) => attachedObjects(service, session, request)),
  );
}

type SessionCall = (request: Request, session: Session) => RestAnswer;

function handler(service: TaggingService, name: string, call: SessionCall) {
  return restHandler(service, name, (request, as) => {
    const token = request.get(REST_SESSION_HEADER) ?? '';
    const session = service.vcenter.sessions.byToken(token);
    if (session === undefined) return unauthenticated();
    as(session.userName);
    return call(request, session);
  });
}

function readsAll({ vcenter }: TaggingService, { userName }: Session): boolean {
  return vcenter.authorization.has(userName, ROOT_FOLDER, 'System.Read');
}

/** The ids of what the caller may read. */
function list(
  service: TaggingService,
  session: Session,
  entries: readonly { readonly id: string }[],
): RestAnswer {
  return { status: 200, body: readsAll(service, session) ? entries.map(({ id }) => id) : [] };
}

function one(service: TaggingService, session: Session, entry: unknown): RestAnswer {
  if (entry === undefined) return restError(404, 'NOT_FOUND', 'There is no such object.');
  if (readsAll(service, session)) return { status: 200, body: entry };
  return restError(403, 'UNAUTHORIZED', 'You may not read this object.');
}

/** Tags that are unknown or cannot be read are left out of the answer (simulation's choice). */
function attachedObjects(service: TaggingService, session: Session, request: Request): RestAnswer {
  const { tags, vcenter } = service;
  if (request.query['action'] !== 'list-attached-objects-on-tags') {
    return restError(404, 'NOT_FOUND', 'There is no such operation.');
  }
  const body = listAttached.safeParse(request.body);
  if (!body.success) return restError(400, 'INVALID_ARGUMENT', 'tag_ids is missing.');
  const asked = readsAll(service, session) ? [...new Set(body.data.tag_ids)] : [];
  const known = asked.filter((id) => tags.tag(id) !== undefined);
  const answer = known.map((id) => ({
    tag_id: id,
    object_ids: tags
      .objects(id)
      .filter((object) => vcenter.authorization.has(session.userName, object, 'System.Read'))
      .map(({ type, value }) => ({ type, id: value })),
  }));
  return { status: 200, body: answer };
}
