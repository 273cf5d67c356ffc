import express from 'express';
import type { Express } from 'express';
import { accessLog } from './access-log.ts';
import { bundleDownloads } from './bundle-downloads.ts';
import type { BundleDownloadParts } from './bundle-downloads.ts';
import { notFound, problemReplies } from './problem-replies.ts';
import { requestContext } from './request-context.ts';
import type { Log } from '../ports/log.ts';

/** What answers over plain HTTP: bundles under their unguessable addresses, and nothing else. */
export function createBundleApp(parts: BundleDownloadParts & { readonly log: Log }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestContext(parts.log), accessLog());
  app.use(bundleDownloads(parts));
  app.use(notFound(), problemReplies());
  return app;
}
