import { z } from 'zod';
import { moidSchema } from './ids.ts';

/** POST …/clusters/{clusterId}/resolve: one host, or the whole cluster. Answers an activity. */
export const resolveRequestSchema = z.strictObject({ hostId: moidSchema.optional() });
export type ResolveRequest = z.infer<typeof resolveRequestSchema>;

/** POST …/hosts/{hostId}/maintenance-mode: into it, or out of it. */
export const maintenanceModeRequestSchema = z.strictObject({ enter: z.boolean() });
export type MaintenanceModeRequest = z.infer<typeof maintenanceModeRequestSchema>;

/** vCenter's own task, to be seen in its Recent Tasks. */
export const maintenanceModeReplySchema = z.object({ taskId: z.string() });
export type MaintenanceModeReply = z.infer<typeof maintenanceModeReplySchema>;

/** GET …/clusters/{clusterId}/evacuation-forecast: whether each host could be emptied now, as the only one that leaves. */
export const evacuationForecastSchema = z.object({
  hosts: z.array(
    z.object({
      hostId: z.string(),
      hostName: z.string(),
      canEvacuate: z.boolean(),
      /** How many moves it would take. */
      recommendations: z.int(),
      /** Why not, in vCenter's words; empty when it can. */
      faults: z.array(z.string()),
    }),
  ),
});
export type EvacuationForecast = z.infer<typeof evacuationForecastSchema>;
