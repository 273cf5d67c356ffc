import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** The identity of the simulated vCenter's web server, made anew at each start. */
export interface ServerIdentity {
  readonly keyPem: string;
  readonly certificatePem: string;
  /** The root that signed the certificate; trust this one. */
  readonly caPem: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 3_600_000;

/** Makes a root and a server certificate for localhost, both loopback addresses, and one more name if given. */
export async function makeServerIdentity(hostName?: string): Promise<ServerIdentity> {
  const ca = await makeAuthority();
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const names: x509.JsonGeneralNames = [
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
    { type: 'ip', value: '::1' },
    ...(hostName === undefined ? [] : [{ type: 'dns' as const, value: hostName }]),
  ];
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(),
    subject: `CN=${hostName ?? 'localhost'}`,
    issuer: ca.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: ca.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(ca.certificate),
    ],
  });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    keyPem: x509.PemConverter.encode(key, 'PRIVATE KEY'),
    certificatePem: `${certificate.toString('pem')}\n`,
    caPem: `${ca.certificate.toString('pem')}\n`,
  };
}

async function makeAuthority(): Promise<{
  certificate: x509.X509Certificate;
  privateKey: x509.X509CertificateCreateWithKeyParams['signingKey'];
}> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: 'CN=CA, DC=vsphere, DC=local, O=Simulated vCenter',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, privateKey: keys.privateKey };
}

/** Valid since yesterday, so that a clock that is a little behind does not refuse it. */
function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + 825 * DAY_MS) };
}
