import type { Counts } from './counts.ts';

/** A program that is one part of a run: a check or a suite of tests. */
export interface Job {
  readonly name: string;
  /** Program and arguments, started in the project's root folder. */
  readonly command: readonly [string, ...string[]];
  /** `check`: its exit status is its result. `suite`: it prints how many tests passed and failed. */
  readonly kind: 'check' | 'suite';
  readonly env?: Readonly<Record<string, string>>;
  /** Names of jobs that have to be over before; when one of them failed, this job fails without a start. */
  readonly after?: readonly string[];
  /** Jobs of one lane never run at the same time. */
  readonly lane?: string;
  /** Why the job cannot run on this machine; it counts as skipped then. */
  readonly skipped?: string;
}

/** How a job ended. */
export interface JobResult {
  readonly job: Job;
  readonly counts: Counts;
  readonly output: string;
  readonly seconds: number;
}
