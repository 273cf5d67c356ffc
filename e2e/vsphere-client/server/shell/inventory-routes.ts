import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ManagedObject } from '../../../vcenter/core/managed-object.ts';
import type { ItemWithPath, ObjectTab, ObjectView } from '../../protocol/shell-api.ts';
import { configurePages } from './configure-pages.ts';
import { runAction } from './object-actions.ts';
import { objectEvents } from './object-events.ts';
import { summaryCards } from './object-facts.ts';
import { tablePage } from './object-tables.ts';
import { localsOf } from './shell-routes.ts';
import type { ShellLocals } from './shell-routes.ts';

const tableQuery = z.object({
  sort: z.string().max(40).default('name'),
  filter: z.string().max(200).default(''),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const containerTabs: readonly ObjectTab[] = ['summary', 'monitor', 'configure', 'hosts', 'vms'];
const tabsByType: Readonly<Record<string, readonly ObjectTab[]>> = {
  Folder: containerTabs,
  Datacenter: containerTabs,
  ClusterComputeResource: containerTabs,
  HostSystem: ['summary', 'monitor', 'configure', 'vms'],
  VirtualMachine: ['summary', 'monitor', 'configure'],
};

export type Handler = (
  object: ManagedObject,
  locals: ShellLocals,
  exchange: { readonly request: Request; readonly response: Response },
) => unknown;

/** The inventory as the shell shows it; objects that the user may not see answer 404. */
export function inventoryRoutes(): Router {
  const router = Router();
  const route = (path: string, handle: Handler): void => {
    router.get(path, withObject(handle));
  };
  route('/children/:id', (object, { reader }) => reader.children(object));
  route('/items/:id', (object, { reader }): ItemWithPath => {
    return { item: reader.item(object), path: reader.path(object) };
  });
  route('/objects/:id', (object, locals) => objectView(object, locals));
  route('/objects/:id/events', (object, { caller }) => objectEvents(object, caller));
  route('/objects/:id/:kind', (object, { reader }, { request, response }) => {
    const { kind } = request.params;
    const query = tableQuery.safeParse(request.query);
    if ((kind === 'hosts' || kind === 'vms') && query.success) {
      return tablePage(kind, object, reader, query.data);
    }
    response.status(400);
    return { message: 'No such table.' };
  });
  router.post('/objects/:id/actions/:action', withObject(runAction));
  return router;
}

/** Sends what the handler answers, unless the object is not there for this user. */
function withObject(handle: Handler): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const locals = localsOf(response);
    const object = locals.reader.find(String(request.params['id']));
    if (object) {
      response.json(await handle(object, locals, { request, response }));
      return;
    }
    response.status(404).json({ message: 'The object is gone or you may not see it.' });
  };
}

async function objectView(
  object: ManagedObject,
  { reader, caller }: ShellLocals,
): Promise<ObjectView> {
  const readable = reader.readable(object);
  return {
    item: reader.item(object),
    path: reader.path(object),
    cards: readable ? summaryCards(object, reader) : [],
    configure: readable ? await configurePages(object, caller) : [],
    tabs: tabsByType[object.ref.type] ?? ['summary'],
  };
}
