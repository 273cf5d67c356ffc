import { performance } from 'node:perf_hooks';
import { countsOfSuite, noCounts } from './counts.ts';
import type { Counts } from './counts.ts';
import type { Job, JobResult } from './job.ts';

/** Runs a job's program to its end; tests give another one. */
export type RunJob = (job: Job) => Promise<{ readonly code: number; readonly output: string }>;

/** Sees jobs begin and end. */
export interface JobObserver {
  started(job: Job): void;
  ended(result: JobResult): void;
}

function countsOf(job: Job, code: number, output: string): Counts {
  if (job.kind === 'suite') return countsOfSuite(code, output);
  return code === 0 ? { ...noCounts, passed: 1 } : { ...noCounts, failed: 1 };
}

async function runOne(job: Job, runJob: RunJob): Promise<JobResult> {
  const begin = performance.now();
  const { code, output } = await runJob(job);
  const seconds = (performance.now() - begin) / 1000;
  return { job, counts: countsOf(job, code, output), output, seconds };
}

function notStarted(job: Job, done: ReadonlyMap<string, JobResult>): JobResult | undefined {
  if (job.skipped !== undefined) {
    return { job, counts: { ...noCounts, skipped: 1 }, output: '', seconds: 0 };
  }
  const broken = job.after?.find((name) => (done.get(name)?.counts.failed ?? 0) > 0);
  if (broken === undefined) return undefined;
  const output = `Not started, because ${broken} failed.\n`;
  return { job, counts: { ...noCounts, failed: 1 }, output, seconds: 0 };
}

/** Runs jobs, at most `slots` at a time, in their order as far as lanes and `after` allow. Resolves to the results in the order of the ends. */
export async function runJobs(
  jobs: readonly Job[],
  slots: number,
  runJob: RunJob,
  observer: JobObserver,
): Promise<JobResult[]> {
  const waiting = [...jobs];
  const running = new Map<Job, Promise<JobResult>>();
  const done = new Map<string, JobResult>();
  const end = (result: JobResult): void => {
    running.delete(result.job);
    done.set(result.job.name, result);
    observer.ended(result);
  };
  const isReady = (job: Job): boolean =>
    (job.after ?? []).every((name) => done.has(name)) &&
    ![...running.keys()].some(({ lane }) => lane !== undefined && lane === job.lane);
  const startNext = (): boolean => {
    const index = running.size < slots ? waiting.findIndex(isReady) : -1;
    const [job] = index < 0 ? [] : waiting.splice(index, 1);
    if (job === undefined) return false;
    const result = notStarted(job, done);
    if (result !== undefined) end(result);
    else {
      observer.started(job);
      running.set(job, runOne(job, runJob));
    }
    return true;
  };
  for (;;) {
    while (startNext());
    if (running.size === 0) break;
    end(await Promise.race(running.values()));
  }
  if (waiting.length > 0)
    throw new Error(`Waits forever: ${waiting.map((job) => job.name).join(', ')}`);
  return [...done.values()];
}
