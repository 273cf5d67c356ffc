import express, { type Express } from 'express';
import * as z from 'zod';
import type { Vcenter } from '../core/vcenter.ts';
import { serviceVersionsXml } from '../wire/api-versions.ts';
import { restError, restHandler, unauthenticated, type RestContext } from './rest-call.ts';
import { REST_SESSION_HEADER } from './session-routes.ts';

const CLONE_TICKET_PATH = '/api/ui/vcenter/session/clone-ticket';
const cloneTicketBody = z.object({ vc_guid: z.string() });

/**
 * Serves what a plug-in's server asks of the vSphere Client: a clone ticket for the session behind a client token. The status codes of refusals are the
 * simulation's choice.
 */
export function mountClientRoutes(app: Express, vcenter: Vcenter, context: RestContext): void {
  const handler = restHandler(context, `POST ${CLONE_TICKET_PATH}`, (request, as) => {
    const session = vcenter.sessions.byUiToken(request.get(REST_SESSION_HEADER) ?? '');
    if (session === undefined) return unauthenticated();
    as(session.userName);
    const body = cloneTicketBody.safeParse(request.body);
    if (!body.success) return restError(400, 'INVALID_ARGUMENT', 'vc_guid is missing.');
    if (body.data.vc_guid.toLowerCase() !== vcenter.about.instanceUuid.toLowerCase()) {
      return restError(404, 'NOT_FOUND', `The vCenter ${body.data.vc_guid} is not known.`);
    }
    const ticket = vcenter.sessions.acquireCloneTicket(session);
    return { status: 200, body: { session_clone_ticket: ticket } };
  });
  app.post(CLONE_TICKET_PATH, express.json(), handler);
}

/** Serves the list of API versions, which clients read before they log in. */
export function mountServiceVersions(app: Express, vcenter: Vcenter, context: RestContext): void {
  const path = '/sdk/vimServiceVersions.xml';
  const xml = serviceVersionsXml(vcenter.about.apiVersion);
  app.get(
    path,
    restHandler(context, `GET ${path}`, () => ({ status: 200, xml })),
  );
}
