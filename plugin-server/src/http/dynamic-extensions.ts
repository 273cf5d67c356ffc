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
const SETUP = 'setup-io-filter';
const EXPLAIN = 'explain-io-filter';

/**
 * What the vSphere Client asks before it shows our menu on clusters (`dynamicUri` of the manifest). After the plug-in documentation an
 * action that is not `visible` is shown greyed, and only one that is not `relevant` either is left out; so the setup action is greyed
 * where it is denied, and the action that explains why appears beside it.
 */
export function dynamicExtensions(offers: ActionOffers, login: Login): Router {
  const router = express.Router();
  router.post('/cluster-menu', async (req, res) => {
    const objects = readObjects(req);
    const isAllowed = await isSetupAllowed(req, objects, { offers, login });
    const answer: DynamicResponse = {
      apiVersion: '1.0.0',
      dynamicItems: [
        { id: SETUP, visible: isAllowed, relevant: true },
        { id: EXPLAIN, visible: !isAllowed, relevant: !isAllowed },
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

/** A selection can reach over linked vCenters; each is asked under its own session. */
async function isSetupAllowed(
  req: Request,
  objects: readonly ObjectId[],
  parts: { readonly offers: ActionOffers; readonly login: Login },
): Promise<boolean> {
  if (objects.some((object) => object.type !== 'ClusterComputeResource')) return false;
  for (const vcGuid of new Set(objects.map((object) => object.vcGuid))) {
    const user = await authenticate(req, vcGuid, parts.login);
    const ids = objects.filter((each) => each.vcGuid === vcGuid).map((each) => each.value);
    const actions = await parts.offers.clusterActions(user, ids);
    if (!actions.every((action) => action.setup.allowed)) return false;
  }
  return true;
}
