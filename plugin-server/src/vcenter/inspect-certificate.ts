import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { VcenterUnreachable } from '../domain/vim-fault.ts';

/** What an administrator needs to see to accept a server's certificate or not. */
export interface PresentedCertificate {
  readonly pem: string;
  readonly subject: string;
  readonly issuer: string;
  readonly subjectAltName: string | null;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** SHA-256 of the DER, upper-case hex pairs with colons. */
  readonly sha256: string;
  readonly sha1: string;
  /** Whether the machine's own trust store vouches for it, name included. */
  readonly isTrusted: boolean;
}

const TIMEOUT_MS = 15_000;

/**
 * Fetches the certificate that a server presents, for an administrator to accept. Only the TLS handshake is made and no byte is sent
 * after it. Verification stays on: a certificate that nobody trusts is noted while the handshake still runs, after which Node ends
 * the connection. `keylog` is the event that comes then, once the server has proved that it holds the certificate's key; its key
 * material is not looked at.
 * @throws TypeError when the address is no HTTPS URL; VcenterUnreachable when no handshake came about.
 */
export async function inspectCertificate(url: string): Promise<PresentedCertificate> {
  const { protocol, hostname, port, host } = new URL(url);
  if (protocol !== 'https:') throw new TypeError('Only an https:// address presents a certificate');
  const name = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({
    host: name,
    port: port === '' ? 443 : Number(port),
    minVersion: 'TLSv1.2',
    ...(isIP(name) === 0 ? { servername: name } : {}),
  });
  try {
    const { certificate, isTrusted } = await handshake(socket);
    return {
      pem: certificate.toString(),
      subject: certificate.subject,
      issuer: certificate.issuer,
      subjectAltName: certificate.subjectAltName ?? null,
      validFrom: new Date(certificate.validFrom),
      validTo: new Date(certificate.validTo),
      sha256: certificate.fingerprint256,
      sha1: certificate.fingerprint,
      isTrusted,
    };
  } catch (error) {
    // Expected: connection refused, no TLS on that port, time-out.
    throw new VcenterUnreachable(`${host} presented no certificate`, { cause: error });
  } finally {
    socket.destroy();
  }
}

function handshake(
  socket: TLSSocket,
): Promise<{ readonly certificate: X509Certificate; readonly isTrusted: boolean }> {
  return new Promise((resolve, reject) => {
    let noted: X509Certificate | undefined;
    socket.on('keylog', () => (noted ??= socket.getPeerX509Certificate()));
    const finish = (isTrusted: boolean, error: Error): void => {
      if (noted) resolve({ certificate: noted, isTrusted });
      else reject(error);
    };
    socket.once('secureConnect', () => finish(true, new Error('The server has no certificate')));
    socket.once('error', (error: Error) => {
      // Only the verdict on a certificate sets this; any other error means that the handshake failed.
      if (!isVerdict(socket, error)) noted = undefined;
      finish(false, error);
    });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('The handshake took too long')));
  });
}

function isVerdict(socket: TLSSocket, error: Error): boolean {
  const isNameMismatch = 'code' in error && error.code === 'ERR_TLS_CERT_ALTNAME_INVALID';
  return isNameMismatch || Boolean(socket.authorizationError);
}
