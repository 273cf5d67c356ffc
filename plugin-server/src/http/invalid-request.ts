import type { z } from 'zod';
import { Problem } from '../domain/problem.ts';

/** One wrong member of a request: `body.clusters.0.clusterId`. */
export interface RequestMistake {
  readonly path: string;
  readonly message: string;
}

/** The request does not have the shape that the contract asks for; names every wrong member. */
export class InvalidRequest extends Problem {
  readonly mistakes: readonly RequestMistake[];

  constructor(mistakes: readonly RequestMistake[]) {
    const names = mistakes.map(({ path, message }) => `${path}: ${message}`).join('; ');
    super('invalidRequest', `The request is not valid. ${names}`);
    this.name = 'InvalidRequest';
    this.mistakes = mistakes;
  }
}

/** The parts of a request that carry input. */
export type RequestPart = 'params' | 'query' | 'body';
type Schemas = Readonly<Record<RequestPart, z.ZodType>>;
type Parsed<S extends Schemas> = { readonly [part in RequestPart]: z.output<S[part]> };

/**
 * Checks all parts together, so that the caller learns all mistakes at once.
 * @throws InvalidRequest
 */
export function parseRequest<S extends Schemas>(
  schemas: S,
  input: Readonly<Record<RequestPart, unknown>>,
): Parsed<S> {
  const params = schemas.params.safeParse(input.params);
  const query = schemas.query.safeParse(input.query);
  const body = schemas.body.safeParse(input.body);
  const mistakes = [
    ...mistakesOf('params', params),
    ...mistakesOf('query', query),
    ...mistakesOf('body', body),
  ];
  if (mistakes.length > 0) throw new InvalidRequest(mistakes);
  return { params: params.data, query: query.data, body: body.data } as Parsed<S>;
}

function mistakesOf(part: RequestPart, result: z.ZodSafeParseResult<unknown>): RequestMistake[] {
  if (result.success) return [];
  return result.error.issues.map((issue) => ({
    path: [part, ...issue.path.map(String)].join('.'),
    message: issue.message,
  }));
}
