import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { auditExportQuerySchema } from '../contract/audit.ts';
import { routes } from '../contract/routes.ts';
import type { AuditUseCases } from '../services/audit-view.ts';
import { authenticate } from './authenticate.ts';
import type { Login } from './authenticate.ts';
import { refuseOtherMethods } from './endpoint.ts';
import { parseRequest } from './invalid-request.ts';
import { auditCsv, auditJsonLines, auditWishOf } from './presenters/audit.ts';
import { contextOf } from './request-context.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' };
const SCHEMAS = { params: z.unknown(), query: auditExportQuerySchema, body: z.unknown() };

/** Downloads of the audit log, sent as they are read, so that their size does not matter. */
export function auditExport(audit: AuditUseCases, login: Login): Router {
  const router = express.Router();
  router.get(routes.auditExport, async (req, res) => {
    const user = await authenticate(req, req.params.vcGuid, login);
    const { query } = parseRequest(SCHEMAS, { params: null, query: req.query, body: null });
    const { format, ...filter } = query;
    const entries = await audit.all(user, auditWishOf(filter));
    res.setHeader('content-type', TYPES[format]);
    res.setHeader('content-disposition', `attachment; filename="audit-${user.vcGuid}.${format}"`);
    res.setHeader('cache-control', 'no-store');
    const lines = format === 'csv' ? auditCsv(entries) : auditJsonLines(entries);
    try {
      await pipeline(Readable.from(lines), res);
    } catch (error) {
      // Expected: the reader went away in the middle.
      if (!contextOf(req).signal.aborted) throw error;
    }
  });
  refuseOtherMethods(router, routes.auditExport, ['get']);
  return router;
}
