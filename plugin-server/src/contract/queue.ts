import { z } from 'zod';
import { moidSchema } from './ids.ts';

/** PUT …/queue: whether clusters that have not begun are held back. */
export const queueRequestSchema = z.strictObject({ paused: z.boolean() });
export type QueueRequest = z.infer<typeof queueRequestSchema>;

/** GET …/queue: the queue as one vCenter sees it. */
export const queueSchema = z.object({
  paused: z.boolean(),
  /** Clusters of this vCenter that wait to begin, and those that hold a slot. */
  waiting: z.int(),
  working: z.int(),
  /** How many clusters are worked on at the same time, on all vCenters together. */
  slots: z.int(),
});
export type Queue = z.infer<typeof queueSchema>;

/** POST …/activities/{activityId}/cancel: one cluster of the activity, or all of them. */
export const cancelRequestSchema = z.strictObject({ clusterId: moidSchema.optional() });
export type CancelRequest = z.infer<typeof cancelRequestSchema>;
