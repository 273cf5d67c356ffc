import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(globalThis.crypto);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface CertificateRequest {
  /** Folder for `plugin-server.crt` (the whole certificate, PEM) and `plugin-server.key` (mode 0600). */
  readonly directory: string;
  /** Host names and IP addresses under which vCenter, the ESXi hosts and nobody else reach the plug-in server. */
  readonly hosts: readonly string[];
  /** Lifetime in days. */
  readonly days: number;
}

export interface CreatedCertificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly certificatePem: string;
  /** SHA-256 thumbprint, upper-case hex with colons, as vCenter wants it. */
  readonly thumbprint: string;
  readonly notAfter: Date;
}

/** SHA-256 thumbprint of a PEM certificate in the form that vCenter accepts: upper-case hex pairs with colons. */
export async function thumbprintOf(pem: string): Promise<string> {
  const digest = await new x509.X509Certificate(pem).getThumbprint('SHA-256');
  return Buffer.from(digest).toString('hex').toUpperCase().match(/../g)?.join(':') ?? '';
}

/**
 * Makes a self-signed server certificate for the plug-in server. The names go into subjectAltName, because vCenter ignores the common
 * name when it verifies a registered certificate.
 * @throws when no host is named or a file cannot be written.
 */
export async function createCertificate(request: CertificateRequest): Promise<CreatedCertificate> {
  const [first] = request.hosts;
  if (first === undefined) throw new Error('Name at least one host that the certificate is for.');
  const keys = await globalThis.crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const notBefore = new Date(Date.now() - DAY_MS);
  const notAfter = new Date(Date.now() + request.days * DAY_MS);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${first}`,
    notBefore,
    notAfter,
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        request.hosts.map((host) => ({
          type: isIP(host) ? ('ip' as const) : ('dns' as const),
          value: host,
        })),
      ),
    ],
  });
  const key = await globalThis.crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return writeFiles(request.directory, certificate.toString('pem'), key, notAfter);
}

async function writeFiles(
  directory: string,
  certificatePem: string,
  pkcs8: ArrayBuffer,
  notAfter: Date,
): Promise<CreatedCertificate> {
  const certificateFile = join(directory, 'plugin-server.crt');
  const keyFile = join(directory, 'plugin-server.key');
  const pem = `${certificatePem.trim()}\n`;
  await mkdir(directory, { recursive: true });
  await writeFile(certificateFile, pem);
  await writeFile(keyFile, `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`, { mode: 0o600 });
  const thumbprint = await thumbprintOf(pem);
  return { certificateFile, keyFile, certificatePem: pem, thumbprint, notAfter };
}
