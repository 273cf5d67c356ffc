import { HttpErrorResponse } from '@angular/common/http';
import type { Finding } from '@contract/finding';
import type { ProblemDocument } from '@contract/problem';

/** Codes that the page itself makes, when no problem document came back. */
export type LocalProblemCode = 'unreachable' | 'unexpectedReply' | 'noClient';

/** The members of a problem document that the page uses. */
export interface ProblemFields {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId?: string | undefined;
  readonly findings?: readonly Finding[] | undefined;
  readonly activityId?: string | undefined;
  readonly moved?: readonly string[] | undefined;
  readonly reason?: string | undefined;
}

/** A failed request, in the server's words when it had any. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly findings: readonly Finding[];
  /** The activity that keeps a cluster busy, for `clusterBusy`. */
  readonly activityId: string | null;
  /** What has moved since the plan was made, for `planOutdated`. */
  readonly moved: readonly string[];
  /** Why a bundle cannot be used, for `bundleInvalid`. */
  readonly reason: string | null;

  constructor(document: ProblemFields) {
    super(document.detail);
    this.status = document.status;
    this.code = document.code;
    this.title = document.title;
    this.detail = document.detail;
    this.requestId = document.requestId ?? null;
    this.findings = document.findings ?? [];
    this.activityId = document.activityId ?? null;
    this.moved = document.moved ?? [];
    this.reason = document.reason ?? null;
  }
}

/** Turns whatever a request threw into a problem; never throws itself. */
export function toApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (!(error instanceof HttpErrorResponse)) return unexpected(0, String(error));
  const body = parseBody(error.error);
  if (isProblemDocument(body)) return new ApiProblem(body);
  // The vSphere Client's proxy answers 503 without a problem document while it cannot reach the plug-in server.
  if (error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504) {
    return unreachable(error.status);
  }
  return unexpected(error.status, error.message);
}

/** The request got no answer from our server. */
export function unreachable(status: number): ApiProblem {
  return new ApiProblem({
    status,
    code: 'unreachable' satisfies LocalProblemCode,
    title: 'The plug-in server does not answer',
    detail:
      'The vSphere Client cannot reach the server of this plug-in. Check that it runs and that vCenter can connect to it.',
  });
}

function unexpected(status: number, detail: string): ApiProblem {
  return new ApiProblem({
    status,
    code: 'unexpectedReply' satisfies LocalProblemCode,
    title: 'Unexpected reply',
    detail,
  });
}

/** `HttpClient` leaves an error body as text when its type is not JSON's own. */
function parseBody(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    // SyntaxError: a proxy's page, not ours.
    return null;
  }
}

function isProblemDocument(body: unknown): body is ProblemDocument {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'detail' in body &&
    typeof body.detail === 'string' &&
    'title' in body &&
    typeof body.title === 'string' &&
    'status' in body &&
    typeof body.status === 'number'
  );
}
