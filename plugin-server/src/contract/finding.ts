import { z } from 'zod';

export const severitySchema = z.enum(['blocker', 'warning', 'info']);

export const findingLinkSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('clientView'),
    viewId: z.string(),
    objectType: z.string(),
    objectId: z.string(),
  }),
  z.object({ kind: z.literal('pluginPage'), page: z.enum(['bundles', 'activities']) }),
]);
export type FindingLink = z.infer<typeof findingLinkSchema>;

/** One preflight result, as shown to the user. */
export const findingSchema = z.object({
  code: z.string(),
  severity: severitySchema,
  scope: z.object({
    type: z.enum(['vCenter', 'cluster', 'host', 'virtualMachine', 'bundle']),
    id: z.string(),
    name: z.string(),
  }),
  reason: z.string(),
  remedy: z.string(),
  /** Where it is mended: a view of the vSphere Client (`navigateToClientView`) or a page of the global view. */
  link: findingLinkSchema.nullable(),
});
export type Finding = z.infer<typeof findingSchema>;
