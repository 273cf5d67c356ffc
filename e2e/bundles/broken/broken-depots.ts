import { randomBytes } from 'node:crypto';
import type { BrokenBundle } from './broken-bundle.ts';
import {
  changeEntry,
  editedBundle,
  editMetadata,
  moreEntries,
  withoutEntry,
} from './bundle-kit.ts';
import type { BundleEdits } from './bundle-kit.ts';
import { writeRawZip } from './raw-zip.ts';

const MEBIBYTE = 1024 * 1024;
const EXTERNAL = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>';
const LAUGHS = `<!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "${'&b;'.repeat(100)}">]><a>${'&c;'.repeat(100)}</a>`;

function broken(reason: string, what: string, edits: BundleEdits): BrokenBundle {
  return { reason, what, build: () => editedBundle(edits) };
}

function index(text: string | Buffer): BundleEdits {
  return { entries: changeEntry('index.xml', { data: Buffer.from(text) }) };
}

function bulletins(edit: (text: string) => string): BundleEdits {
  return { depot: editMetadata('vmware.xml', edit) };
}

/** Sound ZIP files whose lists are missing, wrong, or made to hurt whoever reads them. */
export const brokenDepots: readonly BrokenBundle[] = [
  broken('partTooLarge', 'with an index of three mebibytes', index(randomBytes(3 * MEBIBYTE))),
  broken('missingIndex', 'without index.xml', { entries: withoutEntry('index.xml') }),
  broken('indexInvalid', 'whose index.xml names no list', index('<vendorList/>')),
  broken('missingVendorIndex', 'without vendor-index.xml', {
    entries: withoutEntry('vendor-index.xml'),
  }),
  broken('vendorIndexInvalid', 'whose vendor-index.xml names no metadata', {
    entries: changeEntry('vendor-index.xml', { data: Buffer.from('<metaList/>') }),
  }),
  broken('missingMetadata', 'without metadata.zip', { entries: withoutEntry('metadata.zip') }),
  broken('metadataUnreadable', 'whose metadata.zip is no ZIP', {
    metadataZip: () => Buffer.from('no ZIP at all'),
  }),
  broken('metadataBomb', 'whose metadata.zip is a bomb', {
    metadataZip: () => writeRawZip([{ name: 'vmware.xml', data: Buffer.alloc(48 * MEBIBYTE) }]),
  }),
  broken('missingBulletins', 'whose metadata.zip holds no bulletins', {
    depot: (depot) => ({ ...depot, metadata: depot.metadata.slice(1) }),
  }),
  broken(
    'bulletinsInvalid',
    'whose bulletin gives no checksum',
    bulletins((text) => text.replace('sha-256', 'md5')),
  ),
  broken('textNotUtf8', 'whose index.xml is no UTF-8', index(Buffer.from([0x3c, 0xff, 0xfe]))),
  broken('xmlInvalid', 'whose index.xml is no XML', index('<vendorList><vendor></vendorList>')),
  broken('xmlDocumentType', 'whose index.xml reads a file of the server', index(EXTERNAL)),
  broken('xmlDocumentType', 'whose index.xml is a billion laughs', index(LAUGHS)),
  broken('xmlTooDeep', 'whose index.xml is nested ten thousandfold', index('<a>'.repeat(10_000))),
  broken(
    'xmlTooLong',
    'whose index.xml has a hundred thousand elements',
    index(`<a>${'<b/>'.repeat(100_000)}</a>`),
  ),
  broken('noVib', 'without a VIB', { entries: withoutEntry('vib20/') }),
  broken('severalVibs', 'with two VIBs', {
    entries: moreEntries({ name: 'vib20/other/other.vib', data: Buffer.from('!<arch>\n') }),
  }),
  broken(
    'vibNotListed',
    'whose bulletin lists another VIB',
    bulletins((text) => text.replace('vib20/', 'vib21/')),
  ),
  broken(
    'vibSize',
    'whose bulletin gives its VIB another size',
    bulletins((text) => text.replace(/<packedSize>\d+/, '<packedSize>12345')),
  ),
  broken(
    'vibDigest',
    'whose bulletin gives its VIB another checksum',
    bulletins((text) => text.replace(/[0-9a-f]{64}/, '0'.repeat(64))),
  ),
  broken(
    'vibIdentity',
    'whose bulletin gives its VIB another version',
    bulletins((text) => text.replace(/<version>1\.2\.0/, '<version>1.3.0')),
  ),
];
