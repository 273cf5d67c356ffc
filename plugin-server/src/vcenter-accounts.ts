import { readFile } from 'node:fs/promises';
import type { VcenterEntry } from './config.ts';
import type { Secrets } from './ports/secrets.ts';

/** What is needed to reach a vCenter and to log in there. */
export interface VcenterAccount {
  /** `about.instanceUuid`. */
  readonly vcGuid: string;
  readonly name: string;
  readonly url: string;
  /** The certificate that the administrator accepted: vCenter's own or its authority's. */
  readonly certificatePem: string;
  readonly userName: string;
  /** Read when it is needed, so that the password does not lie in memory for the server's whole life. */
  readonly password: () => Promise<string>;
}

/** Under which name a service account's password is kept sealed. */
export function passwordName(url: string, userName: string): string {
  return `vcenter-password ${new URL(url).origin} ${userName}`;
}

/**
 * Joins the configured vCenters with their sealed passwords.
 * @throws Error naming every service account whose password was never entered or cannot be opened
 */
export async function readVcenterAccounts(
  entries: readonly VcenterEntry[],
  secrets: Secrets,
): Promise<readonly VcenterAccount[]> {
  const missing: string[] = [];
  const accounts: VcenterAccount[] = [];
  for (const entry of entries) {
    const { userName } = entry.serviceAccount;
    if ((await secrets.read(passwordName(entry.url, userName))) === null) {
      missing.push(`${userName} at ${entry.url}`);
    }
    accounts.push({
      vcGuid: entry.vcGuid,
      name: entry.name,
      url: entry.url,
      certificatePem: await readFile(entry.certificateFile, 'utf8'),
      userName,
      password: () => readPassword(secrets, entry),
    });
  }
  if (missing.length === 0) return accounts;
  throw new Error(
    `No password is kept for ${missing.join(', ')}; add the vCenter again to enter it.`,
  );
}

async function readPassword(secrets: Secrets, entry: VcenterEntry): Promise<string> {
  const { userName } = entry.serviceAccount;
  const password = await secrets.read(passwordName(entry.url, userName));
  if (password === null) throw new Error(`No password is kept for ${userName} at ${entry.url}.`);
  return password;
}
