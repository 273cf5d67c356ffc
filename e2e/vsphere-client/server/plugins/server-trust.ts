import { X509Certificate } from 'node:crypto';
import { Agent } from 'node:https';
import { connect } from 'node:tls';
import type { RegisteredServer } from './extension-record.ts';

/** How long to wait for a plug-in's server to show its certificate. */
const handshakeTimeoutMs = 10_000;

/**
 * Makes the HTTPS agent that talks to a plug-in's server and to no other: it accepts only the registered certificate. With a registered
 * certificate the host name must be in it as well; with a thumbprint alone the thumbprint is the whole proof. Source: remote plug-in
 * guide, "plug-in deployment requirements". Throws `Error` with a reason for humans.
 */
export async function trustedAgent(server: RegisteredServer): Promise<Agent> {
  if (server.certificatePem !== undefined) {
    const certificate = parsePem(server.certificatePem);
    if (server.thumbprint !== undefined && !matches(certificate, server.thumbprint)) {
      throw new Error('The registered certificate and the registered thumbprint do not match.');
    }
    return new Agent({
      ca: [certificate.toString()],
      allowPartialTrustChain: true,
      keepAlive: true,
    });
  }
  if (server.thumbprint === undefined) {
    throw new Error('The registration has neither a certificate nor a thumbprint of the server.');
  }
  return agentForThumbprint(server.url, server.thumbprint);
}

async function agentForThumbprint(url: string, thumbprint: string): Promise<Agent> {
  const certificate = await showCertificate(new URL(url));
  if (!matches(certificate, thumbprint)) {
    throw new Error(
      `The server's certificate has the thumbprint ${certificate.fingerprint256}, not the registered one.`,
    );
  }
  return new Agent({
    ca: [certificate.toString()],
    allowPartialTrustChain: true,
    keepAlive: true,
    checkServerIdentity: (_host, peer) =>
      peer.fingerprint256 === certificate.fingerprint256
        ? undefined
        : new Error('The server changed its certificate.'),
  });
}

/**
 * Does a TLS handshake to see a server's certificate. The certificate is not trusted yet, so the handshake ends in the usual refusal and no
 * byte of ours is sent; every connection that does carry data verifies the certificate found here.
 */
function showCertificate(url: URL): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: url.hostname,
      port: Number(url.port || 443),
      servername: url.hostname,
      timeout: handshakeTimeoutMs,
    });
    // Node emits 'secure' when the handshake is over, and only then looks whether it trusts the certificate.
    socket.prependListener('secure', () => {
      const certificate = socket.getPeerX509Certificate();
      if (certificate) resolve(certificate);
      else reject(new Error('the server showed no certificate'));
    });
    // Reached only by a server whose certificate a public authority issued.
    socket.on('secureConnect', () => socket.destroy());
    socket.on('timeout', () => socket.destroy(new Error('no answer in time')));
    socket.on('error', reject);
  });
}

function parsePem(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    // Expected: the text of the registration is no certificate.
    throw new Error('The registered certificate is not a PEM certificate.');
  }
}

/** vCenter takes thumbprints as colon-separated pairs of hex digits only: SHA-256, or SHA-1, which is deprecated. */
function matches(certificate: X509Certificate, thumbprint: string): boolean {
  const wanted = thumbprint.toUpperCase();
  return wanted === certificate.fingerprint256 || wanted === certificate.fingerprint;
}
