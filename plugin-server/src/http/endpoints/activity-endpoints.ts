import {
  activityListSchema,
  activityQuerySchema,
  activitySchema,
  startActivityRequestSchema,
} from '../../contract/activity.ts';
import { activityParamsSchema, vcenterParamsSchema } from '../../contract/ids.ts';
import { planRequestSchema, planSchema } from '../../contract/plan.ts';
import { routes } from '../../contract/routes.ts';
import { vmWorkListSchema, vmWorkQuerySchema } from '../../contract/virtual-machine.ts';
import type { Activity } from '../../domain/activity.ts';
import type { ActivityUseCases, PlanMaker } from '../../services/use-cases.ts';
import { endpoint } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { presentActivity } from '../presenters/activity.ts';
import { presentPlan } from '../presenters/plan.ts';
import { presentVmWork } from '../presenters/vm-work.ts';

/** Planning, starting what was planned, and looking at what was started. */
export function activityEndpoints(
  planner: PlanMaker,
  activities: ActivityUseCases,
): readonly Endpoint[] {
  return [
    makePlan(planner),
    startActivity(activities),
    ...lookAtActivities(activities),
    listMachines(activities),
  ];
}

function makePlan(planner: PlanMaker): Endpoint {
  return endpoint({
    method: 'post',
    status: 200,
    path: routes.plans,
    operationId: 'makePlan',
    summary:
      'What setting the filter up on these clusters, and changing the policies of these machines, would do; changes nothing',
    problems: ['notFound', 'notPermitted'],
    params: vcenterParamsSchema,
    body: planRequestSchema,
    response: planSchema,
    handle: async ({ user, body }) => ({ body: presentPlan(await planner.plan(user, body)) }),
  });
}

function startActivity(activities: ActivityUseCases): Endpoint {
  return endpoint({
    method: 'post',
    status: 202,
    path: routes.activities,
    operationId: 'startActivity',
    summary: 'Starts what a plan says; the same idempotency key gives the same activity again',
    problems: ['notFound', 'notPermitted', 'clusterBusy', 'planOutdated', 'planRefused'],
    params: vcenterParamsSchema,
    body: startActivityRequestSchema,
    response: activitySchema,
    handle: async ({ user, body }) => {
      const activity = await activities.start(user, body);
      return {
        body: present(activity, activities),
        location: `activities/${activity.id}`,
      };
    },
  });
}

function lookAtActivities(activities: ActivityUseCases): readonly Endpoint[] {
  return [
    endpoint({
      method: 'get',
      status: 200,
      path: routes.activities,
      operationId: 'listActivities',
      summary: 'Activities, newest first',
      problems: [],
      params: vcenterParamsSchema,
      query: activityQuerySchema,
      response: activityListSchema,
      handle: async ({ user, query: { clusterId, limit } }) => {
        const wanted = { limit, ...(clusterId !== undefined && { clusterId }) };
        const list = await activities.list(user, wanted);
        return { body: { activities: list.map((each) => present(each, activities)) } };
      },
    }),
    endpoint({
      method: 'get',
      status: 200,
      path: routes.activity,
      operationId: 'readActivity',
      summary: 'One activity with its steps and hosts',
      problems: ['notFound'],
      params: activityParamsSchema,
      response: activitySchema,
      handle: async ({ user, params }) => ({
        body: present(await activities.find(user, params.activityId), activities),
      }),
    }),
  ];
}

function listMachines(activities: ActivityUseCases): Endpoint {
  return endpoint({
    method: 'get',
    status: 200,
    path: routes.activityVms,
    operationId: 'listActivityMachines',
    summary: 'The machines whose storage policy an activity changes, in the order of their names',
    problems: ['notFound'],
    params: activityParamsSchema,
    query: vmWorkQuerySchema,
    response: vmWorkListSchema,
    handle: async ({ user, params, query }) => {
      const { total, rows } = await activities.machines(user, params.activityId, query);
      return { body: { total, vms: rows.map(presentVmWork) } };
    },
  });
}

function present(activity: Activity, activities: ActivityUseCases) {
  return presentActivity(activity, (activityId, clusterId) =>
    activities.queuePosition(activityId, clusterId),
  );
}
