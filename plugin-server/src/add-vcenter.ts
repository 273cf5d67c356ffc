import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readConfig } from './config.ts';
import { openMasterKey } from './secrets/master-key.ts';
import { SealedFile } from './secrets/sealed-file.ts';
import { passwordName } from './vcenter-accounts.ts';
import { identifyVcenter } from './vcenter/identify-vcenter.ts';

/** A vCenter as the administrator names it. */
export interface NewVcenter {
  readonly url: string;
  /** PEM file with the certificate to trust it by: its own or its authority's. */
  readonly certificateFile: string;
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
 * Adds a vCenter to the configuration file, or replaces the one with the same address, and seals its password. The vCenter is asked for
 * its GUID, and the account is tried, so a mistake shows here and not at the first use. The server reads both at its next start.
 * @throws ConfigError when the file, with the new vCenter in it, cannot be used; VcenterUnreachable or VimFault `InvalidLogin` when the
 *   vCenter does not answer or refuses the account. The file is then left as it was.
 */
export async function addVcenter(
  configFile: string,
  vcenter: NewVcenter,
  identify: typeof identifyVcenter = identifyVcenter,
): Promise<void> {
  const { origin: url, hostname: name } = new URL(vcenter.url);
  const { userName, password } = vcenter;
  const certificateFile = path.resolve(vcenter.certificateFile);
  const certificatePem = await readFile(certificateFile, 'utf8');
  const { vcGuid } = await identify({ url, certificatePem, userName, password });
  const settings = fileSchema.parse(JSON.parse(await readFile(configFile, 'utf8')));
  const others = settings.vcenters.filter((entry) => new URL(entry.url).origin !== url);
  const added = { vcGuid, name, url, certificateFile, serviceAccount: { userName } };
  const draft = `${configFile}.new`;
  const text = JSON.stringify({ ...settings, vcenters: [...others, added] }, null, 2);
  await writeFile(draft, `${text}\n`, { mode: 0o600 });
  try {
    const { dataDir, masterKeyFile } = await readConfig(draft);
    const secrets = new SealedFile(secretsFile(dataDir), await openMasterKey(masterKeyFile));
    await secrets.write(passwordName(url, userName), password);
    await rename(draft, configFile);
  } finally {
    await rm(draft, { force: true });
  }
}
