import { z } from 'zod';

/** GET …/session: who the server takes the caller for, and what it runs on. */
export const sessionSchema = z.object({
  userName: z.string(),
  fullName: z.string(),
  vcenter: z.object({ vcGuid: z.string(), name: z.string(), version: z.string() }),
  serviceAccount: z.string(),
  serverVersion: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;
