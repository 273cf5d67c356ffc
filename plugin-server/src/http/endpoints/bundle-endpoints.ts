import {
  bundleFetchListSchema,
  bundleFetchQuerySchema,
  bundleListSchema,
  bundleParamsSchema,
  bundleUploadQuerySchema,
  heldBundleSchema,
} from '../../contract/bundle.ts';
import { activityParamsSchema, vcenterParamsSchema } from '../../contract/ids.ts';
import { routes } from '../../contract/routes.ts';
import type { BundleUseCases } from '../../services/bundle-use-cases.ts';
import { authenticate } from '../authenticate.ts';
import { endpoint, NO_CONTENT } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { parseRequest } from '../invalid-request.ts';
import { presentFetch, presentHeldBundle } from '../presenters/bundle.ts';
import { openUpload, withUpload } from '../upload.ts';

const ZIP_TYPES = ['application/zip', 'application/x-zip-compressed', 'application/octet-stream'];

/** The offline bundles: which there are, taking in, deleting, and who fetched them. */
export function bundleEndpoints(library: BundleUseCases): readonly Endpoint[] {
  return [listBundles(library), importBundle(library), deleteBundle(library), ...fetches(library)];
}

function listBundles(library: BundleUseCases): Endpoint {
  return endpoint({
    method: 'get',
    status: 200,
    path: routes.bundles,
    operationId: 'listBundles',
    summary: 'The offline bundles that the server holds, and the files that it refuses',
    problems: [],
    params: vcenterParamsSchema,
    response: bundleListSchema,
    handle: async () => {
      const { bundles, refused, ...facts } = await library.list();
      return {
        body: { ...facts, bundles: bundles.map(presentHeldBundle), refused: [...refused] },
      };
    },
  });
}

/** Its body is no JSON, so it does not go through `endpoint`. */
function importBundle(library: BundleUseCases): Endpoint {
  const schemas = { params: vcenterParamsSchema, query: bundleUploadQuerySchema };
  return {
    method: 'post',
    status: 201,
    path: routes.bundles,
    operationId: 'importBundle',
    summary: 'Takes an offline bundle in; answers 200 when the server holds the very same one',
    problems: [
      'notPermitted',
      'requestTooLarge',
      'unsupportedMediaType',
      'bundleInvalid',
      'storageFull',
    ],
    ...schemas,
    body: null,
    upload: ZIP_TYPES,
    response: heldBundleSchema,
    access: 'vSphereUser',
    answer: (login, req) =>
      withUpload(req, async () => {
        const user = await authenticate(req, req.params['vcGuid'], login);
        const { params, query } = req;
        const parsed = parseRequest(
          { ...schemas, body: NO_CONTENT },
          { params, query, body: null },
        );
        const { flavor } = bundleUploadQuerySchema.parse(parsed.query);
        const content = openUpload(req, ZIP_TYPES, library.uploadLimit);
        const { bundle, isNew } = await library.import(user, { flavor, content });
        const body = presentHeldBundle(bundle);
        return isNew ? { body, location: `bundles/${bundle.id}` } : { body, status: 200 };
      }),
  };
}

function deleteBundle(library: BundleUseCases): Endpoint {
  return endpoint({
    method: 'delete',
    status: 204,
    path: routes.bundle,
    operationId: 'deleteBundle',
    summary: 'Deletes an imported bundle that no cluster and no activity uses',
    problems: ['notFound', 'notPermitted', 'bundleInUse'],
    params: bundleParamsSchema,
    response: NO_CONTENT,
    handle: async ({ user, params }) => {
      await library.remove(user, params.bundleId);
      return { body: null };
    },
  });
}

function fetches(library: BundleUseCases): readonly Endpoint[] {
  const shared = {
    method: 'get',
    status: 200,
    query: bundleFetchQuerySchema,
    response: bundleFetchListSchema,
  } as const;
  return [
    endpoint({
      ...shared,
      path: routes.bundleFetches,
      operationId: 'listBundleFetches',
      summary: 'Who fetched the bundle, newest first',
      problems: ['notPermitted'],
      params: bundleParamsSchema,
      handle: async ({ user, params, query }) => {
        const found = await library.fetches(user, params.bundleId, query.limit);
        return { body: { fetches: found.map(presentFetch) } };
      },
    }),
    endpoint({
      ...shared,
      path: routes.activityFetches,
      operationId: 'listActivityFetches',
      summary: 'Who fetched the bundles of an activity while it ran, newest first',
      problems: ['notFound'],
      params: activityParamsSchema,
      handle: async ({ user, params, query }) => {
        const found = await library.fetchesOfActivity(user, params.activityId, query.limit);
        return { body: { fetches: found.map(presentFetch) } };
      },
    }),
  ];
}
