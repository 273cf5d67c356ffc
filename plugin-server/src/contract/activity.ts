import { z } from 'zod';
import { planActionSchema, planRequestSchema } from './plan.ts';

/**
 * POST …/activities starts what a plan says. `planHash` is the hash of the plan that the user saw; a world that has moved is refused
 * with `planOutdated`. `idempotencyKey` makes a double click one activity.
 */
export const startActivityRequestSchema = planRequestSchema.safeExtend({
  planHash: z.string().regex(/^[a-f0-9]{64}$/),
  idempotencyKey: z.uuid(),
});
export type StartActivityRequest = z.input<typeof startActivityRequestSchema>;

export const activityStateSchema = z.enum([
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
]);

export const stepSchema = z.object({
  name: z.enum([
    'look',
    'publishBundle',
    'guardJobs',
    'recordPolicies',
    'detachPolicies',
    'verifyDetached',
    'requestTask',
    'followTask',
    'verifyHosts',
    'verifyRemoved',
    'preparePolicies',
    'changePolicies',
    'verifyPolicies',
  ]),
  label: z.string(),
  state: z.enum(['pending', 'running', 'succeeded', 'failed', 'skipped']),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  detail: z.string().nullable(),
});
export type Step = z.infer<typeof stepSchema>;

export const hostProgressSchema = z.object({
  hostId: z.string(),
  hostName: z.string(),
  state: z.enum([
    'waiting',
    'installing',
    'updating',
    'removing',
    'enteringMaintenanceMode',
    'needsMaintenanceMode',
    'installed',
    'removed',
    'pending',
    'failed',
  ]),
  message: z.string().nullable(),
  /** Code of the fault catalogue; the raw fault is as vCenter gave it. */
  fault: z.string().nullable(),
  rawFault: z.string().nullable(),
});
export type HostProgress = z.infer<typeof hostProgressSchema>;

/** What a cluster activity in the state `waiting` waits for; `until` is when it goes on by itself, null when that is up to somebody. */
export const waitingSchema = z.object({
  for: z.enum(['retry', 'maintenanceMode', 'vcenter']),
  since: z.string(),
  until: z.string().nullable(),
  detail: z.string(),
  hostIds: z.array(z.string()),
});
export type Waiting = z.infer<typeof waitingSchema>;

export const clusterActivitySchema = z.object({
  clusterId: z.string(),
  clusterName: z.string(),
  action: planActionSchema,
  state: z.enum(['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'skipped']),
  waiting: waitingSchema.nullable(),
  /** Which try this is, 1 is the first. */
  attempt: z.int(),
  attempts: z.int(),
  cancelRequested: z.boolean(),
  /** Warnings while it runs, such as two hosts that enter maintenance mode at a time. */
  watch: z.array(z.string()),
  progress: z.number().nullable(),
  filterName: z.string(),
  filterVersion: z.string(),
  /** Place in the queue, 1 is next; null unless queued. */
  queuePosition: z.int().nullable(),
  vcenterTaskId: z.string().nullable(),
  steps: z.array(stepSchema),
  hosts: z.array(hostProgressSchema),
  /** How far the machines are whose storage policy changes; null when there are none. */
  policies: z
    .object({
      total: z.int(),
      succeeded: z.int(),
      failed: z.int(),
      cancelled: z.int(),
    })
    .nullable(),
  problem: z
    .object({
      code: z.string(),
      title: z.string(),
      detail: z.string(),
      remedy: z.string().nullable(),
      /** The fault as vCenter gave it. */
      rawFault: z.string().nullable(),
    })
    .nullable(),
});
export type ClusterActivity = z.infer<typeof clusterActivitySchema>;

/** Times are ISO 8601 in UTC. `revision` grows with every change. */
export const activitySchema = z.object({
  id: z.string(),
  vcGuid: z.string(),
  kind: z.enum(['setup', 'resolve', 'policies']),
  title: z.string(),
  initiatedBy: z.string(),
  serviceAccount: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  state: activityStateSchema,
  revision: z.int(),
  clusters: z.array(clusterActivitySchema),
});
export type Activity = z.infer<typeof activitySchema>;

/** GET …/activities?clusterId=&limit= */
export const activityQuerySchema = z.object({
  clusterId: z.string().max(128).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const activityListSchema = z.object({ activities: z.array(activitySchema) });
export type ActivityList = z.infer<typeof activityListSchema>;
