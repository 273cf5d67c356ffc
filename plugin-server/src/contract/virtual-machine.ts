import { z } from 'zod';
import { moidSchema, vcenterParamsSchema } from './ids.ts';

/** Id of a storage policy, as SPBM gives it. */
export const profileIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
export const profileParamsSchema = vcenterParamsSchema.extend({ profileId: profileIdSchema });

/** Why a machine or one of its disks cannot change its storage policy. */
export const vmReasonSchema = z.object({
  code: z.string(),
  reason: z.string(),
  remedy: z.string(),
  /** Null when it concerns the whole machine. */
  diskKey: z.int().nullable(),
});
export type VmReason = z.infer<typeof vmReasonSchema>;

/**
 * What a disk is under: nothing of ours (`default` for the datastore's default, `other` for a policy without the filter), the filter's own policy
 * (`filter`), or one that combines the filter with other rules (`combined`).
 */
export const diskPolicyKindSchema = z.enum(['default', 'other', 'filter', 'combined']);

export const complianceStatusSchema = z.enum([
  'compliant',
  'nonCompliant',
  'unknown',
  'notApplicable',
  'outOfDate',
]);
export type ComplianceStatus = z.infer<typeof complianceStatusSchema>;

export const vmDiskSchema = z.object({
  key: z.int(),
  /** `Hard disk 1`. */
  label: z.string(),
  capacityBytes: z.number(),
  policyKind: diskPolicyKindSchema,
  /** Null for the datastore's default. */
  policyName: z.string().nullable(),
  /** Whether the filter is attached in fact. */
  filterAttached: z.boolean(),
  /** Why it cannot be changed; empty when it can. */
  reasons: z.array(vmReasonSchema),
});
export type VmDisk = z.infer<typeof vmDiskSchema>;

/** How many of a machine's disks are under a policy with the filter. */
export const vmPolicyStateSchema = z.enum(['none', 'some', 'all']);
export type VmPolicyState = z.infer<typeof vmPolicyStateSchema>;

/** One machine of the wizard's list. */
export const vmRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  clusterId: z.string(),
  clusterName: z.string(),
  hostName: z.string().nullable(),
  /** Names of the folders above it, outermost first, without the datacenter. */
  folder: z.array(z.string()),
  powerState: z.enum(['poweredOn', 'poweredOff', 'suspended']),
  policyState: vmPolicyStateSchema,
  /** Whether it can be ticked; `reasons` say why not, or which disks would be left out. */
  eligible: z.boolean(),
  reasons: z.array(vmReasonSchema),
  diskCount: z.int(),
  /** Null while the disks have not been read. */
  disks: z.array(vmDiskSchema).nullable(),
});
export type VmRow = z.infer<typeof vmRowSchema>;

/** Which machines are meant. Everything that is named must hold. */
export const vmFilterSchema = z.strictObject({
  /** Machines on hosts of these clusters; left out, of all clusters. */
  clusterIds: z.array(moidSchema).min(1).max(200).optional(),
  vmIds: z.array(moidSchema).min(1).max(20_000).optional(),
  /** Any part of the name, without regard to case. */
  search: z.string().max(128).optional(),
  /** A folder and all below it. */
  folderId: moidSchema.optional(),
  tagId: z.string().min(1).max(256).optional(),
  eligibility: z.enum(['eligible', 'ineligible']).optional(),
  policyState: z.enum(['none', 'some', 'all', 'someOrAll']).optional(),
  /** Machines with a disk under this policy, which is one that uses the filter. */
  profileId: profileIdSchema.optional(),
  /** Clusters, by id, that will carry the filter by the time the policy is assigned, because the same plan installs it. */
  willCarryFilter: z.array(moidSchema).max(200).optional(),
  /**
   * What machines shall be able to do to be eligible: get the policy or lose it. Left out, what ticking them does: losing it where all disks
   * are under the policy already, else getting it.
   */
  desired: z.enum(['assigned', 'unassigned']).optional(),
});
export type VmFilter = z.infer<typeof vmFilterSchema>;

/** POST …/vms/query: one page. It only reads; the filter is too long for an address. */
export const vmQuerySchema = z.strictObject({
  filter: vmFilterSchema.default({}),
  sort: z
    .strictObject({
      by: z.enum(['name', 'cluster', 'host', 'powerState', 'policyState']),
      descending: z.boolean().default(false),
    })
    .default({ by: 'name', descending: false }),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(50),
});
export type VmQuery = z.input<typeof vmQuerySchema>;

export const vmPageSchema = z.object({
  rows: z.array(vmRowSchema),
  /** Machines that match the filter. */
  matching: z.int(),
  /** Machines of the clusters, whatever the rest of the filter says. */
  total: z.int(),
  /** When the list was read from vCenter, ISO 8601 in UTC. */
  asOf: z.string(),
  /** Machines whose disks have not been read yet; until then what their disks forbid is not known. */
  disksPending: z.int(),
});
export type VmPage = z.infer<typeof vmPageSchema>;

/**
 * POST …/vms/selection: all that match and can be ticked, in the order of their names. `ineligible: 'include'` adds those that cannot, for
 * a list of machines that have the policy already.
 */
export const vmSelectionRequestSchema = z.strictObject({
  filter: vmFilterSchema.default({}),
  ineligible: z.enum(['leaveOut', 'include']).default('leaveOut'),
});
export type VmSelectionRequest = z.input<typeof vmSelectionRequestSchema>;

export const vmSelectionSchema = z.object({
  vms: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      clusterId: z.string(),
      policyState: vmPolicyStateSchema,
    }),
  ),
  /** Machines that match but cannot be ticked. */
  leftOut: z.int(),
});
export type VmSelection = z.infer<typeof vmSelectionSchema>;

/** GET …/vms/filters: what can be filtered by. */
export const vmFilterChoicesSchema = z.object({
  folders: z.array(z.object({ id: z.string(), path: z.array(z.string()) })),
  /** Null where this vCenter does not give its tags. */
  tags: z
    .array(z.object({ id: z.string(), name: z.string(), category: z.string(), vms: z.int() }))
    .nullable(),
});
export type VmFilterChoices = z.infer<typeof vmFilterChoicesSchema>;

/** One machine of an activity. */
export const vmWorkSchema = z.object({
  vmId: z.string(),
  vmName: z.string(),
  clusterId: z.string(),
  action: z.enum(['assign', 'unassign', 'restore', 'reapply']),
  state: z.enum(['pending', 'running', 'succeeded', 'failed', 'cancelled']),
  disks: z.array(
    z.object({
      key: z.int(),
      label: z.string(),
      fromName: z.string().nullable(),
      toName: z.string(),
    }),
  ),
  problem: z
    .object({
      code: z.string(),
      title: z.string(),
      detail: z.string(),
      remedy: z.string().nullable(),
      rawFault: z.string().nullable(),
    })
    .nullable(),
  finishedAt: z.string().nullable(),
});
export type VmWork = z.infer<typeof vmWorkSchema>;

/** GET …/activities/{activityId}/vms?clusterId=&state=&offset=&limit= */
export const vmWorkQuerySchema = z.object({
  clusterId: moidSchema.optional(),
  state: z.enum(['pending', 'running', 'succeeded', 'failed', 'cancelled']).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const vmWorkListSchema = z.object({ total: z.int(), vms: z.array(vmWorkSchema) });
export type VmWorkList = z.infer<typeof vmWorkListSchema>;
