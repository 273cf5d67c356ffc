import { z } from 'zod';

/** GET …/session: who the server takes the caller for, and what it runs on. */
export const sessionSchema = z.object({
  userName: z.string(),
  fullName: z.string(),
  vcenter: z.object({ vcGuid: z.string(), name: z.string(), version: z.string() }),
  serviceAccount: z.string(),
  serverVersion: z.string(),
  /** What the server is set to do with storage policies. */
  policySettings: z
    .object({
      /** What the filter's own storage policy is called when it has to be made. */
      policyName: z.string(),
      /** Virtual machines of one vCenter whose policies change at the same time. */
      policyTasks: z.int(),
    })
    .optional(),
});
export type Session = z.infer<typeof sessionSchema>;
