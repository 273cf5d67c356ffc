import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';
import { elementsAt, readXmlTree, textAt } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';
import { openZipArchive } from './zip-archive.ts';
import type { ZipArchive } from './zip-archive.ts';

/** What the depot's lists say about its one VIB. */
export interface ListedVib {
  /** Path in the ZIP. */
  readonly path: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly name: string | null;
  readonly version: string | null;
  /** ESXi versions of the bulletin that the VIB belongs to, as patterns. */
  readonly platforms: readonly string[];
}

const INDEX = 'index.xml';
const BULLETINS = 'vmware.xml';
/** What a nested ZIP may be refused for that only means: this is no ZIP. */
const UNREADABLE: readonly string[] = [
  'empty',
  'notZip',
  'zipTruncated',
  'zipEndRecord',
  'zip64Record',
  'zipDirectory',
];

/**
 * Follows the depot's own lists, index.xml to vendor-index.xml to metadata.zip to vmware.xml, to the one VIB in the bundle.
 * @throws BundleError
 */
export async function readDepot(zip: ZipArchive): Promise<ListedVib> {
  const vendorIndex = await readIndex(zip);
  const metadata = await readVendorIndex(zip, vendorIndex);
  const bulletins = await readBulletins(zip, metadata);
  return listedVib(bulletins, onlyVib(zip));
}

async function readIndex(zip: ZipArchive): Promise<string> {
  if (!zip.has(INDEX)) throw new BundleError('missingIndex', `${INDEX} is missing in the ZIP`);
  const root = await readXml(zip, INDEX);
  const file = root.name === 'vendorList' ? textAt(root, 'vendor', 'indexfile') : null;
  if (file === null) {
    throw new BundleError('indexInvalid', `${INDEX} does not name the list of its vendor`);
  }
  if (!zip.has(file)) {
    const message = `the list of the vendor, which ${INDEX} names, is missing in the ZIP`;
    throw new BundleError('missingVendorIndex', message);
  }
  return file;
}

async function readVendorIndex(zip: ZipArchive, name: string): Promise<string> {
  const root = await readXml(zip, name);
  const file = root.name === 'metaList' ? textAt(root, 'metadata', 'url') : null;
  if (file === null) throw new BundleError('vendorIndexInvalid', `${name} names no metadata`);
  if (!zip.has(file)) {
    const message = `the metadata that ${name} names is missing in the ZIP`;
    throw new BundleError('missingMetadata', message);
  }
  return file;
}

async function readBulletins(zip: ZipArchive, name: string): Promise<XmlElement> {
  const bytes = await zip.read(name, BUNDLE_LIMITS.metadataBytes);
  await using nested = await openNested(name, bytes);
  if (!nested.has(BULLETINS)) {
    throw new BundleError('missingBulletins', `${BULLETINS} is missing in ${name}`);
  }
  const root = await readXml(nested, BULLETINS);
  if (root.name !== 'metadataResponse') {
    throw new BundleError('bulletinsInvalid', `${BULLETINS} holds no bulletins`);
  }
  return root;
}

async function openNested(name: string, bytes: Buffer): Promise<ZipArchive> {
  try {
    return await openZipArchive({ bytes }, BUNDLE_LIMITS.metadataUnpackedBytes);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    // Expected: what is in there is no ZIP, or a bad one.
    if (UNREADABLE.includes(error.reason)) {
      throw new BundleError('metadataUnreadable', `${name} is no readable ZIP`, { cause: error });
    }
    if (error.reason === 'zipBomb' || error.reason === 'unpackedTooLarge') {
      const message = `${name} grows too much when it is unpacked`;
      throw new BundleError('metadataBomb', message, { cause: error });
    }
    throw new BundleError(error.reason, `in ${name}, ${error.message}`, { cause: error });
  }
}

function onlyVib(zip: ZipArchive): string {
  const [name, second] = zip.names.filter((entry) => entry.toLowerCase().endsWith('.vib'));
  if (name === undefined) throw new BundleError('noVib', 'it holds no VIB');
  if (second !== undefined) throw new BundleError('severalVibs', 'it holds more than one VIB');
  return name;
}

function listedVib(root: XmlElement, path: string): ListedVib {
  for (const bulletin of elementsAt(root, 'bulletin')) {
    for (const vib of elementsAt(bulletin, 'vibList', 'vib')) {
      const file = vib.children.find((child) => child.name === 'vibFile');
      if (!file || textAt(file, 'relativePath') !== path) continue;
      const size = textAt(file, 'packedSize') ?? '';
      const sha256 = sha256Of(file);
      if (!/^\d{1,12}$/.test(size) || sha256 === null) {
        const message = `${BULLETINS} does not give size and SHA-256 of the VIB`;
        throw new BundleError('bulletinsInvalid', message);
      }
      const platforms = elementsAt(bulletin, 'platforms', 'softwarePlatform');
      return {
        path,
        size: Number(size),
        sha256,
        name: textAt(vib, 'name'),
        version: textAt(vib, 'version'),
        platforms: platforms.flatMap(({ attributes }) => attributes['version'] ?? []),
      };
    }
  }
  throw new BundleError('vibNotListed', `${BULLETINS} does not list the VIB ${path}`);
}

function sha256Of(file: XmlElement): string | null {
  const checksum = elementsAt(file, 'checksum').find(
    (each) => textAt(each, 'checksumType') === 'sha-256',
  );
  const text = checksum ? textAt(checksum, 'checksum')?.toLowerCase() : null;
  return text && /^[0-9a-f]{64}$/.test(text) ? text : null;
}

async function readXml(zip: ZipArchive, name: string): Promise<XmlElement> {
  return readXmlTree(await zip.read(name, BUNDLE_LIMITS.xmlBytes), name);
}
