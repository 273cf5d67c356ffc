import type { Finding } from './finding.ts';

/** Every code that the API can answer. */
export type ProblemCode =
  | 'invalidRequest'
  | 'notAuthenticated'
  | 'cloneTicketRefused'
  | 'unknownVcenter'
  | 'notPermitted'
  | 'notFound'
  | 'clusterBusy'
  | 'planOutdated'
  | 'planRefused'
  | 'bundleInvalid'
  | 'bundleInUse'
  | 'storageFull'
  | 'vcenterUnavailable'
  | 'vcenterFault'
  | 'tooManyRequests'
  | 'requestTooLarge'
  | 'unsupportedMediaType'
  | 'methodNotAllowed'
  | 'internal';

export type ProblemExtensions = Readonly<Record<string, string | readonly string[]>>;

/**
 * An error that the API answers and that a user reads. It knows nothing of HTTP; the status is decided in one place in `http`.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly findings: readonly Finding[];
  /** Extra members of the problem document, for example `activityId` of the running activity. */
  readonly extensions: ProblemExtensions;

  constructor(
    code: ProblemCode,
    detail: string,
    options: {
      readonly findings?: readonly Finding[];
      readonly extensions?: ProblemExtensions;
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.findings = options.findings ?? [];
    this.extensions = options.extensions ?? {};
  }
}
