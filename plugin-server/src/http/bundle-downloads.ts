import path from 'node:path';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { Problem } from '../domain/problem.ts';
import type { BundleFetchLog } from '../ports/bundle-fetch-log.ts';
import type { BundleFile, BundleFiles } from '../ports/bundle-files.ts';
import type { Clock } from '../ports/clock.ts';
import { refuseOtherMethods } from './endpoint.ts';
import { contextOf } from './request-context.ts';

const PATH = '/bundles/:token/:fileName';

export interface BundleDownloadParts {
  readonly bundles: BundleFiles;
  readonly fetches: BundleFetchLog;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Serves bundles to vCenter and its hosts: GET and HEAD, ranges, exact length, no login and no redirect, because whoever of them
 * fetches it can do neither. The address cannot be guessed. Each fetch is recorded with its source: it is the best sign of how far an
 * installation is.
 */
export function bundleDownloads(parts: BundleDownloadParts): Router {
  const router = express.Router();
  router.get(PATH, async (req, res) => {
    const { token, fileName } = req.params;
    const found = await parts.bundles.locate(token, fileName);
    if (found === null) throw new Problem('notFound', 'There is no such bundle.');
    recordFetch(req, res, { ...parts, bundleId: found.bundleId });
    await sendBundle(req, res, found);
  });
  refuseOtherMethods(router, PATH, ['get', 'head']);
  return router;
}

function recordFetch(
  req: Request,
  res: Response,
  parts: Omit<BundleDownloadParts, 'bundles'> & { readonly bundleId: string },
): void {
  const { fetches, clock, bundleId } = parts;
  const { method } = req;
  const source = addressOf(req);
  const scheme = 'encrypted' in req.socket ? 'https' : 'http';
  const at = clock.now().toISOString();
  const fetch = fetches.begin({ bundleId, at, source, method, scheme });
  const facts = { bundleId, from: source, scheme, method, range: req.get('range') };
  const { log } = contextOf(req);
  log.info({ ...facts, userAgent: req.get('user-agent') }, 'bundle fetch begins');
  const before = req.socket.bytesWritten;
  res.once('close', () => {
    const complete = res.writableFinished;
    const sent = complete ? lengthOf(res) : Math.max(0, req.socket.bytesWritten - before);
    const bytes = method === 'HEAD' ? 0 : sent;
    const outcome = complete ? 'finished' : 'aborted';
    fetches.end(fetch, { status: res.headersSent ? res.statusCode : null, bytes, outcome });
    log.info({ ...facts, status: res.statusCode, bytes, complete }, 'bundle fetched');
  });
}

/** An IPv4 address as people write it, also where the socket speaks IPv6. */
function addressOf(req: Request): string {
  return (req.socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '');
}

function lengthOf(res: Response): number {
  const status = res.statusCode;
  return status === 200 || status === 206 ? Number(res.getHeader('content-length') ?? 0) : 0;
}

async function sendBundle(req: Request, res: Response, bundle: BundleFile): Promise<void> {
  res.setHeader('etag', `"${bundle.bundleId}"`);
  res.setHeader('cache-control', 'private, no-transform');
  res.type('application/zip');
  try {
    await sendFile(res, bundle.path);
  } catch (error) {
    // Expected: the fetcher went away in the middle (vCenter does so when it only looks at the beginning), or asked for a range
    // beyond the end.
    if (statusOf(error) === 416) refuseRange(res, bundle.size);
    else if (!contextOf(req).signal.aborted && !isAbort(error)) throw error;
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

/** Express notices that the fetcher left before the response says that it is closed. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNABORTED';
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && 'status' in error ? error.status : null;
}

function refuseRange(res: Response, size: number): void {
  res.removeHeader('content-type');
  res.status(416).setHeader('content-range', `bytes */${size}`).end();
}
