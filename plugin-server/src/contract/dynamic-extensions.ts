import { z } from 'zod';

/** The vSphere Client's filter query; unknown members are tolerated, as the vendor's servers do. */
export const dynamicRequestSchema = z.looseObject({
  objectIds: z.array(z.string().max(256)).min(1).max(1000),
  locale: z.string().max(35).optional(),
});
export type DynamicRequest = z.infer<typeof dynamicRequestSchema>;

export const dynamicResponseSchema = z.object({
  apiVersion: z.literal('1.0.0'),
  dynamicItems: z.array(
    z.object({ id: z.string(), visible: z.boolean(), relevant: z.boolean().optional() }),
  ),
});
export type DynamicResponse = z.infer<typeof dynamicResponseSchema>;
