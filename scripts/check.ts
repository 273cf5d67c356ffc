import { checkJobs } from './run/check-jobs.ts';
import { runAll } from './run/run-all.ts';
import { requireNode } from './setup/node-version.ts';

requireNode();

const HELP = `Checks the source without running it: ESLint, types of all workspaces, spec names, Prettier.

Usage: npm run check`;

if (process.argv.includes('--help')) console.log(HELP);
else process.exitCode = await runAll(checkJobs);
