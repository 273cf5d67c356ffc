import { readFile } from 'node:fs/promises';
import { inspectCertificate } from '../../plugin-server/src/vcenter/inspect-certificate.ts';
import { askYesNo } from './ask.ts';

export interface CertificateChoice {
  /** PEM file to trust the vCenter by. */
  readonly file?: string | undefined;
  /** SHA-256 thumbprint that the administrator knows, with or without colons. */
  readonly thumbprint?: string | undefined;
}

/**
 * The certificate that a vCenter is trusted by: out of a file, or the presented one after the administrator accepted it, by its thumbprint
 * or at the terminal.
 * @returns PEM
 * @throws Error when the presented certificate is another one or was not accepted
 */
export async function acceptCertificate(url: string, choice: CertificateChoice): Promise<string> {
  if (choice.file !== undefined) return readFile(choice.file, 'utf8');
  const shown = await inspectCertificate(url);
  if (choice.thumbprint !== undefined) {
    if (plain(choice.thumbprint) === plain(shown.sha256)) return shown.pem;
    throw new Error(`${url} presents another certificate: SHA-256 ${shown.sha256}.`);
  }
  console.log(`${url} presents this certificate:`);
  console.log(`  subject  ${shown.subject.replaceAll('\n', ', ')}`);
  console.log(`  issuer   ${shown.issuer.replaceAll('\n', ', ')}`);
  console.log(`  valid    ${shown.validFrom.toISOString()} - ${shown.validTo.toISOString()}`);
  console.log(`  SHA-256  ${shown.sha256}`);
  if (await askYesNo('Compare it with the one at the vCenter itself. Trust it?')) return shown.pem;
  throw new Error('The certificate was not accepted.');
}

function plain(thumbprint: string): string {
  return thumbprint.replaceAll(/[^0-9A-Fa-f]/g, '').toUpperCase();
}
