import { checkJobs } from './run/check-jobs.ts';
import { runAll } from './run/run-all.ts';
import { testJobs } from './run/test-jobs.ts';
import { ensureChromium } from './setup/chromium.ts';
import { requireNode } from './setup/node-version.ts';
import { ensureSchemas, findPyvmomi } from './setup/schemas.ts';

requireNode();

const HELP = `Runs everything: the checks, the specs of server, simulators and scripts, the UI specs, the conformance run and the browser stories.

Usage: npm test [-- PART ...]

  PART   only the parts whose name holds this text: npm test -- "server specs" lint

What the machine lacks (Chromium, Python with the vSphere schemas) is installed on Debian as root; elsewhere the parts that need it are
skipped, and the run says so. With CI=true a skipped part fails the run. The output of each part is kept in .cache/logs.`;

async function main(parts: readonly string[]): Promise<0 | 1> {
  const chromium = await ensureChromium();
  const schemas = await ensureSchemas();
  const pyvmomi = await findPyvmomi();
  const jobs = [...testJobs({ chromium, schemas, pyvmomi }), ...checkJobs];
  const chosen = jobs.filter(({ name }) => parts.some((part) => name.includes(part)));
  const names = new Set(chosen.flatMap(({ name, after = [] }) => [name, ...after]));
  return runAll(parts.length === 0 ? jobs : jobs.filter(({ name }) => names.has(name)));
}

if (process.argv.includes('--help')) console.log(HELP);
else process.exitCode = await main(process.argv.slice(2));
