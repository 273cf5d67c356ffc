import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { Problem } from '../domain/problem.ts';
import { PROBLEM_KINDS, toProblem, toProblemDocument } from './problem-document.ts';
import { contextOf } from './request-context.ts';

/** Seconds after which a caller may try again, for the problems that pass by themselves. */
const RETRY_AFTER_SECONDS = 10;

/** Answers addresses that nothing else answered. */
export function notFound(): RequestHandler {
  return () => {
    throw new Problem('notFound', 'There is nothing at this address.');
  };
}

/** The last middleware: answers every error as a problem document. */
export function problemReplies(): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, next) => {
    const { log } = contextOf(req);
    const problem = toProblem(error);
    if (problem.code === 'internal') log.error({ err: error }, 'request failed');
    else if (PROBLEM_KINDS[problem.code].status >= 500) {
      log.warn({ err: problem.cause ?? problem }, 'vCenter did not do what a request needed');
    }
    if (res.headersSent) {
      // Half an answer went out already; only Express can still cut the connection.
      next(error);
      return;
    }
    sendProblem(res, problem);
  };
}

/** Answers one problem. */
export function sendProblem(res: Response, problem: Problem): void {
  const document = toProblemDocument(problem, contextOf(res.req).requestId);
  if (document.status === 503) res.setHeader('retry-after', RETRY_AFTER_SECONDS);
  if (document.status === 401)
    res.setHeader('www-authenticate', ['vSphere-Client-Session', 'Bearer']);
  res
    .status(document.status)
    .setHeader('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(document));
}
