import { z } from 'zod';
import { acceptanceLevelSchema } from './cluster.ts';

export const bundleSchema = z.object({
  id: z.string(),
  flavor: z.enum(['vaio7', 'vaio8']),
  fileName: z.string(),
  size: z.int(),
  filterName: z.string(),
  vendor: z.string(),
  version: z.string(),
  vibVersion: z.string(),
  acceptanceLevel: acceptanceLevelSchema,
  maintenanceModeRequired: z.boolean(),
  rebootRequired: z.boolean(),
});
export type Bundle = z.infer<typeof bundleSchema>;

/** GET …/bundles. */
export const bundleListSchema = z.object({ bundles: z.array(bundleSchema) });
export type BundleList = z.infer<typeof bundleListSchema>;
