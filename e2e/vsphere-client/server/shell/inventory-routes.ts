import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ManagedObject } from '../../../vcenter/core/managed-object.ts';
import type { ItemWithPath, ObjectTab, ObjectView } from '../../protocol/shell-api.ts';
import { configurePages } from './configure-pages.ts';
import type { InventoryReader } from './inventory-reader.ts';
import { summaryCards } from './object-facts.ts';
import { tablePage } from './object-tables.ts';
import { localsOf } from './shell-routes.ts';

const tableQuery = z.object({
  sort: z.string().max(40).default('name'),
  filter: z.string().max(200).default(''),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const tabsByType: Readonly<Record<string, readonly ObjectTab[]>> = {
  Folder: ['summary', 'monitor', 'configure', 'hosts', 'vms'],
  Datacenter: ['summary', 'monitor', 'configure', 'hosts', 'vms'],
  ClusterComputeResource: ['summary', 'monitor', 'configure', 'hosts', 'vms'],
  HostSystem: ['summary', 'monitor', 'configure', 'vms'],
  VirtualMachine: ['summary', 'monitor', 'configure'],
};

/** The inventory as the shell shows it; objects that the user may not see answer 404. */
export function inventoryRoutes(): Router {
  const router = Router();
  router.get(
    '/children/:id',
    withObject((object, response) => {
      response.json(localsOf(response).reader.children(object));
    }),
  );
  router.get(
    '/items/:id',
    withObject((object, response) => {
      const { reader } = localsOf(response);
      const view: ItemWithPath = { item: reader.item(object), path: reader.path(object) };
      response.json(view);
    }),
  );
  router.get(
    '/objects/:id',
    withObject((object, response) => {
      response.json(objectView(object, localsOf(response).reader));
    }),
  );
  router.get(
    '/objects/:id/:kind',
    withObject((object, response, request) => {
      const { kind } = request.params;
      const query = tableQuery.safeParse(request.query);
      if ((kind !== 'hosts' && kind !== 'vms') || !query.success) {
        response.status(400).json({ message: 'No such table.' });
        return;
      }
      response.json(tablePage(kind, object, localsOf(response).reader, query.data));
    }),
  );
  return router;
}

function withObject(
  handle: (object: ManagedObject, response: Response, request: Request) => void,
): (request: Request, response: Response) => void {
  return (request, response) => {
    const object = localsOf(response).reader.find(String(request.params['id']));
    if (object) handle(object, response, request);
    else response.status(404).json({ message: 'The object is gone or you may not see it.' });
  };
}

function objectView(object: ManagedObject, reader: InventoryReader): ObjectView {
  const readable = reader.readable(object);
  return {
    item: reader.item(object),
    path: reader.path(object),
    cards: readable ? summaryCards(object, reader) : [],
    configure: readable ? configurePages(object) : [],
    tabs: tabsByType[object.ref.type] ?? ['summary'],
  };
}
