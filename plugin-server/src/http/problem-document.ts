import type { ProblemDocument } from '../contract/problem.ts';
import { Problem } from '../domain/problem.ts';
import type { ProblemCode } from '../domain/problem.ts';
import { connectionRow, errorProblem, faultRow, rawFaultOf } from '../domain/fault-catalogue.ts';
import { VcenterUnreachable, VimFault } from '../domain/vim-fault.ts';
import { InvalidRequest } from './invalid-request.ts';
import { presentFinding } from './presenters/finding.ts';

/** The one place that knows which HTTP status and title a problem has. */
export const PROBLEM_KINDS: Readonly<
  Record<ProblemCode, { readonly status: number; readonly title: string }>
> = {
  invalidRequest: { status: 400, title: 'The request is not valid' },
  notAuthenticated: { status: 401, title: 'Not logged in' },
  cloneTicketRefused: { status: 401, title: 'vCenter did not confirm the session' },
  notPermitted: { status: 403, title: 'Not permitted' },
  unknownVcenter: { status: 404, title: 'Unknown vCenter' },
  notFound: { status: 404, title: 'Not found' },
  methodNotAllowed: { status: 405, title: 'Method not allowed' },
  clusterBusy: { status: 409, title: 'The cluster is busy' },
  planOutdated: { status: 409, title: 'The plan is out of date' },
  requestTooLarge: { status: 413, title: 'The request is too large' },
  unsupportedMediaType: { status: 415, title: 'Unsupported media type' },
  planRefused: { status: 422, title: 'The plan cannot be carried out' },
  bundleInUse: { status: 409, title: 'The bundle is in use' },
  bundleInvalid: { status: 422, title: 'The bundle cannot be used' },
  tooManyRequests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Internal error' },
  vcenterFault: { status: 502, title: 'vCenter refused the call' },
  vcenterUnavailable: { status: 503, title: 'vCenter cannot be reached' },
  storageFull: { status: 507, title: 'The disk of the server is full' },
};

/** Turns whatever was thrown into a problem; what nobody foresaw becomes `internal` and tells the caller nothing. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof VcenterUnreachable) {
    // The text of the error stays in the log: it may name addresses that are nobody's business.
    const { code: fault, title, remedy } = connectionRow(error);
    return new Problem('vcenterUnavailable', `${title}. Try again in a while.`, {
      cause: error,
      extensions: { fault, remedy },
    });
  }
  if (error instanceof VimFault) {
    const { code: fault, title, remedy } = faultRow('anyCall', error.type);
    const rawFault = rawFaultOf(error);
    return new Problem('vcenterFault', `${title}: ${rawFault}`, {
      cause: error,
      extensions: { fault, remedy, rawFault },
    });
  }
  return (
    fromHttpError(error) ??
    new Problem('internal', 'Something unforeseen went wrong.', { cause: error })
  );
}

/** The document that answers a problem (RFC 9457). */
export function toProblemDocument(problem: Problem, requestId: string): ProblemDocument {
  const { status, title } = PROBLEM_KINDS[problem.code];
  return {
    ...faultBehind(problem),
    ...problem.extensions,
    type: `urn:rtr-iofilter:problem:${problem.code}`,
    title,
    status,
    detail: problem.message,
    code: problem.code,
    requestId,
    ...(problem.findings.length > 0 && { findings: problem.findings.map(presentFinding) }),
    ...(problem instanceof InvalidRequest && { errors: [...problem.mistakes] }),
  };
}

/** What the fault catalogue calls a fault that was turned into a problem already, such as a login that vCenter refused. */
function faultBehind({ cause }: Problem): Pick<ProblemDocument, 'fault' | 'remedy'> {
  const behind = errorProblem('session', cause);
  if (behind === null) return {};
  return { fault: behind.code, ...(behind.remedy !== null && { remedy: behind.remedy }) };
}

/** Errors of the body parser and the router carry a status of their own. */
function fromHttpError(error: unknown): Problem | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  switch (error.status) {
    case 413:
      return new Problem('requestTooLarge', 'The body of a request may have up to 256 kB.');
    case 415:
      return new Problem('unsupportedMediaType', 'Send the body as UTF-8 application/json.');
    case 400:
      return error instanceof SyntaxError
        ? new InvalidRequest([{ path: 'body', message: 'is not valid JSON' }])
        : new InvalidRequest([{ path: 'request', message: 'cannot be read' }]);
    default:
      return null;
  }
}
