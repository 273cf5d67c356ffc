import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Bundle, BundleFlavor } from '../domain/bundle.ts';
import { productVersion } from '../domain/version.ts';
import { readArMembers } from './ar-archive.ts';
import { BundleError } from './bundle-error.ts';
import { readVibDescriptor } from './vib-descriptor.ts';
import type { VibDescriptor } from './vib-descriptor.ts';
import { readXmlTree } from './xml-tree.ts';
import { openZipArchive } from './zip-archive.ts';

const MEBIBYTE = 1024 * 1024;
const MAX_BUNDLE_BYTES = 512 * MEBIBYTE;
const MAX_VIB_BYTES = 256 * MEBIBYTE;
const MAX_INDEX_BYTES = MEBIBYTE;
const MAX_METADATA_BYTES = 8 * MEBIBYTE;

/**
 * Looks through an offline bundle: the depot's index, the VIB in it, the VIB's descriptor, and the checksum of every payload.
 * @throws BundleError with a sentence that says what is wrong
 */
export async function xRay(file: string, flavor: BundleFlavor): Promise<Bundle> {
  const { size } = await stat(file);
  if (size > MAX_BUNDLE_BYTES) {
    throw new BundleError(`it is larger than ${MAX_BUNDLE_BYTES / MEBIBYTE} MiB`);
  }
  const id = await hashOf(file);
  const vib = await readOnlyVib(file);
  return {
    id,
    flavor,
    fileName: path.basename(file),
    size,
    filter: {
      name: vib.name,
      vendor: vib.vendor,
      vibVersion: vib.version,
      productVersion: productVersion(vib.version),
    },
    acceptanceLevel: vib.acceptanceLevel,
    maintenanceModeRequired: vib.maintenanceModeRequired,
    rebootRequired: vib.rebootRequired,
  };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function readOnlyVib(file: string): Promise<VibDescriptor> {
  await using zip = await openZipArchive(file);
  readXmlTree((await zip.read('index.xml', MAX_INDEX_BYTES)).toString('utf8'), 'index.xml');
  await zip.read('metadata.zip', MAX_METADATA_BYTES);
  const [name, second] = zip.names.filter((entry) => /^vib20\/.+\.vib$/.test(entry));
  if (name === undefined) throw new BundleError('it holds no VIB');
  if (second !== undefined) throw new BundleError('it holds more than one VIB');
  return readVib(await zip.read(name, MAX_VIB_BYTES));
}

function readVib(archive: Buffer): VibDescriptor {
  const members = readArMembers(archive);
  const [first] = members;
  if (first?.name !== 'descriptor.xml') {
    throw new BundleError('the VIB does not begin with descriptor.xml');
  }
  if (first.content.length > MAX_INDEX_BYTES) throw new BundleError('descriptor.xml is too large');
  const descriptor = readVibDescriptor(first.content.toString('utf8'));
  if (descriptor.payloads.length === 0) throw new BundleError('the VIB has no payload');
  for (const payload of descriptor.payloads) {
    const content = members.find((member) => member.name === payload.name)?.content;
    if (!content) throw new BundleError(`the VIB lacks its payload ${payload.name}`);
    const sha256 = createHash('sha256').update(content).digest('hex');
    if (content.length !== payload.size || sha256 !== payload.sha256) {
      throw new BundleError(`payload ${payload.name} of the VIB does not match its checksum`);
    }
  }
  return descriptor;
}
