import { X509Certificate } from 'node:crypto';
import { Agent } from 'node:https';
import { checkServerIdentity } from 'node:tls';
import type { PeerCertificate } from 'node:tls';

/**
 * An HTTPS agent that trusts nothing but the certificate an administrator accepted, be it the server's own or that of its issuer.
 * Verification is always on. The host name is checked too, except when the server shows exactly the accepted certificate: then its
 * identity has been settled by the person who accepted it, and vCenters are often addressed by an IP that their certificate lacks.
 */
export function pinnedAgent(certificatePem: string, maxSockets: number): Agent {
  const accepted = new X509Certificate(certificatePem).fingerprint256;
  return new Agent({
    keepAlive: true,
    maxSockets,
    ca: certificatePem,
    // Without this OpenSSL accepts only self-signed anchors, and a leaf signed by vCenter's own authority could not be pinned.
    allowPartialTrustChain: true,
    minVersion: 'TLSv1.2',
    checkServerIdentity: (host: string, shown: PeerCertificate) =>
      shown.fingerprint256 === accepted ? undefined : checkServerIdentity(host, shown),
  });
}
