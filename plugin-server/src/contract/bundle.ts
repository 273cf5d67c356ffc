import { z } from 'zod';
import { acceptanceLevelSchema } from './cluster.ts';
import { vcenterParamsSchema } from './ids.ts';

export const bundleFlavorSchema = z.enum(['vaio7', 'vaio8']);
/** SHA-256 of the ZIP, lower-case hex. */
export const bundleIdSchema = z.string().regex(/^[a-f0-9]{64}$/);
export const bundleParamsSchema = vcenterParamsSchema.extend({ bundleId: bundleIdSchema });

export const bundleSchema = z.object({
  /** SHA-256 of the ZIP. */
  id: z.string(),
  flavor: bundleFlavorSchema,
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

/** A bundle with everything that its X-ray told. */
export const heldBundleSchema = bundleSchema.extend({
  liveInstall: z.boolean(),
  liveRemove: z.boolean(),
  signed: z.boolean(),
  /** ESXi versions that the bundle says it is for: patterns, and the range that its VIB depends on. */
  platforms: z.object({
    patterns: z.array(z.string()),
    from: z.string().nullable(),
    below: z.string().nullable(),
  }),
  /** Only an imported bundle can be deleted. */
  origin: z.enum(['folder', 'imported']),
  addedAt: z.string(),
});
export type HeldBundle = z.infer<typeof heldBundleSchema>;

/** A file in a bundle folder that cannot be used, and why. */
export const refusedBundleSchema = z.object({
  fileName: z.string(),
  flavor: bundleFlavorSchema,
  reason: z.string(),
  detail: z.string(),
});
export type RefusedBundle = z.infer<typeof refusedBundleSchema>;

/** GET …/bundles. */
export const bundleListSchema = z.object({
  bundles: z.array(heldBundleSchema),
  refused: z.array(refusedBundleSchema),
  /** Largest bundle that may be uploaded, in bytes. */
  uploadLimit: z.int(),
  /** Whether bundles are served over plain HTTP too. */
  servedOverHttp: z.boolean(),
});
export type BundleList = z.infer<typeof bundleListSchema>;

/** POST …/bundles?flavor= with the ZIP as body (application/zip). 201 for a new bundle, 200 when the server holds the very same one. */
export const bundleUploadQuerySchema = z.object({ flavor: bundleFlavorSchema });

/** One request for a bundle by vCenter or a host. */
export const bundleFetchSchema = z.object({
  bundleId: z.string(),
  at: z.string(),
  source: z.string(),
  method: z.string(),
  scheme: z.enum(['https', 'http']),
  status: z.int().nullable(),
  bytes: z.int(),
  outcome: z.enum(['running', 'finished', 'aborted']),
});
export type BundleFetch = z.infer<typeof bundleFetchSchema>;

/** GET …/bundles/:bundleId/fetches?limit= and …/activities/:activityId/fetches?limit=, newest first. */
export const bundleFetchQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const bundleFetchListSchema = z.object({ fetches: z.array(bundleFetchSchema) });
export type BundleFetchList = z.infer<typeof bundleFetchListSchema>;
