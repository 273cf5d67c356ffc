import { vcenterParamsSchema } from '../../contract/ids.ts';
import {
  replicationJobListSchema,
  replicationJobParamsSchema,
  replicationJobRequestSchema,
  replicationJobSchema,
} from '../../contract/replication-job.ts';
import { routes } from '../../contract/routes.ts';
import type { RegistryUseCases } from '../../services/replication-registry.ts';
import { NO_CONTENT, productEndpoint } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { presentReplicationJob } from '../presenters/replication-job.ts';

/** The registry of replication jobs, kept by the replication product. */
export function replicationJobEndpoints(registry: RegistryUseCases): readonly Endpoint[] {
  return [...readJobs(registry), ...keepJobs(registry)];
}

function readJobs(registry: RegistryUseCases): readonly Endpoint[] {
  return [
    productEndpoint({
      method: 'get',
      status: 200,
      path: routes.replicationJobs,
      operationId: 'listReplicationJobs',
      summary: 'The replication and failover jobs that use the filter, by name',
      problems: ['notPermitted'],
      params: vcenterParamsSchema,
      response: replicationJobListSchema,
      handle: ({ user }) =>
        Promise.resolve({ body: { jobs: registry.list(user).map(presentReplicationJob) } }),
    }),
    productEndpoint({
      method: 'get',
      status: 200,
      path: routes.replicationJob,
      operationId: 'readReplicationJob',
      summary: 'One replication or failover job',
      problems: ['notPermitted', 'notFound'],
      params: replicationJobParamsSchema,
      response: replicationJobSchema,
      handle: ({ user, params }) =>
        Promise.resolve({ body: presentReplicationJob(registry.find(user, params.jobId)) }),
    }),
  ];
}

function keepJobs(registry: RegistryUseCases): readonly Endpoint[] {
  return [
    productEndpoint({
      method: 'put',
      status: 200,
      path: routes.replicationJob,
      operationId: 'putReplicationJob',
      summary: 'Adds or replaces a job; the same again changes nothing',
      problems: ['notPermitted'],
      params: replicationJobParamsSchema,
      body: replicationJobRequestSchema,
      response: replicationJobSchema,
      handle: ({ user, params, body }) =>
        Promise.resolve({ body: presentReplicationJob(registry.put(user, params.jobId, body)) }),
    }),
    productEndpoint({
      method: 'delete',
      status: 204,
      path: routes.replicationJob,
      operationId: 'removeReplicationJob',
      summary: 'Removes a job, which releases its VMs; removing it again is no mistake',
      problems: ['notPermitted'],
      params: replicationJobParamsSchema,
      response: NO_CONTENT,
      handle: ({ user, params }) => {
        registry.remove(user, params.jobId);
        return Promise.resolve({ body: null });
      },
    }),
  ];
}
