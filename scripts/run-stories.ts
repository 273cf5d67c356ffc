import { resolve } from 'node:path';
import { buildUi } from './demo/build-ui.ts';
import { closingLine, countsOfSuite, exitCodeOf } from './run/counts.ts';
import { ensureChromium } from './setup/chromium.ts';
import { requireNode } from './setup/node-version.ts';
import { runCommand } from './setup/run-command.ts';

requireNode();

const HELP = `Runs the browser stories: a person at the vSphere Client, a simulated vCenter, the plug-in server as a process.

Usage: npm run stories -- [FILE ...]

  FILE   only these, such as e2e/specs/operator.spec.ts

Builds the user interface first when it is not up to date. A story that fails leaves a picture of its windows in .cache/stories.`;

const root = resolve(import.meta.dirname, '..');

async function run(files: readonly string[]): Promise<0 | 1> {
  const chromium = await ensureChromium();
  if (!chromium.found) {
    console.log(`The browser stories are skipped: ${chromium.reason}.`);
    return exitCodeOf({ passed: 0, failed: 0, skipped: 1 }, process.env['CI'] === 'true');
  }
  console.log(buildUi() ? 'The user interface is built.' : 'The user interface is up to date.');
  const jasmine = ['node_modules/jasmine/bin/jasmine.js', '--config=e2e/specs/jasmine.json'];
  const { code, output } = await runCommand(process.execPath, [...jasmine, ...files], {
    cwd: root,
    env: { CHROME_BIN: chromium.path },
    onOutput: (text) => process.stdout.write(text),
  });
  const counts = countsOfSuite(code, output);
  console.log(`\n${closingLine(counts)}`);
  return exitCodeOf(counts, process.env['CI'] === 'true');
}

if (process.argv.includes('--help')) console.log(HELP);
else process.exitCode = await run(process.argv.slice(2));
