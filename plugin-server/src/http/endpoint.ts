import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { Problem } from '../domain/problem.ts';
import type { ProblemCode } from '../domain/problem.ts';
import type { AdmittedToken } from '../domain/api-token.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import { authenticate, authenticateProduct } from './authenticate.ts';
import type { Login } from './authenticate.ts';
import { parseRequest } from './invalid-request.ts';
import { contextOf } from './request-context.ts';

/** A request whose parts have been checked, by somebody who has been authenticated. */
export interface Call<P, Q, B, U = AuthenticatedUser> {
  readonly user: U;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

/** What is answered: a body in the contract's shape. `location` names what a 202 made, relative to the request's own address, so that it also
 * holds behind vCenter's proxy. */
export interface Reply<R> {
  readonly body: R;
  readonly location?: string;
  /** When it is another one than the endpoint's own. */
  readonly status?: 200;
}

/** What describes an endpoint, for the router and for the OpenAPI document alike. */
export interface EndpointFacts {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** One of `routes`, below API_BASE. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** 204 answers without a body; `response` then is `NO_CONTENT`. */
  readonly status: 200 | 201 | 202 | 204;
  readonly response: z.ZodType;
  /** Problems beyond those that every endpoint may answer. */
  readonly problems: readonly ProblemCode[];
}

type NoInput = z.ZodUnknown;

/** Who may call an endpoint: a vSphere user, by session or by an API token that acts for one, or the replication product by its token. */
export type Access = 'vSphereUser' | 'replicationProduct';

/** The response of an endpoint that answers nothing but its status. */
export const NO_CONTENT = z.null();

/** How an endpoint is declared: schemas from the contract, and a handler that calls one use case and presents its result. */
export interface EndpointDeclaration<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  U = AuthenticatedUser,
> extends EndpointFacts {
  readonly params: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  readonly handle: (
    call: Call<z.output<P>, z.output<Q>, z.output<B>, U>,
  ) => Promise<Reply<z.output<R>>>;
}

/** A declared endpoint whose own types are settled; what the router and the OpenAPI document work with. */
export interface Endpoint extends EndpointFacts {
  readonly params: z.ZodType;
  readonly query: z.ZodType | null;
  readonly body: z.ZodType | null;
  /** Media types of a body that is no JSON and that the endpoint reads itself. */
  readonly upload?: readonly string[];
  readonly access: Access;
  readonly answer: (login: Login, req: Request) => Promise<Reply<unknown>>;
}

/** Settles an endpoint's types: input is checked by its schemas before its handler sees it. */
export function endpoint<
  P extends z.ZodType,
  R extends z.ZodType,
  Q extends z.ZodType = NoInput,
  B extends z.ZodType = NoInput,
>(declaration: EndpointDeclaration<P, Q, B, R>): Endpoint {
  return settled(declaration, 'vSphereUser', (req, login) =>
    authenticate(req, req.params['vcGuid'], login),
  );
}

/** The same for what the replication product calls; `user` is its API token. */
export function productEndpoint<
  P extends z.ZodType,
  R extends z.ZodType,
  Q extends z.ZodType = NoInput,
  B extends z.ZodType = NoInput,
>(declaration: EndpointDeclaration<P, Q, B, R, AdmittedToken>): Endpoint {
  return settled(declaration, 'replicationProduct', (req, login) =>
    Promise.resolve(authenticateProduct(req, req.params['vcGuid'], login)),
  );
}

function settled<
  P extends z.ZodType,
  R extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  U,
>(
  declaration: EndpointDeclaration<P, Q, B, R, U>,
  access: Access,
  identify: (req: Request, login: Login) => Promise<U>,
): Endpoint {
  const { params, query = null, body = null, handle, ...facts } = declaration;
  const schemas = { params, query: query ?? z.unknown(), body: body ?? z.unknown() };
  return {
    ...facts,
    params,
    query,
    body,
    access,
    answer: async (login, req) => {
      const user = await identify(req, login);
      const parsed = parseRequest(schemas, {
        params: req.params,
        query: req.query,
        body: body === null ? undefined : jsonBodyOf(req),
      });
      return handle({ user, ...parsed } as Call<z.output<P>, z.output<Q>, z.output<B>, U>);
    },
  };
}

/** Puts endpoints on a router; other methods on their paths answer `methodNotAllowed`. */
export function mountEndpoints(router: Router, endpoints: readonly Endpoint[], login: Login): void {
  for (const each of endpoints) {
    router[each.method](each.path, async (req, res) => {
      const reply = await each.answer(login, req);
      send(res, reply.status ?? each.status, reply);
    });
  }
  for (const path of new Set(endpoints.map((each) => each.path))) {
    const methods = endpoints.filter((each) => each.path === path).map((each) => each.method);
    refuseOtherMethods(router, path, methods);
  }
}

/** Must come after the path's own handlers. */
export function refuseOtherMethods(router: Router, path: string, methods: readonly string[]): void {
  const allowed = methods.map((method) => method.toUpperCase()).join(', ');
  router.all(path, (req, res) => {
    res.setHeader('allow', allowed);
    throw new Problem('methodNotAllowed', `${req.method} is not possible here, only ${allowed}.`);
  });
}

/** The parsed body. Throws Problem `unsupportedMediaType` for anything that is not sent as JSON. */
export function jsonBodyOf(req: Request): unknown {
  if (req.is('application/json') === false) {
    throw new Problem('unsupportedMediaType', 'Send the body as application/json.');
  }
  return req.body;
}

function send(res: Response, status: number, reply: Reply<unknown>): void {
  // The caller left; there is nobody to answer.
  if (contextOf(res.req).signal.aborted) return;
  if (reply.location !== undefined) res.setHeader('location', reply.location);
  res.status(status).setHeader('cache-control', 'no-store');
  if (status === 204) res.end();
  else res.json(reply.body);
}
