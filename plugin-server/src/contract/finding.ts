import { z } from 'zod';

export const severitySchema = z.enum(['blocker', 'warning', 'info']);

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
});
export type Finding = z.infer<typeof findingSchema>;
