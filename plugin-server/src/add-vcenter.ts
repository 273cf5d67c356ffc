import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readConfig } from './config.ts';
import { openMasterKey } from './secrets/master-key.ts';
import { SealedFile } from './secrets/sealed-file.ts';
import { passwordName } from './vcenter-accounts.ts';

/** A vCenter as the administrator names it. */
export interface NewVcenter {
  readonly url: string;
  /** PEM file to trust it by; null means the system's trusted roots. */
  readonly certificateFile: string | null;
  readonly userName: string;
  readonly password: string;
}

const fileSchema = z.looseObject({
  vcenters: z.array(z.looseObject({ url: z.string() })).default([]),
});

/** Where the sealed secrets of a data folder lie. */
export function secretsFile(dataDir: string): string {
  return path.join(dataDir, 'secrets.json');
}

/**
 * Adds a vCenter to the configuration file, or replaces the one with the same address, and seals its password.
 * The server reads both at its next start.
 * @throws ConfigError when the file, with the new vCenter in it, cannot be used; the file is then left as it was
 */
export async function addVcenter(configFile: string, vcenter: NewVcenter): Promise<void> {
  const url = new URL(vcenter.url).origin;
  const settings = fileSchema.parse(JSON.parse(await readFile(configFile, 'utf8')));
  const others = settings.vcenters.filter((entry) => new URL(entry.url).origin !== url);
  const added = {
    url,
    certificateFile: vcenter.certificateFile && path.resolve(vcenter.certificateFile),
    serviceAccount: { userName: vcenter.userName },
  };
  const draft = `${configFile}.new`;
  const text = JSON.stringify({ ...settings, vcenters: [...others, added] }, null, 2);
  await writeFile(draft, `${text}\n`, { mode: 0o600 });
  try {
    const { dataDir, masterKeyFile } = await readConfig(draft);
    const secrets = new SealedFile(secretsFile(dataDir), await openMasterKey(masterKeyFile));
    await secrets.write(passwordName(url, vcenter.userName), vcenter.password);
    await rename(draft, configFile);
  } finally {
    await rm(draft, { force: true });
  }
}
