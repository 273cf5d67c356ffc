import { readArMembers } from './ar-members.ts';
import type { ArMember } from './ar-members.ts';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';
import { ByteFeed } from './byte-feed.ts';
import { readVibDescriptor } from './vib-descriptor.ts';
import type { VibDescriptor } from './vib-descriptor.ts';
import { verifyPayload } from './vib-payloads.ts';

/** A VIB that was read to its end, every payload verified. */
export interface VibFacts extends VibDescriptor {
  readonly signed: boolean;
}

const DESCRIPTOR = 'descriptor.xml';
const SIGNATURE = 'sig.pkcs7';

/**
 * Reads a VIB as it streams by: the descriptor comes first, and then nothing but the signature and the payloads that it names.
 * @param size bytes of the whole VIB
 * @throws BundleError
 */
export async function readVibFile(content: AsyncIterable<Buffer>, size: number): Promise<VibFacts> {
  await using feed = new ByteFeed(content);
  const members = readArMembers(feed, size);
  const first = await members.next();
  const descriptor = await readDescriptor(feed, first.done === true ? null : first.value);
  const missing = new Map(descriptor.payloads.map((payload) => [payload.name, payload]));
  let signed = false;
  for await (const member of members) {
    if (member.name === SIGNATURE) {
      signed = await readSignature(feed, member);
      continue;
    }
    const payload = missing.get(member.name);
    if (!payload) {
      const message = `the VIB holds ${member.name}, which its descriptor does not name`;
      throw new BundleError('arUnknownMember', message);
    }
    if (payload.size !== member.size) {
      const message = `payload ${member.name} of the VIB does not have the size it should have`;
      throw new BundleError('payloadSize', message);
    }
    await verifyPayload(payload, feed.pass(member.size));
    missing.delete(member.name);
  }
  for (const name of missing.keys()) {
    throw new BundleError('payloadMissing', `the VIB lacks its payload ${name}`);
  }
  return { ...descriptor, signed };
}

async function readDescriptor(feed: ByteFeed, member: ArMember | null): Promise<VibDescriptor> {
  if (member?.name !== DESCRIPTOR) {
    throw new BundleError('descriptorNotFirst', `the VIB does not begin with ${DESCRIPTOR}`);
  }
  if (member.size > BUNDLE_LIMITS.descriptorBytes) {
    throw new BundleError('descriptorTooLarge', `${DESCRIPTOR} of the VIB is too large`);
  }
  return readVibDescriptor(await feed.take(member.size));
}

/** Whether there is one; a VIB of the community level has an empty signature. */
async function readSignature(feed: ByteFeed, { size }: ArMember): Promise<boolean> {
  if (size > BUNDLE_LIMITS.signatureBytes) {
    throw new BundleError('partTooLarge', 'the signature of the VIB is too large');
  }
  return (await feed.take(size)).length > 0;
}
