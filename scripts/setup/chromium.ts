import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { canInstallPackages, installPackages } from './debian.ts';

/** A thing that the tests need from the machine: where it is, or why it is not there. */
export type Provision =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: string };

const programNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const wellKnownPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    // Expected: most of the candidates do not exist.
    return false;
  }
}

/** The browser named by CHROME_BIN, else a Chromium or Chrome with one of its usual names; undefined when there is none. */
export async function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string | undefined> {
  const named = env['CHROME_BIN'];
  if (named !== undefined && named !== '') return (await isExecutable(named)) ? named : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    ...folders.flatMap((folder) => programNames.map((name) => join(folder, name))),
    ...wellKnownPaths,
  ];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return undefined;
}

/** Finds Chromium, or installs Debian's when this process may. Never throws: what is missing is said in `reason`. */
export async function ensureChromium(): Promise<Provision> {
  const named = process.env['CHROME_BIN'];
  const found = await findChromium();
  if (found !== undefined) return { found: true, path: found };
  if (named !== undefined && named !== '') {
    return { found: false, reason: `CHROME_BIN names ${named}, which is no program` };
  }
  if (!(await canInstallPackages())) {
    return { found: false, reason: 'no Chromium or Chrome here: install one or set CHROME_BIN' };
  }
  process.stdout.write('Installing Chromium (apt-get install chromium) ...\n');
  const problem = await installPackages(['chromium']);
  const installed = await findChromium();
  if (installed !== undefined) return { found: true, path: installed };
  return {
    found: false,
    reason: `apt-get could not install chromium: ${problem ?? 'no program came'}`,
  };
}
