import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { contextOf } from './request-context.ts';

/**
 * Security headers of every answer. The pages run in frames of the vSphere Client, through its reverse proxy, so "self" is the
 * vCenter's origin; these headers reach the browser as if that origin had sent them:
 * no HSTS and no origin isolation, which are not ours to decide there, and no CORS, because nobody else may call.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", (req) => `'nonce-${contextOf(req).nonce}'`],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'self'"],
        formAction: ["'none'"],
      },
    },
    xFrameOptions: { action: 'sameorigin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
    originAgentCluster: false,
  });
}
