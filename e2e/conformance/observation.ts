import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** One line of the client: what it saw in a step, or what the step threw. */
export type Observation =
  | { readonly step: string; readonly facts: Readonly<Record<string, unknown>> }
  | { readonly step: string; readonly error: string };

const line = z.union([
  z.strictObject({ step: z.string(), facts: z.record(z.string(), z.unknown()) }),
  z.strictObject({ step: z.string(), error: z.string() }),
]);

/** The client's output, line by line. Lines that are no observation (warnings of Python) are passed over. */
export function readObservations(output: string): Observation[] {
  return output.split('\n').flatMap((text) => {
    if (!text.startsWith('{')) return [];
    return [line.parse(JSON.parse(text))];
  });
}

/** The value that a fact must have, or a test of it. */
export type Expected =
  string | number | boolean | null | undefined | readonly string[] | ((actual: unknown) => boolean);

/** Something that has to be true of a fact; `path` goes into nested facts with dots. */
export interface Check {
  readonly step: string;
  /** A sentence that begins with what the client did. */
  readonly says: string;
  readonly path: string;
  readonly expected: Expected;
}

/** What became of a check; a problem says what was seen. */
export interface CheckResult {
  readonly says: string;
  readonly problem?: string;
}

function factAt(facts: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Readonly<Record<string, unknown>>)[key];
  }, facts);
}

const holds = (actual: unknown, expected: Expected): boolean =>
  typeof expected === 'function' ? expected(actual) : isDeepStrictEqual(actual, expected);

const show = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

function judge(check: Check, observations: readonly Observation[]): CheckResult {
  const { step, says, path, expected } = check;
  const seen = observations.find((observation) => observation.step === step);
  if (seen === undefined) return { says, problem: `the client never came to the step "${step}"` };
  if ('error' in seen)
    return { says, problem: `the step "${step}" threw: ${lastLine(seen.error)}` };
  const actual = factAt(seen.facts, path);
  if (holds(actual, expected)) return { says };
  const wanted = typeof expected === 'function' ? '' : `, expected ${show(expected)}`;
  return { says, problem: `${path} is ${show(actual)}${wanted}` };
}

/** Holds the checks against what the client saw. */
export function judgeAll(
  checks: readonly Check[],
  observations: readonly Observation[],
): CheckResult[] {
  return checks.map((check) => judge(check, observations));
}
