import { z } from 'zod';
import { bundleFlavorSchema, bundleSchema } from './bundle.ts';
import { clusterStateSchema } from './cluster.ts';
import { findingSchema } from './finding.ts';
import { moidSchema } from './ids.ts';

/** What will be done with one cluster. */
export const planActionSchema = z.enum([
  'install',
  'update',
  'resolve',
  'remove',
  'skip',
  'refuse',
]);
export type PlanAction = z.infer<typeof planActionSchema>;

/**
 * What is wanted of one cluster: `absent` removes the filter. `flavor` chooses the older kit by hand where the newer one would be taken.
 */
export const clusterWishSchema = z.strictObject({
  clusterId: moidSchema,
  desired: z.enum(['installed', 'absent']),
  flavor: bundleFlavorSchema.optional(),
});

/** What the wizard chose. At most 100 clusters at once. */
export const planRequestSchema = z.strictObject({
  clusters: z
    .array(clusterWishSchema)
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
  action: planActionSchema,
  /** One sentence for the wizard's last page. */
  summary: z.string(),
  state: clusterStateSchema,
  bundle: bundleSchema.nullable(),
  hosts: z.array(z.object({ id: z.string(), name: z.string() })),
  findings: z.array(findingSchema),
  /** Jobs of the replication product that use the filter; they block a removal. */
  jobs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['replication', 'failover']),
      vmNames: z.array(z.string()),
    }),
  ),
  /** VMs that a removal takes off the filter; `blocked` says why one cannot be. */
  virtualMachines: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      disks: z.int(),
      blocked: z.string().nullable(),
      remedy: z.string().nullable(),
    }),
  ),
});
export type ClusterPlan = z.infer<typeof clusterPlanSchema>;

/** POST …/plans answers the plan; nothing is changed by it. */
export const planSchema = z.object({
  vcGuid: z.string(),
  clusters: z.array(clusterPlanSchema),
  hash: z.string(),
});
export type Plan = z.infer<typeof planSchema>;
