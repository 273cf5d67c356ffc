import { z } from 'zod';
import { findingSchema } from './finding.ts';

/** RFC 9457 problem document; `code` is for machines, `detail` for people. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  findings: z.array(findingSchema).optional(),
  /** Which members of the request were wrong, for `invalidRequest`. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** The activity that keeps the cluster busy, for `clusterBusy`. */
  activityId: z.string().optional(),
  /** Code of the fault catalogue, what to do, and the fault as vCenter gave it, for `vcenterFault` and `vcenterUnavailable`. */
  fault: z.string().optional(),
  remedy: z.string().optional(),
  rawFault: z.string().optional(),
  /** What has moved since the plan was made, one sentence each, for `planOutdated`. */
  moved: z.array(z.string()).optional(),
  /** Why a bundle cannot be used, for `bundleInvalid`. */
  reason: z.string().optional(),
});
export type ProblemDocument = z.infer<typeof problemSchema>;
