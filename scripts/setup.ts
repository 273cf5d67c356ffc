import { ensureChromium } from './setup/chromium.ts';
import type { Provision } from './setup/chromium.ts';
import { requireNode } from './setup/node-version.ts';
import { ensureSchemas, findPyvmomi } from './setup/schemas.ts';

requireNode();

const HELP = `Gets what the tests need beside the npm packages: Chromium, the official vSphere schemas and pyVmomi.

Usage: node scripts/bootstrap.mjs scripts/setup.ts

Looks for what is there first. On Debian as root it installs what is missing, elsewhere it says what is missing and what that means.
The results lie in .cache; a second run takes less than a second.`;

function report(name: string, provision: Provision, without: string): void {
  if (provision.found) console.log(`${name}: ${provision.path}`);
  else console.log(`${name}: missing, so ${without}. Reason: ${provision.reason}`);
}

if (process.argv.includes('--help')) {
  console.log(HELP);
} else {
  report('Chromium', await ensureChromium(), 'UI specs and browser stories are skipped');
  report('vSphere schemas', await ensureSchemas(), 'SOAP messages are not checked against them');
  report('pyVmomi', await findPyvmomi(), 'the conformance run is skipped');
}
