import { access } from 'node:fs/promises';
import { runCommand } from './run-command.ts';

/** Whether Debian packages can be installed here: apt-get exists and this process is root. */
export async function canInstallPackages(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  try {
    await access('/usr/bin/apt-get');
    return true;
  } catch {
    // Expected on everything that is not Debian or made from it.
    return false;
  }
}

/** Installs Debian packages; the package lists are fetched first, because a fresh machine has none. Resolves to undefined or to what went wrong. */
export async function installPackages(names: readonly string[]): Promise<string | undefined> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { env });
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  const { code, output } = await runCommand('apt-get', install, { env });
  return code === 0
    ? undefined
    : (output.trim().split('\n').at(-1) ?? `apt-get ended with ${code}`);
}
