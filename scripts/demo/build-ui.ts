import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const STAMP = join(ROOT, '.cache/ui-build.sha256');
const RESULT = join(ROOT, 'plugin-ui/dist/index.html');
const SOURCES = [
  'plugin-ui/src/**/*',
  'plugin-ui/build/**/*',
  'plugin-ui/public/**/*',
  'plugin-ui/*.json',
  'plugin-server/src/contract/*.ts',
  'package-lock.json',
];

/**
 * Builds the user interface unless the last build was made from the same sources.
 * @returns whether it had to be built
 * @throws Error with the compiler's words when the build fails
 */
export function buildUi(): boolean {
  const fingerprint = fingerprintOfSources();
  const previous = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
  if (previous === fingerprint && existsSync(RESULT)) return false;
  const build = spawnSync('npm', ['run', 'build', '-w', 'plugin-ui', '--silent'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) {
    throw new Error(`The user interface could not be built.\n${build.stdout}\n${build.stderr}`);
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, fingerprint);
  return true;
}

function fingerprintOfSources(): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex');
}
