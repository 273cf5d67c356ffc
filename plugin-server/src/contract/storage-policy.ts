import { z } from 'zod';
import { moidSchema } from './ids.ts';
import { profileIdSchema } from './virtual-machine.ts';

/** One storage policy that uses the filter. */
export const storagePolicySchema = z.object({
  profileId: z.string(),
  name: z.string(),
  description: z.string(),
  /** `filter`: nothing but the filter. `combined`: the filter together with other rules. */
  kind: z.enum(['filter', 'combined']),
  /** Whether it is the one that the wizard assigns. */
  isDefault: z.boolean(),
  filterName: z.string(),
  /** Its other rules in plain words, for example `vSAN: failures to tolerate 1`. */
  otherRules: z.array(z.string()),
  /** True when no cluster carries the filter any more: nothing can comply with it. */
  orphaned: z.boolean(),
  vms: z.int(),
  disks: z.int(),
  /** Disks by their state; machines that the user may not see are counted too. */
  compliance: z.object({
    compliant: z.int(),
    nonCompliant: z.int(),
    outOfDate: z.int(),
    notApplicable: z.int(),
    unknown: z.int(),
  }),
});
export type StoragePolicy = z.infer<typeof storagePolicySchema>;

/** GET …/policies?check= lets SPBM look anew at compliance. */
export const storagePolicyQuerySchema = z.object({ check: z.stringbool().default(false) });
export const storagePolicyListSchema = z.object({
  policies: z.array(storagePolicySchema),
  /** Name that a new policy of the filter gets (a setting of the server). */
  defaultName: z.string(),
});
export type StoragePolicyList = z.infer<typeof storagePolicyListSchema>;

/** POST …/policies/delete: policies of the filter that no disk is under. */
export const deletePoliciesRequestSchema = z.strictObject({
  profileIds: z.array(profileIdSchema).min(1).max(100),
});
export const deletePoliciesReplySchema = z.object({
  outcomes: z.array(
    z.object({
      profileId: z.string(),
      name: z.string(),
      deleted: z.boolean(),
      /** Why not. */
      reason: z.string().nullable(),
      rawFault: z.string().nullable(),
    }),
  ),
});
export type DeletePoliciesReply = z.infer<typeof deletePoliciesReplySchema>;

/** GET …/restore-points, newest first: what an activity recorded before it changed the policies of a cluster's machines. */
export const restorePointSchema = z.object({
  activityId: z.string(),
  activityTitle: z.string(),
  clusterId: z.string(),
  clusterName: z.string(),
  /** ISO 8601 in UTC. */
  recordedAt: z.string(),
  vms: z.int(),
  disks: z.int(),
  /** How many of its disks are under another policy than recorded, and could be put back. */
  differs: z.int(),
});
export type RestorePoint = z.infer<typeof restorePointSchema>;
export const restorePointQuerySchema = z.object({ clusterId: moidSchema.optional() });
export const restorePointListSchema = z.object({ restorePoints: z.array(restorePointSchema) });
export type RestorePointList = z.infer<typeof restorePointListSchema>;
