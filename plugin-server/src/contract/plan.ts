import { z } from 'zod';
import { bundleSchema } from './bundle.ts';
import { clusterStateSchema } from './cluster.ts';
import { findingSchema } from './finding.ts';
import { moidSchema } from './ids.ts';

/** What the wizard chose: the ticked clusters. At most 100 at once. */
export const planRequestSchema = z.strictObject({
  clusters: z
    .array(z.strictObject({ clusterId: moidSchema, desired: z.enum(['installed']) }))
    .min(1)
    .max(100)
    .refine((rows) => new Set(rows.map((row) => row.clusterId)).size === rows.length, {
      message: 'A cluster may be named once only.',
    }),
});
export type PlanRequest = z.infer<typeof planRequestSchema>;

export const clusterPlanSchema = z.object({
  clusterId: z.string(),
  clusterName: z.string(),
  action: z.enum(['install', 'update', 'resolve', 'skip', 'refuse']),
  /** One sentence for the wizard's last page. */
  summary: z.string(),
  state: clusterStateSchema,
  bundle: bundleSchema.nullable(),
  hosts: z.array(z.object({ id: z.string(), name: z.string() })),
  findings: z.array(findingSchema),
});
export type ClusterPlan = z.infer<typeof clusterPlanSchema>;

/** POST …/plans answers the plan; nothing is changed by it. */
export const planSchema = z.object({
  vcGuid: z.string(),
  clusters: z.array(clusterPlanSchema),
  hash: z.string(),
});
export type Plan = z.infer<typeof planSchema>;
