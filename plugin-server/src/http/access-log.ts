import { performance } from 'node:perf_hooks';
import type { RequestHandler } from 'express';
import { contextOf } from './request-context.ts';

/**
 * One line for each request, when it is over. Only method, path, status, time and the caller's address: headers hold session tokens,
 * queries may hold anything, and the path of a bundle is what keeps it from strangers.
 */
export function accessLog(): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    const path = loggedPath(req.path);
    const { method } = req;
    const from = req.socket.remoteAddress;
    res.on('close', () => {
      const facts = {
        method,
        path,
        status: res.statusCode,
        durationMs: Math.round(performance.now() - startedAt),
        from,
      };
      contextOf(req).log.info(facts, res.writableFinished ? 'request' : 'request cut off');
    });
    next();
  };
}

function loggedPath(path: string): string {
  return path.startsWith('/bundles/') ? '/bundles/…' : path;
}
