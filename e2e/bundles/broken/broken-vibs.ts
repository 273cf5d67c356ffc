import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { BrokenBundle } from './broken-bundle.ts';
import { editedBundle, editMetadata, gzippedZeros, payloadInstead } from './bundle-kit.ts';
import type { BundleEdits } from './bundle-kit.ts';

const MEBIBYTE = 1024 * 1024;
const PLATFORM = /<softwarePlatform [^>]*\/>/g;
const NUL = String.fromCodePoint(0);

function broken(reason: string, what: string, edits: BundleEdits): BrokenBundle {
  return { reason, what, build: () => editedBundle(edits) };
}

/** Replaces in descriptor.xml; what is replaced must be there. */
function descriptor(from: string | RegExp, to: string): BundleEdits {
  return {
    descriptor: (text) => {
      const edited = text.replace(from, to);
      if (edited === text) throw new Error(`The descriptor has nothing like ${String(from)}.`);
      return edited;
    },
  };
}

function emptyPayloads(count: number): readonly string[] {
  const sha256 = createHash('sha256').digest('hex');
  const checksum = `<checksum checksum-type="sha-256">${sha256}</checksum>`;
  const payload = (index: number): string =>
    `<payload name="p${index}" type="tgz" size="0">${checksum}</payload>`;
  return Array.from({ length: count }, (_, index) => payload(index));
}

/** Sound depots whose VIB is broken. */
const brokenArchives: readonly BrokenBundle[] = [
  broken('notAr', 'whose VIB is no ar archive', { vib: () => Buffer.from('no archive at all') }),
  broken('arHeader', 'whose VIB has a garbled member header', {
    vib: (vib) => Buffer.from(vib.toString('latin1').replace('`\n', '??'), 'latin1'),
  }),
  broken('arTruncated', 'whose VIB was cut short', { vib: (vib) => vib.subarray(0, -200) }),
  broken('arTooManyMembers', 'whose VIB has a hundred payloads', {
    descriptor: (text) => text.replace('<payloads>', `<payloads>${emptyPayloads(100).join('')}`),
    members: (members) => [
      ...members.slice(0, 1),
      ...Array.from({ length: 100 }, (_, index) => ({ name: `p${index}`, data: Buffer.alloc(0) })),
    ],
  }),
  broken('arDuplicateMember', 'whose VIB holds its payload twice', {
    members: (members) => [...members, ...members.slice(-1)],
  }),
  broken('arUnknownMember', 'whose VIB holds more than it describes', {
    members: (members) => [...members, { name: 'stowaway', data: Buffer.from('hidden') }],
  }),
  broken('descriptorNotFirst', 'whose VIB begins with something else', {
    members: (members) => members.toReversed(),
  }),
  broken('descriptorTooLarge', 'whose descriptor has two mebibytes', {
    descriptor: (text) => text + randomBytes(MEBIBYTE).toString('hex'),
  }),
];

/** Sound VIBs that say the wrong things of themselves. */
const brokenDescriptors: readonly BrokenBundle[] = [
  broken('descriptorInvalid', 'whose descriptor describes something else', {
    descriptor: () => '<component/>',
  }),
  broken('fieldMissing', 'whose descriptor has no name', descriptor(/<name>.*<\/name>/, '')),
  broken('xmlInvalid', 'with a NUL in the vendor', descriptor('<vendor>', `<vendor>${NUL}`)),
  broken('nameInvalid', 'with a path for a name', descriptor('<name>', '<name>../')),
  broken('vendorInvalid', 'with a vendor in markup', descriptor('<vendor>', '<vendor>&lt;b&gt;')),
  broken(
    'versionInvalid',
    'with an absurd version',
    descriptor('<version>', '<version>999999999999.'),
  ),
  broken(
    'acceptanceLevelUnknown',
    'with an acceptance level that does not exist',
    descriptor('>community<', '>platinum<'),
  ),
  broken(
    'flagInvalid',
    'that may perhaps be installed live',
    descriptor('<live-install-allowed>true', '<live-install-allowed>perhaps'),
  ),
  broken('notIoFilter', 'that is no I/O filter', descriptor('libvmiof-disk-', 'libordinary-')),
  broken('noPlatform', 'that names no ESXi version', {
    ...descriptor(PLATFORM, ''),
    depot: editMetadata('vmware.xml', (text) => text.replaceAll(PLATFORM, '')),
  }),
  broken('platformUnsupported', 'for ESXi 6.7 only', {
    build: { platforms: ['6.7*'], esxRange: ['6.7.0', '7.0.0'] },
  }),
  broken('wrongFlavor', 'of the other kit', {
    build: { platforms: ['7.*', '8.*'], esxRange: ['7.0.0', '9.0.0'] },
  }),
];

/** Sound descriptors whose payload is not what they promise. */
const brokenPayloads: readonly BrokenBundle[] = [
  broken('noPayload', 'without a payload', descriptor(/<payload .*<\/payload>/s, '')),
  broken('payloadUndescribed', 'whose payload has no SHA-256', descriptor(/sha-256/g, 'md5')),
  broken('payloadMissing', 'that lacks its payload', {
    members: (members) => members.slice(0, -1),
  }),
  broken('payloadSize', 'whose payload is longer than it should be', {
    payload: (payload) => Buffer.concat([payload, Buffer.alloc(1)]),
  }),
  broken(
    'payloadDigest',
    'whose payload was altered',
    descriptor(/sha-256">[0-9a-f]{64}/, `sha-256">${'0'.repeat(64)}`),
  ),
  broken(
    'payloadNotGzip',
    'whose payload cannot be unpacked',
    payloadInstead(Buffer.from('not packed at all'), Buffer.alloc(0)),
  ),
  broken(
    'payloadBomb',
    'whose payload is a bomb',
    payloadInstead(gzippedZeros(64 * MEBIBYTE), Buffer.alloc(64 * MEBIBYTE)),
  ),
  broken(
    'payloadUnpackedDigest',
    'whose payload holds something else than it should',
    payloadInstead(gzipSync('one thing'), Buffer.from('another thing')),
  ),
];

/** Sound depots whose VIB cannot be used. */
export const brokenVibs: readonly BrokenBundle[] = [
  ...brokenArchives,
  ...brokenDescriptors,
  ...brokenPayloads,
];
