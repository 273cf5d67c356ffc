import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';
import { hashing } from './hashing.ts';
import { elementsAt } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** One payload with what the descriptor promises of it. Digests are lower-case hex. */
export interface VibPayload {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** Of the payload after it was unpacked with gunzip; null when the descriptor gives none. */
  readonly unpackedSha256: string | null;
}

/** The payloads that a descriptor names. Throws BundleError when there is none, or one without size and SHA-256. */
export function readPayloads(root: XmlElement): readonly VibPayload[] {
  const payloads = elementsAt(root, 'payloads', 'payload').map(readPayload);
  if (payloads.length === 0) throw new BundleError('noPayload', 'the VIB has no payload');
  return payloads;
}

function readPayload(element: XmlElement): VibPayload {
  const { name = '', size = '' } = element.attributes;
  const sha256 = digestOf(element, undefined);
  if (!/^[A-Za-z0-9._-]{1,16}$/.test(name) || !/^\d{1,12}$/.test(size) || sha256 === null) {
    const message = 'descriptor.xml does not give name, size and SHA-256 of a payload';
    throw new BundleError('payloadUndescribed', message);
  }
  return { name, size: Number(size), sha256, unpackedSha256: digestOf(element, 'gunzip') };
}

function digestOf(payload: XmlElement, process: string | undefined): string | null {
  const checksum = payload.children.find(
    ({ name, attributes }) =>
      name === 'checksum' &&
      attributes['checksum-type'] === 'sha-256' &&
      attributes['verify-process'] === process,
  );
  const text = checksum?.text.trim().toLowerCase() ?? '';
  return /^[0-9a-f]{64}$/.test(text) ? text : null;
}

/**
 * Reads a payload to its end and holds it against its descriptor, without keeping more than a piece of it.
 * @throws BundleError
 */
export async function verifyPayload(
  payload: VibPayload,
  content: AsyncIterable<Buffer>,
): Promise<void> {
  const packed = createHash('sha256');
  const source = Readable.from(hashing(content, packed), { objectMode: false });
  if (payload.unpackedSha256 === null) await source.forEach(() => undefined);
  else await verifyUnpacked(payload, source);
  if (packed.digest('hex') !== payload.sha256) {
    const message = `payload ${payload.name} of the VIB does not match its checksum`;
    throw new BundleError('payloadDigest', message);
  }
}

async function verifyUnpacked(payload: VibPayload, source: Readable): Promise<void> {
  const unpacked = createHash('sha256');
  const limit = limitOf(payload);
  let size = 0;
  const measure = new Transform({
    transform: (part: Buffer, _encoding, done) => {
      size += part.length;
      unpacked.update(part);
      const message = `payload ${payload.name} of the VIB grows too much when it is unpacked`;
      done(size > limit ? new BundleError('payloadBomb', message) : null);
    },
  });
  try {
    await pipeline(source, createGunzip(), measure.resume());
  } catch (error) {
    if (error instanceof BundleError) throw error;
    // Expected: the payload is no gzip file, or a broken one.
    const message = `payload ${payload.name} of the VIB cannot be unpacked`;
    throw new BundleError('payloadNotGzip', message, { cause: error });
  }
  if (unpacked.digest('hex') !== payload.unpackedSha256) {
    const message = `what is in payload ${payload.name} of the VIB does not match its checksum`;
    throw new BundleError('payloadUnpackedDigest', message);
  }
}

function limitOf({ size }: VibPayload): number {
  const { payloadUnpackedBytes, ratio, ratioFromBytes } = BUNDLE_LIMITS;
  return Math.min(payloadUnpackedBytes, Math.max(ratioFromBytes, size * ratio));
}
