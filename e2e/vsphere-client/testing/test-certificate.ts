import { X509Certificate } from 'node:crypto';
import { HostCertificateAuthority } from '../../vcenter/managers/host-certificate.ts';

/** A certificate for a name and 127.0.0.1, made for one test run. */
export interface TestCertificate {
  readonly pem: string;
  readonly keyPem: string;
  /** Colon-separated, as vCenter wants it. */
  readonly sha256: string;
  readonly sha1: string;
}

/** Makes a certificate of an authority that nobody trusts. */
export function makeTestCertificate(hostName = 'localhost'): TestCertificate {
  const authority = new HostCertificateAuthority('Test CA');
  const { pem, keyPem } = authority.issue({ name: hostName, address: '127.0.0.1' });
  const { fingerprint256, fingerprint } = new X509Certificate(pem);
  return { pem, keyPem, sha256: fingerprint256, sha1: fingerprint };
}
