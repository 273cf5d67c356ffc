import { X509Certificate, createPrivateKey } from 'node:crypto';
import { HostCertificateAuthority, signedBytes } from './host-certificate.ts';

describe('host certificates', () => {
  const authority = new HostCertificateAuthority('vcenter.example.com');
  const host = authority.issue({ name: 'esx-01.example.com', address: '127.20.0.1' });
  const certificate = new X509Certificate(host.pem);

  it('are issued by the authority and belong to the key that comes with them', () => {
    const root = new X509Certificate(authority.pem);

    expect(root.ca).toBeTrue();
    expect(certificate.checkIssued(root)).toBeTrue();
    expect(certificate.verify(root.publicKey)).toBeTrue();
    expect(certificate.checkPrivateKey(createPrivateKey(host.keyPem))).toBeTrue();
  });

  it('are valid for the name and the management address of the host, for about five years', () => {
    const days = (host.notAfter.getTime() - host.notBefore.getTime()) / 86_400_000;

    expect(certificate.checkHost('esx-01.example.com')).toBe('esx-01.example.com');
    expect(certificate.checkIP('127.20.0.1')).toBe('127.20.0.1');
    expect(new Date(certificate.validTo)).toEqual(host.notAfter);
    expect(days).toBe(5 * 365);
  });

  it('have the SHA-1 thumbprint that vCenter shows', () => {
    expect(host.thumbprint).toBe(certificate.fingerprint);
  });

  it('travel as one signed byte per character', () => {
    const bytes = signedBytes(host.pem);

    expect(bytes[0]).toBe(45);
    expect(bytes.every((byte) => byte >= -128 && byte <= 127)).toBeTrue();
    expect(Buffer.from(bytes.map((byte) => byte & 0xff)).toString('ascii')).toBe(host.pem);
  });

  it('differ from host to host', () => {
    const other = authority.issue({ name: 'esx-02.example.com', address: '127.20.0.2' });

    expect(other.thumbprint).not.toBe(host.thumbprint);
    expect(other.keyPem).not.toBe(host.keyPem);
  });
});
