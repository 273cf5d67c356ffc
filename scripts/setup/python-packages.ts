import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canInstallPackages, installPackages } from './debian.ts';
import { runCommand } from './run-command.ts';

/** The packages that the tests take from Python's registry, with the versions that the checks were calibrated with. */
export const pythonRequirements = ['oslo.vmware==4.10.1', 'pyVmomi==9.1.1.0'] as const;

/** A Python interpreter and a folder for its PYTHONPATH that holds `oslo_vmware` and `pyVmomi`. */
export interface PythonPackages {
  readonly python: string;
  readonly folder: string;
}

const debianFolder = '/usr/lib/python3/dist-packages';

async function hasPackages(folder: string): Promise<boolean> {
  try {
    await access(join(folder, 'oslo_vmware/wsdl/8.0/vim-types.xsd'));
    await access(join(folder, 'pyVmomi/__init__.py'));
    return true;
  } catch {
    // Expected before the first set-up, and where a distribution packages older schemas only.
    return false;
  }
}

async function findPython(): Promise<string | undefined> {
  for (const name of ['python3', 'python', '/usr/bin/python3']) {
    const { code } = await runCommand(name, [
      '-c',
      'import sys; sys.exit(sys.version_info < (3, 9))',
    ]);
    if (code === 0) return name;
  }
  return undefined;
}

async function installWithPip(python: string, folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'];
  const target = ['--upgrade', '--target', folder, ...pythonRequirements];
  const { code, output } = await runCommand(python, [...pip, ...target]);
  return code === 0 ? undefined : (output.trim().split('\n').at(-1) ?? `pip ended with ${code}`);
}

/** pip first, because it has the pinned versions; on Debian as root also Debian's pip, then Debian's own packages. */
async function install(python: string | undefined, folder: string): Promise<string | undefined> {
  const mayInstall = await canInstallPackages();
  const problem =
    python === undefined ? 'no Python 3.9 or newer here' : await installWithPip(python, folder);
  if (problem === undefined || !mayInstall) return problem;
  await installPackages(['python3', 'python3-pip']);
  const second = await installWithPip('/usr/bin/python3', folder);
  if (second === undefined) return undefined;
  return (await installPackages(['python3-oslo.vmware', 'python3-pyvmomi'])) ?? second;
}

/** The packages, fetched into `folder` when they are not there yet; else in words why not. */
export async function ensurePythonPackages(folder: string): Promise<PythonPackages | string> {
  const present = await findPython();
  if (present !== undefined && (await hasPackages(folder))) return { python: present, folder };
  process.stdout.write(`Fetching ${pythonRequirements.join(' and ')} ...\n`);
  const problem = await install(present, folder);
  const python = await findPython();
  if (python === undefined) return problem ?? 'no Python 3.9 or newer here';
  for (const candidate of [folder, debianFolder]) {
    if (await hasPackages(candidate)) return { python, folder: candidate };
  }
  return problem ?? 'the packages hold no vSphere 8.0 schemas';
}
