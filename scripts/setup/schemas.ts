import { createHash } from 'node:crypto';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildSchemas } from '../../e2e/schema-gate/build-schemas.ts';
import { schemaFolder } from '../../e2e/schema-gate/schema-gate.ts';
import type { Provision } from './chromium.ts';
import { ensurePythonPackages, pythonRequirements } from './python-packages.ts';
import type { PythonPackages } from './python-packages.ts';

/** Folder of the Python packages that the set-up fetches; the conformance run imports pyVmomi from it. */
export const pythonFolder = resolve(import.meta.dirname, '../../.cache/python');

const gateFolder = resolve(import.meta.dirname, '../../e2e/schema-gate');
const sources = ['newer-members.ts', 'message-wrappers.py', 'build-schemas.ts'];

/** Changes whenever the schema set would come out differently. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(pythonRequirements.join());
  for (const name of sources) hash.update(await readFile(join(gateFolder, name)));
  return hash.digest('hex');
}

async function isCurrent(stampFile: string, stamp: string): Promise<boolean> {
  try {
    await access(join(schemaFolder, 'gate.xsd'));
    return (await readFile(stampFile, 'utf8')) === stamp;
  } catch {
    // Expected before the first set-up.
    return false;
  }
}

/** Makes the official vim25 and PBM schemas ready for the schema gate. Never throws for what a machine may lack: `reason` says it. */
export async function ensureSchemas(): Promise<Provision> {
  const stampFile = join(schemaFolder, 'stamp');
  const stamp = await fingerprint();
  if (await isCurrent(stampFile, stamp)) return { found: true, path: schemaFolder };
  const packages = await ensurePythonPackages(pythonFolder);
  if (typeof packages === 'string') {
    return {
      found: false,
      reason: `no vSphere schemas (Python packages oslo.vmware and pyVmomi): ${packages}`,
    };
  }
  const { python, folder } = packages;
  const xsdFolder = join(folder, 'oslo_vmware/wsdl/8.0');
  await buildSchemas({ xsdFolder, python, pythonPackages: folder }, schemaFolder);
  await writeFile(stampFile, stamp);
  return { found: true, path: schemaFolder };
}

/** Makes pyVmomi ready for the conformance run; else in words why it cannot be had. */
export async function ensurePyvmomi(): Promise<PythonPackages | string> {
  return ensurePythonPackages(pythonFolder);
}

/** The same as a provision, for those who only want to know whether it is there. */
export async function findPyvmomi(): Promise<Provision> {
  const packages = await ensurePyvmomi();
  if (typeof packages === 'string') return { found: false, reason: `no pyVmomi: ${packages}` };
  return { found: true, path: packages.folder };
}
