import { auditPageSchema, auditQuerySchema } from '../../contract/audit.ts';
import { vcenterParamsSchema } from '../../contract/ids.ts';
import { routes } from '../../contract/routes.ts';
import type { AuditUseCases } from '../../services/audit-view.ts';
import { endpoint } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { auditWishOf, presentAuditEntry } from '../presenters/audit.ts';

/** Reading the audit log, page by page. */
export function auditEndpoints(audit: AuditUseCases): readonly Endpoint[] {
  return [
    endpoint({
      method: 'get',
      status: 200,
      path: routes.audit,
      operationId: 'readAudit',
      summary: 'The audit log, newest first; needs the privilege Global.Diagnostics',
      problems: ['notPermitted'],
      params: vcenterParamsSchema,
      query: auditQuerySchema,
      response: auditPageSchema,
      handle: async ({ user, query: { cursor, limit, ...filter } }) => {
        const place = { limit, ...(cursor !== undefined && { cursor }) };
        const { entries, nextCursor } = await audit.page(user, auditWishOf(filter), place);
        return { body: { entries: entries.map(presentAuditEntry), nextCursor } };
      },
    }),
  ];
}
