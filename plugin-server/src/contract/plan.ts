import { z } from 'zod';
import { activityIdSchema, moidSchema } from './ids.ts';
import { profileIdSchema, vmReasonSchema } from './virtual-machine.ts';
import { bundleFlavorSchema, bundleSchema } from './bundle.ts';
import { clusterStateSchema } from './cluster.ts';
import { findingSchema } from './finding.ts';

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
  desired: z.enum(['installed', 'absent', 'unchanged']),
  flavor: bundleFlavorSchema.optional(),
});

/** What is wanted of the disks of one machine; without `diskKeys` of all of them. */
export const vmWishSchema = z.strictObject({
  vmId: moidSchema,
  desired: z.enum(['assigned', 'unassigned']),
  diskKeys: z.array(z.int().min(0)).min(1).max(256).optional(),
});
export type VmWish = z.infer<typeof vmWishSchema>;

/** What is wanted of storage policies. */
export const policyWishesSchema = z.strictObject({
  virtualMachines: z
    .array(vmWishSchema)
    .max(20_000)
    .refine((rows) => new Set(rows.map((row) => row.vmId)).size === rows.length, {
      message: 'A virtual machine may be named once only.',
    })
    .default([]),
  /** Puts back what an activity recorded; the plan is the preview. */
  restore: z
    .strictObject({
      activityId: activityIdSchema,
      clusterIds: z.array(moidSchema).min(1).max(200).optional(),
    })
    .optional(),
  /** Assigns that policy once more to the disks for which it is out of date. */
  reapplyProfileId: profileIdSchema.optional(),
  /** Whether a disk with rules of its own keeps them, by a policy that combines them with the filter. */
  combine: z.boolean().default(true),
  ineligible: z.enum(['refuse', 'leaveOut']).default('refuse'),
});
export type PolicyWishes = z.input<typeof policyWishesSchema>;

/** What the wizard chose. At most 100 clusters at once. Machines of other clusters than those named bring theirs in as `unchanged`. */
export const planRequestSchema = z
  .strictObject({
    clusters: z
      .array(clusterWishSchema)
      .max(100)
      .refine((rows) => new Set(rows.map((row) => row.clusterId)).size === rows.length, {
        message: 'A cluster may be named once only.',
      }),
    policies: policyWishesSchema.optional(),
  })
  .refine(({ clusters, policies }) => clusters.length > 0 || policies !== undefined, {
    path: ['clusters'],
    message: 'must name a cluster, or there must be policies to change',
    when: ({ value }) =>
      typeof value === 'object' &&
      value !== null &&
      'clusters' in value &&
      Array.isArray(value.clusters),
  });
export type PlanRequest = z.input<typeof planRequestSchema>;

/** One machine of a plan. */
export const vmChangeSchema = z.object({
  id: z.string(),
  name: z.string(),
  clusterId: z.string(),
  action: z.enum(['assign', 'unassign', 'restore', 'reapply', 'skip', 'refuse']),
  disks: z.array(
    z.object({
      key: z.int(),
      label: z.string(),
      /** Null for the datastore's default. */
      fromName: z.string().nullable(),
      toName: z.string(),
    }),
  ),
  /** Why it is refused, or why some of its disks are left as they are. */
  reasons: z.array(vmReasonSchema),
});
export type VmChange = z.infer<typeof vmChangeSchema>;

/** The policy changes of one cluster: how many of each, every refused machine, and the others up to a thousand rows. */
export const policyChangesSchema = z.object({
  assign: z.int(),
  unassign: z.int(),
  restore: z.int(),
  reapply: z.int(),
  skip: z.int(),
  refuse: z.int(),
  virtualMachines: z.array(vmChangeSchema),
});
export type PolicyChanges = z.infer<typeof policyChangesSchema>;

/** A policy that machines go to. */
export const plannedPolicySchema = z.object({
  kind: z.enum(['filter', 'combined']),
  name: z.string(),
  /** The policy whose rules are kept; null for the filter's own policy. */
  baseName: z.string().nullable(),
  /** Null when it will be made. */
  profileId: z.string().nullable(),
  disks: z.int(),
  warnings: z.array(z.string()),
});
export type PlannedPolicy = z.infer<typeof plannedPolicySchema>;

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
  policyChanges: policyChangesSchema,
});
export type ClusterPlan = z.infer<typeof clusterPlanSchema>;

/** POST …/plans answers the plan; nothing is changed by it. */
export const planSchema = z.object({
  vcGuid: z.string(),
  clusters: z.array(clusterPlanSchema),
  policies: z.array(plannedPolicySchema),
  hash: z.string(),
});
export type Plan = z.infer<typeof planSchema>;
