import path from 'node:path';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { Problem } from '../domain/problem.ts';
import type { BundleFile, BundleFiles } from '../ports/bundle-files.ts';
import { refuseOtherMethods } from './endpoint.ts';
import { contextOf } from './request-context.ts';

const PATH = '/bundles/:token/:fileName';

/**
 * Serves bundles to vCenter and its hosts: GET and HEAD, ranges, exact length, no login and no redirect, because whoever of them
 * fetches it can do neither. The address cannot be guessed. Each fetch is logged with its source: it is the best sign of how far an
 * installation is.
 */
export function bundleDownloads(bundles: BundleFiles): Router {
  const router = express.Router();
  router.get(PATH, async (req, res) => {
    const { token, fileName } = req.params;
    const found = await bundles.locate(token, fileName);
    if (found === null) throw new Problem('notFound', 'There is no such bundle.');
    await sendBundle(req, res, found);
  });
  refuseOtherMethods(router, PATH, ['get', 'head']);
  return router;
}

async function sendBundle(req: Request, res: Response, bundle: BundleFile): Promise<void> {
  const facts = {
    bundleId: bundle.bundleId,
    from: req.socket.remoteAddress,
    userAgent: req.get('user-agent'),
    method: req.method,
    range: req.get('range'),
  };
  const { log } = contextOf(req);
  log.info(facts, 'bundle fetch begins');
  res.once('close', () => {
    log.info(
      { ...facts, status: res.statusCode, complete: res.writableFinished },
      'bundle fetched',
    );
  });
  res.setHeader('etag', `"${bundle.bundleId}"`);
  res.setHeader('cache-control', 'private, no-transform');
  res.type('application/zip');
  try {
    await sendFile(res, bundle.path);
  } catch (error) {
    // Expected: the fetcher went away in the middle (vCenter does so when it only looks at the beginning), or asked for a range
    // beyond the end.
    if (statusOf(error) === 416) refuseRange(res, bundle.size);
    else if (!contextOf(req).signal.aborted) throw error;
  }
}

function sendFile(res: Response, file: string): Promise<undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const root = path.dirname(file);
  res.sendFile(path.basename(file), { root, dotfiles: 'allow' }, (error?: Error) => {
    if (error) reject(error);
    else resolve(undefined);
  });
  return promise;
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && 'status' in error ? error.status : null;
}

function refuseRange(res: Response, size: number): void {
  res.removeHeader('content-type');
  res.status(416).setHeader('content-range', `bytes */${size}`).end();
}
