import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runCommand } from '../setup/run-command.ts';
import { closingLine, exitCodeOf, sum } from './counts.ts';
import { runJobs } from './job-queue.ts';
import type { Job, JobResult } from './job.ts';

const root = resolve(import.meta.dirname, '../..');
const logs = join(root, '.cache/logs');
const SHOWN_LINES = 150;

const logOf = ({ name }: Job): string => join(logs, `${name.replaceAll(/\W+/g, '-')}.log`);

async function start(job: Job): Promise<{ code: number; output: string }> {
  const [program, ...programArguments] = job.command;
  const result = await runCommand(program, programArguments, { cwd: root, env: { ...job.env } });
  await writeFile(logOf(job), result.output);
  return result;
}

function resultLine({ job, counts, output, seconds }: JobResult): string {
  if (job.skipped !== undefined) return `skipped  ${job.name}: ${job.skipped}`;
  const mark = counts.failed > 0 ? 'FAILED ' : 'ok     ';
  const numbers = job.kind === 'suite' ? `: ${closingLine(counts)}` : '';
  const gate = /^Schema gate: .*$/m.exec(output)?.[0];
  return `${mark}  ${job.name}${numbers} (${seconds.toFixed(0)} s${gate === undefined ? '' : `; ${gate}`})`;
}

/** The end of a failed job's output, set apart, so that no line of it can be taken for one of this run. */
function excerpt({ job, output }: JobResult): string {
  const lines = output.trimEnd().split('\n');
  const shown = lines.slice(-SHOWN_LINES).map((line) => `  | ${line}`);
  if (lines.length > SHOWN_LINES) shown.unshift(`  | ... the whole output is in ${logOf(job)}`);
  return shown.join('\n');
}

function report(result: JobResult): void {
  console.log(resultLine(result));
  if (result.counts.failed > 0) console.log(excerpt(result));
}

/** Says every half minute what still runs, so that a long part does not look like a standstill. */
function heartbeat(running: ReadonlySet<string>): NodeJS.Timeout {
  return setInterval(() => console.log(`running  ${[...running].join(', ')}`), 30_000);
}

/** Runs jobs two at a time, prints each result as it comes and the one closing line at the end. Resolves to the exit status. */
export async function runAll(jobs: readonly Job[]): Promise<0 | 1> {
  await mkdir(logs, { recursive: true });
  const running = new Set<string>();
  const timer = heartbeat(running);
  const results = await runJobs(jobs, 2, start, {
    started: ({ name }) => {
      running.add(name);
      console.log(`start    ${name}`);
    },
    ended: (result) => {
      running.delete(result.job.name);
      report(result);
    },
  });
  clearInterval(timer);
  const total = sum(results.map(({ counts }) => counts));
  const failed = results.filter(({ counts }) => counts.failed > 0).map(({ job }) => job.name);
  const skipped = results.filter(({ counts }) => counts.skipped > 0).map(({ job }) => job.name);
  if (skipped.length > 0) console.log(`Skipped: ${skipped.join(', ')}.`);
  if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}.`);
  console.log(closingLine(total));
  return exitCodeOf(total, process.env['CI'] === 'true');
}
