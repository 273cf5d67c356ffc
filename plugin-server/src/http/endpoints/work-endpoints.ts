import { activitySchema } from '../../contract/activity.ts';
import {
  activityParamsSchema,
  clusterParamsSchema,
  hostParamsSchema,
  vcenterParamsSchema,
} from '../../contract/ids.ts';
import {
  evacuationForecastSchema,
  maintenanceModeReplySchema,
  maintenanceModeRequestSchema,
  resolveRequestSchema,
} from '../../contract/maintenance.ts';
import { cancelRequestSchema, queueRequestSchema, queueSchema } from '../../contract/queue.ts';
import { routes } from '../../contract/routes.ts';
import type { ActivityUseCases } from '../../services/use-cases.ts';
import type { MaintenanceUseCases, WorkUseCases } from '../../services/work-use-cases.ts';
import { endpoint } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { presentActivity } from '../presenters/activity.ts';
import type { QueuePosition } from '../presenters/activity.ts';

/** Cancelling, the queue, and repairs. */
export function workEndpoints(
  work: WorkUseCases,
  activities: Pick<ActivityUseCases, 'queuePosition'>,
): readonly Endpoint[] {
  const position: QueuePosition = (...ids) => activities.queuePosition(...ids);
  return [cancelActivity(work, position), resolveIssues(work, position), ...queueEndpoints(work)];
}

function cancelActivity(work: WorkUseCases, position: QueuePosition): Endpoint {
  return endpoint({
    method: 'post',
    status: 200,
    path: routes.activityCancel,
    operationId: 'cancelActivity',
    summary: 'Cancels one cluster of an activity, or all of it, as far as vCenter allows',
    problems: ['notFound', 'notPermitted'],
    params: activityParamsSchema,
    body: cancelRequestSchema,
    response: activitySchema,
    handle: async ({ user, params, body }) => ({
      body: presentActivity(await work.cancel(user, params.activityId, body.clusterId), position),
    }),
  });
}

function resolveIssues(work: WorkUseCases, position: QueuePosition): Endpoint {
  return endpoint({
    method: 'post',
    status: 202,
    path: routes.clusterResolve,
    operationId: 'resolveIssues',
    summary: 'Lets vCenter go on with what its last operation left undone',
    problems: ['notFound', 'notPermitted', 'clusterBusy'],
    params: clusterParamsSchema,
    body: resolveRequestSchema,
    response: activitySchema,
    handle: async ({ user, params, body }) => {
      const activity = await work.resolve(user, params.clusterId, body.hostId);
      return {
        body: presentActivity(activity, position),
        location: `../../activities/${activity.id}`,
      };
    },
  });
}

function queueEndpoints(work: WorkUseCases): readonly Endpoint[] {
  return [
    endpoint({
      method: 'get',
      status: 200,
      path: routes.queue,
      operationId: 'readQueue',
      summary: 'The queue as this vCenter sees it',
      problems: [],
      params: vcenterParamsSchema,
      response: queueSchema,
      handle: async ({ user }) => ({ body: await work.queue(user) }),
    }),
    endpoint({
      method: 'put',
      status: 200,
      path: routes.queue,
      operationId: 'pauseQueue',
      summary: 'Holds back what has not begun on this vCenter, or lets it go on',
      problems: ['notPermitted'],
      params: vcenterParamsSchema,
      body: queueRequestSchema,
      response: queueSchema,
      handle: async ({ user, body }) => ({ body: await work.setPaused(user, body.paused) }),
    }),
  ];
}

/** Maintenance mode and its forecast. */
export function maintenanceEndpoints(maintenance: MaintenanceUseCases): readonly Endpoint[] {
  return [setMaintenanceMode(maintenance), forecastEvacuation(maintenance)];
}

function setMaintenanceMode(maintenance: MaintenanceUseCases): Endpoint {
  return endpoint({
    method: 'post',
    status: 202,
    path: routes.hostMaintenanceMode,
    operationId: 'setMaintenanceMode',
    summary: 'Lets a host enter or exit maintenance mode; answers the task of vCenter',
    problems: ['notFound', 'notPermitted'],
    params: hostParamsSchema,
    body: maintenanceModeRequestSchema,
    response: maintenanceModeReplySchema,
    handle: async ({ user, params, body }) => ({
      body: { taskId: await maintenance.setMaintenanceMode(user, params.hostId, body.enter) },
    }),
  });
}

function forecastEvacuation(maintenance: MaintenanceUseCases): Endpoint {
  return endpoint({
    method: 'get',
    status: 200,
    path: routes.evacuationForecast,
    operationId: 'forecastEvacuation',
    summary: 'Whether each host of a cluster could be emptied now; moves nothing',
    problems: ['notFound', 'notPermitted'],
    params: clusterParamsSchema,
    response: evacuationForecastSchema,
    handle: async ({ user, params }) => {
      const rows = await maintenance.forecast(user, params.clusterId);
      return {
        body: {
          hosts: rows.map(({ host, hostName, canEvacuate, recommendations, faults }) => ({
            hostId: host.value,
            hostName,
            canEvacuate,
            recommendations,
            faults: [...faults],
          })),
        },
      };
    },
  });
}
