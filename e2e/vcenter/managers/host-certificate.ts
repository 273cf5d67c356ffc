import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  derBits,
  derContext,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derSet,
  derText,
  derTime,
  derRaw,
} from './der.ts';

/** A host's TLS certificate; the key is what a filter daemon of that host would serve with. */
export interface HostCertificate {
  readonly pem: string;
  readonly keyPem: string;
  /** SHA-1 over the DER, upper-case hex with colons: what `summary.config.sslThumbprint` holds (vSphere API reference). */
  readonly thumbprint: string;
  readonly issuer: string;
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Names that a host's certificate is valid for. */
export interface CertifiedHost {
  readonly name: string;
  /** IPv4 address in dotted form. */
  readonly address: string;
}

const YEAR_MS = 365 * 24 * 3600 * 1000;
const ECDSA_SHA256 = derSequence(derOid('1.2.840.10045.4.3.2'));

/**
 * The authority that issues the certificates of the simulated hosts, as VMCA does: about five years, CN = host name, the address as
 * a second name. Everything is synchronous because a certificate is made when its property is first read; @peculiar/x509 signs through
 * WebCrypto, which cannot.
 */
export class HostCertificateAuthority {
  readonly #key: KeyObject;
  readonly #name: Buffer;
  readonly #issuer: string;
  /** The authority's own certificate. */
  readonly pem: string;

  constructor(commonName: string) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = pair.privateKey;
    this.#name = distinguishedName(commonName);
    this.#issuer = issuerText(commonName);
    const now = Date.now();
    this.pem = this.#issue(
      this.#name,
      pair.publicKey,
      [new Date(now - YEAR_MS), new Date(now + 9 * YEAR_MS)],
      [
        extension('2.5.29.19', true, derSequence(derRaw(0x01, Buffer.from([0xff])))),
        extension('2.5.29.15', true, derBits(Buffer.from([0x06]), 1)),
      ],
    );
  }

  /** Makes a key and a certificate for a host. */
  issue(host: CertifiedHost): HostCertificate {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000 - 30 * 24 * 3600 * 1000);
    const notAfter = new Date(notBefore.getTime() + 5 * YEAR_MS);
    const names = derSequence(
      derContext(2, Buffer.from(host.name, 'ascii')),
      derContext(7, Buffer.from(host.address.split('.').map(Number))),
    );
    const pem = this.#issue(
      distinguishedName(host.name),
      pair.publicKey,
      [notBefore, notAfter],
      [
        extension('2.5.29.17', false, names),
        extension('2.5.29.37', false, derSequence(derOid('1.3.6.1.5.5.7.3.1'))),
      ],
    );
    return {
      pem,
      keyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      thumbprint: sha1Thumbprint(pem),
      issuer: this.#issuer,
      subject: issuerText(host.name),
      notBefore,
      notAfter,
    };
  }

  #issue(
    subject: Buffer,
    publicKey: KeyObject,
    validity: readonly [Date, Date],
    extensions: readonly Buffer[],
  ): string {
    const serial = randomBytes(12);
    serial[0] = 0x41;
    const body = derSequence(
      derContext(0, derInteger(Buffer.from([2])), true),
      derInteger(serial),
      ECDSA_SHA256,
      this.#name,
      derSequence(derTime(validity[0]), derTime(validity[1])),
      subject,
      publicKey.export({ type: 'spki', format: 'der' }),
      derContext(3, derSequence(...extensions), true),
    );
    const der = derSequence(body, ECDSA_SHA256, derBits(sign('sha256', body, this.#key), 0));
    return toPem(der);
  }
}

function distinguishedName(commonName: string): Buffer {
  const part = (oid: string, text: string): Buffer =>
    derSet(derSequence(derOid(oid), derText(text)));
  return derSequence(
    part('2.5.4.6', 'US'),
    part('2.5.4.11', 'VMware Engineering'),
    part('2.5.4.3', commonName),
  );
}

function issuerText(commonName: string): string {
  return `C=US,OU=VMware Engineering,CN=${commonName}`;
}

function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [derRaw(0x01, Buffer.from([0xff]))] : [];
  return derSequence(derOid(oid), ...flag, derOctets(value));
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** SHA-1 over a certificate's DER in the form that vCenter shows. */
export function sha1Thumbprint(pem: string): string {
  const base64 = pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '');
  const hex = createHash('sha1').update(Buffer.from(base64, 'base64')).digest('hex').toUpperCase();
  return hex.match(/../g)?.join(':') ?? '';
}

/** A PEM text as vim25 carries it: one signed byte per character. */
export function signedBytes(pem: string): number[] {
  return Array.from(Buffer.from(pem, 'ascii'), (byte) => (byte > 127 ? byte - 256 : byte));
}
