import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { platformMismatch } from '../domain/bundle-platforms.ts';
import type { Bundle, BundleFlavor, BundlePlatforms } from '../domain/bundle.ts';
import { productVersion } from '../domain/version.ts';
import { BundleError } from './bundle-error.ts';
import { readDepot } from './depot.ts';
import type { ListedVib } from './depot.ts';
import { hashing } from './hashing.ts';
import { readVibFile } from './vib-file.ts';
import type { VibFacts } from './vib-file.ts';
import { openZipArchive } from './zip-archive.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Where a bundle lies and as what it is given. */
export interface BundleFacts {
  readonly file: string;
  readonly flavor: BundleFlavor;
  readonly origin: Bundle['origin'];
  /** Bytes that a bundle may have. */
  readonly limit: number;
}

/** The library that makes a VIB an I/O filter (its place on an ESXi host). */
const FILTER_LIBRARY = /(^|\/)libvmiof-disk-[A-Za-z0-9._-]+\.so$/;

/**
 * Looks through an offline bundle: its list of contents, the depot's lists, the one VIB, the VIB's descriptor and every checksum in it.
 * It needs little memory, however large the bundle is.
 * @throws BundleError with a reason and a sentence that says what is wrong
 */
export async function xRay({ file, flavor, origin, limit }: BundleFacts): Promise<Bundle> {
  const { size, mtime } = await stat(file);
  if (size > limit) {
    throw new BundleError('tooLarge', `it is larger than the ${limit} bytes that are allowed`);
  }
  const vib = await readOnlyVib(file);
  if (!vib.files.some((name) => FILTER_LIBRARY.test(name))) {
    throw new BundleError('notIoFilter', 'its VIB holds no I/O filter');
  }
  refuseWrongPlatform(vib.platforms, flavor);
  const { liveInstall, liveRemove, signed, platforms } = vib;
  return {
    id: await hashOf(file),
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
    rebootRequired: !(liveInstall && liveRemove),
    liveInstall,
    liveRemove,
    signed,
    platforms,
    origin,
    addedAt: mtime.toISOString(),
  };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function readOnlyVib(file: string): Promise<VibFacts> {
  await using zip = await openZipArchive({ file });
  const listed = await readDepot(zip);
  const vib = await readListedVib(zip, listed);
  const isListed = listed.name === vib.name && listed.version === vib.version;
  if (!isListed) {
    const message = 'its bulletin gives its VIB another name or version than the VIB itself';
    throw new BundleError('vibIdentity', message);
  }
  // A descriptor without platforms leaves it to the bulletin to name them.
  const { platforms } = vib;
  const patterns = platforms.patterns.length > 0 ? platforms.patterns : listed.platforms;
  return { ...vib, platforms: { ...platforms, patterns } };
}

async function readListedVib(zip: ZipArchive, listed: ListedVib): Promise<VibFacts> {
  const size = zip.sizeOf(listed.path);
  if (size !== listed.size) {
    throw new BundleError('vibSize', 'its VIB does not have the size that its bulletin names');
  }
  const hash = createHash('sha256');
  const vib = await readVibFile(hashing(zip.stream(listed.path), hash), size);
  if (hash.digest('hex') !== listed.sha256) {
    throw new BundleError('vibDigest', 'its VIB does not match the checksum in its bulletin');
  }
  return vib;
}

const MISMATCHES = {
  noPlatform: 'it names no ESXi version that it is for',
  platformUnsupported: 'it is for none of the ESXi versions 7.0 to 8.0.3',
  wrongFlavor: 'it was built with the other kit than the one it is given as',
} as const;

function refuseWrongPlatform(platforms: BundlePlatforms, flavor: BundleFlavor): void {
  const mismatch = platformMismatch(platforms, flavor);
  if (mismatch !== null) throw new BundleError(mismatch, MISMATCHES[mismatch]);
}
