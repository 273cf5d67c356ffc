import type { Check, Expected } from './observation.ts';

/** Checks of one step of the client: what it does, where that stands among its facts, what it has to be. */
export const steps = (
  step: string,
  ...checks: readonly (readonly [string, string, Expected])[]
): Check[] => checks.map(([says, path, expected]) => ({ step, says, path, expected }));

/** Accepts a list that holds all these names. */
export const holdsAll =
  (...names: readonly string[]) =>
  (actual: unknown): boolean =>
    Array.isArray(actual) && names.every((name) => actual.includes(name));

/** Accepts a number of at least this size. */
export const atLeast =
  (least: number) =>
  (actual: unknown): boolean =>
    typeof actual === 'number' && actual >= least;
