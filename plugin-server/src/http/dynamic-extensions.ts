import express from 'express';
import type { Request, Router } from 'express';
import { dynamicRequestSchema } from '../contract/dynamic-extensions.ts';
import type { DynamicResponse } from '../contract/dynamic-extensions.ts';
import { parseObjectId } from '../domain/managed-object-reference.ts';
import type { ObjectId } from '../domain/managed-object-reference.ts';
import type { ActionOffers } from '../services/use-cases.ts';
import { authenticate } from './authenticate.ts';
import type { Login } from './authenticate.ts';
import { jsonBodyOf, refuseOtherMethods } from './endpoint.ts';
import { InvalidRequest, parseRequest } from './invalid-request.ts';
import { z } from 'zod';

/** Ids of the menu actions in the manifest. */
const ACTIONS = {
  setup: 'setup-io-filter',
  update: 'update-io-filter',
  remove: 'remove-io-filter',
} as const;
const EXPLAIN = 'explain-io-filter';
type MenuAction = keyof typeof ACTIONS;

/**
 * What the vSphere Client asks before it shows our menu on clusters (`dynamicUri` of the manifest). After the plug-in documentation an
 * action that is not `visible` is shown greyed, and only one that is not `relevant` either is left out; so an action is greyed
 * where it does not apply, and the action that explains why setting up is denied appears beside it.
 */
export function dynamicExtensions(offers: ActionOffers, login: Login): Router {
  const router = express.Router();
  router.post('/cluster-menu', async (req, res) => {
    const objects = readObjects(req);
    const allowed = await allowedActions(req, objects, { offers, login });
    const canSetUp = allowed.has('setup');
    const answer: DynamicResponse = {
      apiVersion: '1.0.0',
      dynamicItems: [
        { id: ACTIONS.setup, visible: canSetUp, relevant: true },
        { id: EXPLAIN, visible: !canSetUp, relevant: !canSetUp },
        { id: ACTIONS.update, visible: allowed.has('update'), relevant: true },
        { id: ACTIONS.remove, visible: allowed.has('remove'), relevant: true },
      ],
    };
    res.setHeader('cache-control', 'no-store').json(answer);
  });
  refuseOtherMethods(router, '/cluster-menu', ['post']);
  return router;
}

function readObjects(req: Request): readonly ObjectId[] {
  const schemas = { params: z.unknown(), query: z.unknown(), body: dynamicRequestSchema };
  const { body } = parseRequest(schemas, {
    params: req.params,
    query: req.query,
    body: jsonBodyOf(req),
  });
  return body.objectIds.map((text, index) => {
    const object = parseObjectId(text);
    if (object) return object;
    throw new InvalidRequest([
      { path: `body.objectIds.${index}`, message: 'is no object id of the vSphere Client' },
    ]);
  });
}

/** What is allowed on every object. A selection can reach over linked vCenters; each is asked under its own session. */
async function allowedActions(
  req: Request,
  objects: readonly ObjectId[],
  parts: { readonly offers: ActionOffers; readonly login: Login },
): Promise<ReadonlySet<MenuAction>> {
  if (objects.some((object) => object.type !== 'ClusterComputeResource')) return new Set();
  const allowed = new Set<MenuAction>(['setup', 'update', 'remove']);
  for (const vcGuid of new Set(objects.map((object) => object.vcGuid))) {
    const user = await authenticate(req, vcGuid, parts.login);
    const ids = objects.filter((each) => each.vcGuid === vcGuid).map((each) => each.value);
    const rows = await parts.offers.clusterActions(user, ids);
    for (const action of allowed)
      if (!rows.every((row) => row[action].allowed)) allowed.delete(action);
  }
  return allowed;
}
