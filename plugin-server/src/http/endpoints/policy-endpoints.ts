import { vcenterParamsSchema } from '../../contract/ids.ts';
import { routes } from '../../contract/routes.ts';
import {
  deletePoliciesReplySchema,
  deletePoliciesRequestSchema,
  restorePointListSchema,
  restorePointQuerySchema,
  storagePolicyListSchema,
  storagePolicyQuerySchema,
} from '../../contract/storage-policy.ts';
import type { PolicyUseCases, RestorePointUseCases } from '../../services/policy-use-cases.ts';
import { endpoint } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import {
  presentDeletion,
  presentRestorePoint,
  presentStoragePolicy,
} from '../presenters/storage-policy.ts';

/** The storage policies of the filter, and what earlier activities recorded. Assigning goes through plans and activities. */
export function policyEndpoints(
  policies: PolicyUseCases,
  restorePoints: RestorePointUseCases,
): readonly Endpoint[] {
  return [listPolicies(policies), deletePolicies(policies), listRestorePoints(restorePoints)];
}

function listPolicies(policies: PolicyUseCases): Endpoint {
  return endpoint({
    method: 'get',
    status: 200,
    path: routes.policies,
    operationId: 'listPolicies',
    summary:
      'The storage policies that use the filter, by name; needs the privilege StorageProfile.View',
    problems: ['notPermitted'],
    params: vcenterParamsSchema,
    query: storagePolicyQuerySchema,
    response: storagePolicyListSchema,
    handle: async ({ user, query: { check } }) => {
      const { policies: found, defaultName } = await policies.list(user, { check });
      return { body: { policies: found.map(presentStoragePolicy), defaultName } };
    },
  });
}

function deletePolicies(policies: PolicyUseCases): Endpoint {
  return endpoint({
    method: 'post',
    status: 200,
    path: routes.policiesDelete,
    operationId: 'deletePolicies',
    summary:
      'Deletes policies of the filter that nothing is under; needs the privilege StorageProfile.Update',
    problems: ['notPermitted', 'clusterBusy'],
    params: vcenterParamsSchema,
    body: deletePoliciesRequestSchema,
    response: deletePoliciesReplySchema,
    handle: async ({ user, body }) => {
      const outcomes = await policies.remove(user, [...new Set(body.profileIds)]);
      return { body: { outcomes: outcomes.map(presentDeletion) } };
    },
  });
}

function listRestorePoints(restorePoints: RestorePointUseCases): Endpoint {
  return endpoint({
    method: 'get',
    status: 200,
    path: routes.restorePoints,
    operationId: 'listRestorePoints',
    summary: 'What activities recorded before they changed the policies of machines, newest first',
    problems: ['notFound', 'notPermitted'],
    params: vcenterParamsSchema,
    query: restorePointQuerySchema,
    response: restorePointListSchema,
    handle: async ({ user, query: { clusterId } }) => ({
      body: {
        restorePoints: (await restorePoints.list(user, clusterId)).map(presentRestorePoint),
      },
    }),
  });
}
