import { z } from 'zod';

export const auditOutcomeSchema = z.enum(['accepted', 'refused', 'succeeded', 'failed']);

/** One entry of the audit log; times are ISO 8601 in UTC, hashes SHA-256 in lower-case hex. */
export const auditEntrySchema = z.object({
  sequence: z.int(),
  at: z.string(),
  who: z.string(),
  action: z.string(),
  vcGuid: z.string().nullable(),
  target: z.string(),
  account: z.string(),
  outcome: auditOutcomeSchema,
  detail: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
const part = z.string().min(1).max(256);

/** Filter of the audit log. Texts match any part, without regard to case; `from` counts, `to` does not. */
export const auditFilterSchema = z.object({
  who: part.optional(),
  action: part.optional(),
  outcome: auditOutcomeSchema.optional(),
  from: moment.optional(),
  to: moment.optional(),
  text: part.optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** GET …/audit, newest first; `cursor` is `nextCursor` of the page before. */
export const auditQuerySchema = auditFilterSchema.extend({
  cursor: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  nextCursor: z.int().nullable(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** GET …/audit/export, oldest first. */
export const auditExportQuerySchema = auditFilterSchema.extend({
  format: z.enum(['csv', 'jsonl']),
});
