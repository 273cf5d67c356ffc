import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { dynamicRequestSchema } from '../contract/dynamic-extensions.ts';
import type { DynamicResponse } from '../contract/dynamic-extensions.ts';
import { parseObjectId } from '../domain/managed-object-reference.ts';
import type { ObjectId } from '../domain/managed-object-reference.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import type { ActionOffers, VmActionOffers } from '../services/use-cases.ts';
import { authenticate } from './authenticate.ts';
import type { Login } from './authenticate.ts';
import { jsonBodyOf, refuseOtherMethods } from './endpoint.ts';
import { InvalidRequest, parseRequest } from './invalid-request.ts';

/** Ids of the menu actions in the manifest. */
const ACTIONS = {
  setup: 'setup-io-filter',
  update: 'update-io-filter',
  remove: 'remove-io-filter',
} as const;
const EXPLAIN = 'explain-io-filter';
const ASSIGN_POLICY = 'assign-io-filter-policy';
const REMOVE_POLICY = 'remove-io-filter-policy';
const EXPLAIN_POLICY = 'explain-io-filter-policy';
type MenuAction = keyof typeof ACTIONS;

/** Who says what the menus offer. */
export interface MenuOffers {
  readonly offers: ActionOffers;
  readonly vmOffers: VmActionOffers;
}

/**
 * What the vSphere Client asks before it shows our menus on clusters and virtual machines (`dynamicUri` of the manifest). After the plug-in
 * documentation an action that is not `visible` is shown greyed, and only one that is not `relevant` either is left out; so an action is
 * greyed where it does not apply, and the action that explains why appears beside it.
 */
export function dynamicExtensions(parts: MenuOffers, login: Login): Router {
  const router = express.Router();
  router.post('/cluster-menu', async (req, res) => {
    send(res, await clusterMenu(req, parts.offers, login));
  });
  router.post('/vm-menu', async (req, res) => {
    send(res, await vmMenu(req, parts.vmOffers, login));
  });
  refuseOtherMethods(router, '/cluster-menu', ['post']);
  refuseOtherMethods(router, '/vm-menu', ['post']);
  return router;
}

function send(res: Response, dynamicItems: DynamicResponse['dynamicItems']): void {
  const answer: DynamicResponse = { apiVersion: '1.0.0', dynamicItems };
  res.setHeader('cache-control', 'no-store').json(answer);
}

/** An action is offered when it is allowed on every cluster. */
async function clusterMenu(
  req: Request,
  offers: ActionOffers,
  login: Login,
): Promise<DynamicResponse['dynamicItems']> {
  const objects = readObjects(req);
  const rows = await onEachVcenter(req, login, {
    objects,
    type: 'ClusterComputeResource',
    ask: (user, ids) => offers.clusterActions(user, ids),
  });
  const allowed = (action: MenuAction): boolean =>
    rows !== null && rows.every((row) => row[action].allowed);
  const canSetUp = allowed('setup');
  return [
    { id: ACTIONS.setup, visible: canSetUp, relevant: true },
    { id: EXPLAIN, visible: !canSetUp, relevant: !canSetUp },
    { id: ACTIONS.update, visible: allowed('update'), relevant: true },
    { id: ACTIONS.remove, visible: allowed('remove'), relevant: true },
  ];
}

/** An action is offered when it is possible for one machine at least; its dialog names those that are left out, and so does the explanation. */
async function vmMenu(
  req: Request,
  offers: VmActionOffers,
  login: Login,
): Promise<DynamicResponse['dynamicItems']> {
  const rows = await onEachVcenter(req, login, {
    objects: readObjects(req),
    type: 'VirtualMachine',
    ask: (user, ids) => offers.vmActions(user, ids),
  });
  const isBlocked = rows === null || rows.some(({ blocked }) => blocked);
  return [
    { id: ASSIGN_POLICY, visible: rows?.some(({ assign }) => assign) ?? false, relevant: true },
    { id: REMOVE_POLICY, visible: rows?.some(({ remove }) => remove) ?? false, relevant: true },
    { id: EXPLAIN_POLICY, visible: isBlocked, relevant: isBlocked },
  ];
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

/**
 * The answers for all objects; null when one of them is of another type. A selection can reach over linked vCenters; each is asked under its
 * own session.
 */
async function onEachVcenter<T>(
  req: Request,
  login: Login,
  question: {
    readonly objects: readonly ObjectId[];
    readonly type: string;
    readonly ask: (user: AuthenticatedUser, ids: readonly string[]) => Promise<readonly T[]>;
  },
): Promise<readonly T[] | null> {
  const { objects, type, ask } = question;
  const byVcenter = Map.groupBy(objects, ({ vcGuid }) => vcGuid);
  const rows: T[] = [];
  for (const [vcGuid, some] of byVcenter) {
    const user = await authenticate(req, vcGuid, login);
    if (objects.some((object) => object.type !== type)) return null;
    const answers = await ask(
      user,
      some.map(({ value }) => value),
    );
    rows.push(...answers);
  }
  return rows;
}
