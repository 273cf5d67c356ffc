import { z } from 'zod';
import { moidSchema, vcenterParamsSchema } from './ids.ts';

/** The replication product's own id of a job. */
export const replicationJobIdSchema = z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/);
export const replicationJobParamsSchema = vcenterParamsSchema.extend({
  jobId: replicationJobIdSchema,
});

/** PUT …/jobs/{jobId}: what the replication product says of a job that uses the filter. Sending the same again changes nothing. */
export const replicationJobRequestSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(256)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line of text'),
  kind: z.enum(['replication', 'failover']),
  /** Managed object ids of the source VMs. */
  vmIds: z.array(moidSchema).min(1).max(10_000),
  /** Whether the data is encrypted on the way to the journal service. */
  encrypted: z.boolean(),
});
export type ReplicationJobRequest = z.infer<typeof replicationJobRequestSchema>;

export const replicationJobSchema = z.object({
  id: z.string(),
  vcGuid: z.string(),
  name: z.string(),
  kind: z.enum(['replication', 'failover']),
  vmIds: z.array(z.string()),
  encrypted: z.boolean(),
  /** ISO 8601 in UTC. */
  updatedAt: z.string(),
});
export type ReplicationJob = z.infer<typeof replicationJobSchema>;

/** GET …/jobs, by name. */
export const replicationJobListSchema = z.object({ jobs: z.array(replicationJobSchema) });
export type ReplicationJobList = z.infer<typeof replicationJobListSchema>;
