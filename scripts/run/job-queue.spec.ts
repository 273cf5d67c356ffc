import { runJobs } from './job-queue.ts';
import type { RunJob } from './job-queue.ts';
import type { Job } from './job.ts';

const job = (name: string, more: Partial<Job> = {}): Job => ({
  name,
  command: ['program'],
  kind: 'check',
  ...more,
});
const silent = { started: () => undefined, ended: () => undefined };

/** Runs jobs that end when the next turn of the event loop comes, and notes which ran together. */
function watch(codes: Readonly<Record<string, number>> = {}) {
  const running = new Set<string>();
  const together: string[][] = [];
  const run: RunJob = async ({ name }) => {
    running.add(name);
    await new Promise((resolve) => setImmediate(resolve));
    together.push([...running].sort());
    running.delete(name);
    return { code: codes[name] ?? 0, output: '' };
  };
  return { run, together };
}

describe('the queue of jobs', () => {
  it('runs as many jobs at a time as it has slots', async () => {
    const { run, together } = watch();
    await runJobs([job('a'), job('b'), job('c'), job('d')], 2, run, silent);
    expect(Math.max(...together.map((names) => names.length))).toBe(2);
  });

  it('never runs two jobs of one lane together', async () => {
    const { run, together } = watch();
    const jobs = [job('a', { lane: 'ui' }), job('b', { lane: 'ui' }), job('c')];
    const results = await runJobs(jobs, 3, run, silent);
    expect(together.some((names) => names.includes('a') && names.includes('b'))).toBeFalse();
    expect(results.length).toBe(3);
  });

  it('starts a job when those that it needs are over', async () => {
    const { run } = watch();
    const jobs = [job('stories', { after: ['build'] }), job('build')];
    const results = await runJobs(jobs, 2, run, silent);
    expect(results.map((result) => result.job.name)).toEqual(['build', 'stories']);
  });

  it('fails a job without a start when one that it needs failed', async () => {
    const { run, together } = watch({ build: 2 });
    const jobs = [job('build'), job('stories', { after: ['build'], kind: 'suite' })];
    const results = await runJobs(jobs, 2, run, silent);
    expect(together).toEqual([['build']]);
    expect(results[1]?.counts.failed).toBe(1);
    expect(results[1]?.output).toBe('Not started, because build failed.\n');
  });

  it('counts a job that cannot run here as skipped', async () => {
    const { run, together } = watch();
    const [result] = await runJobs([job('ui', { skipped: 'no browser' })], 2, run, silent);
    expect(result?.counts).toEqual({ passed: 0, failed: 0, skipped: 1 });
    expect(together).toEqual([]);
  });

  it('refuses jobs that wait for one which is not there', async () => {
    const { run } = watch();
    await expectAsync(runJobs([job('a', { after: ['x'] })], 2, run, silent)).toBeRejectedWithError(
      'Waits forever: a',
    );
  });
});
