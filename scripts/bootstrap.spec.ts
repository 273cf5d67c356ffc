import { copyFile, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runCommand } from './setup/run-command.ts';

const root = resolve(import.meta.dirname, '..');

/** A project that is set up except for what a spec takes away: the bootstrap, a lock, an installed marker, one script to run. */
async function makeProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bootstrap-'));
  await mkdir(join(folder, 'scripts'));
  await mkdir(join(folder, 'node_modules'));
  await mkdir(join(folder, 'bin'));
  await copyFile(join(root, 'scripts/bootstrap.mjs'), join(folder, 'scripts/bootstrap.mjs'));
  await writeFile(join(folder, 'package-lock.json'), '{}');
  await writeFile(join(folder, 'node_modules/.package-lock.json'), '{}');
  await writeFile(
    join(folder, 'scripts/say.ts'),
    'const said: string = process.argv.slice(2).join(" ");\nconsole.log("said", said);\nprocess.exit(7);\n',
  );
  // Stands for npm, so that no spec installs anything.
  await writeFile(join(folder, 'bin/npm'), '#!/bin/sh\necho "npm $*"\n', { mode: 0o755 });
  await symlink(process.execPath, join(folder, 'bin/node'));
  return folder;
}

const start = (folder: string, ...commandLine: string[]) =>
  runCommand(process.execPath, [join(folder, 'scripts/bootstrap.mjs'), ...commandLine], {
    env: { PATH: `${join(folder, 'bin')}:${dirname('/bin/sh')}` },
  });

describe('the bootstrap', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await makeProject();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('runs the script with its arguments and ends with its exit status', async () => {
    const { code, output } = await start(folder, 'scripts/say.ts', 'a', 'b');
    expect(output).toBe('said a b\n');
    expect(code).toBe(7);
  });

  it('installs when node_modules is missing', async () => {
    await rm(join(folder, 'node_modules/.package-lock.json'));
    const { output } = await start(folder, 'scripts/say.ts');
    expect(output).toContain('npm ci');
    expect(output).toContain('said');
  });

  it('installs when the lock file has changed, and only once', async () => {
    await start(folder, 'scripts/say.ts');
    await writeFile(join(folder, 'package-lock.json'), '{"lockfileVersion": 3}');
    const later = new Date(Date.now() + 60_000);
    await utimes(join(folder, 'package-lock.json'), later, later);
    expect((await start(folder, 'scripts/say.ts')).output).toContain('npm ci');
    expect((await start(folder, 'scripts/say.ts')).output).not.toContain('npm ci');
  });

  it('says how it is used when no script is named', async () => {
    const { code, output } = await start(folder);
    expect(output).toContain('Usage: node scripts/bootstrap.mjs SCRIPT');
    expect(code).toBe(2);
  });
});
