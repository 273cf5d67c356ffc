import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { SESSION_HEADER } from '../contract/routes.ts';
import { Problem } from '../domain/problem.ts';
import { sendProblem } from './problem-replies.ts';

/** Requests per minute. */
export interface RateLimits {
  /** Of one vSphere Client session or API token; a user with several panels open stays far below. */
  readonly perSession: number;
  /** Of refused logins from one address. All users come through vCenter's proxy, so this must bear many of them at once. */
  readonly refusedPerAddress: number;
}

export const DEFAULT_RATE_LIMITS: RateLimits = { perSession: 600, refusedPerAddress: 300 };

const MINUTE_MS = 60_000;

/** Bounds what one session can ask, and how fast session tokens can be guessed. */
export function limitRates(limits: RateLimits): RequestHandler[] {
  const shared = {
    windowMs: MINUTE_MS,
    standardHeaders: 'draft-8' as const,
    legacyHeaders: false,
    // The address behind the proxy is not used, so whether somebody sends such headers does not matter.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: tooMany,
  };
  return [
    rateLimit({
      ...shared,
      identifier: 'refused',
      limit: limits.refusedPerAddress,
      keyGenerator: addressOf,
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_req, res) => res.statusCode !== 401,
    }),
    rateLimit({
      ...shared,
      identifier: 'session',
      limit: limits.perSession,
      keyGenerator: sessionOf,
    }),
  ];
}

const tooMany: RequestHandler = (_req, res) => {
  sendProblem(res, new Problem('tooManyRequests', 'Too many requests; wait a minute.'));
};

function addressOf(req: Request): string {
  return ipKeyGenerator(req.socket.remoteAddress ?? 'unknown');
}

/** A digest, so that the limiter's memory holds no tokens. */
function sessionOf(req: Request): string {
  const token = req.get(SESSION_HEADER) ?? req.get('authorization');
  return token ? createHash('sha256').update(token).digest('base64') : addressOf(req);
}
