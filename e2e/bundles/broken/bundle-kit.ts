import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { writeAr } from '../ar-archive.ts';
import type { ArMember } from '../ar-archive.ts';
import { filterBuild } from '../filter-release.ts';
import type { BuildChanges } from '../filter-release.ts';
import { depotOf, zip } from '../offline-bundle.ts';
import type { ArchiveEntry, Depot } from '../offline-bundle.ts';
import { vibParts } from '../vib.ts';
import type { VibParts } from '../vib.ts';
import { writeRawZip } from './raw-zip.ts';
import type { RawEntry } from './raw-zip.ts';

/** What to do differently on the way to a bundle; everything after that step fits together again. */
export interface BundleEdits {
  readonly build?: BuildChanges;
  readonly descriptor?: (text: string) => string | Buffer;
  readonly payload?: (payload: Buffer) => Buffer;
  readonly members?: (members: readonly ArMember[]) => readonly ArMember[];
  readonly vib?: (vib: Buffer) => Buffer;
  readonly depot?: (depot: Depot) => Depot;
  readonly metadataZip?: (zip: Buffer) => Buffer;
  readonly entries?: (entries: readonly RawEntry[]) => readonly RawEntry[];
  readonly zip?: (zip: Buffer) => Buffer;
}

const same = <T>(value: T): T => value;

/** A bundle of the kit vaio8 that is sound but for the edits. */
export async function editedBundle(edits: BundleEdits): Promise<Buffer> {
  const build = filterBuild('vaio8', '1.2.0', edits.build);
  const parts = await vibParts(build);
  const members = (edits.members ?? same)(membersOf(parts, edits));
  const file = (edits.vib ?? same)(writeAr(members));
  const { descriptor } = parts;
  const depot = (edits.depot ?? same)(depotOf(build, { file, descriptor }));
  const metadata = (edits.metadataZip ?? same)(await zip(depot.metadata));
  const entries = (edits.entries ?? same)(entriesOf(depot, metadata));
  return (edits.zip ?? same)(writeRawZip(entries));
}

function membersOf(parts: VibParts, edits: BundleEdits): readonly ArMember[] {
  const descriptor = (edits.descriptor ?? same)(parts.descriptor);
  return [
    { name: 'descriptor.xml', data: Buffer.from(descriptor) },
    { name: 'sig.pkcs7', data: Buffer.alloc(0) },
    { name: parts.payloadName, data: (edits.payload ?? same)(parts.payload) },
  ];
}

function entriesOf(depot: Depot, metadata: Buffer): readonly RawEntry[] {
  return [
    { name: 'index.xml', data: Buffer.from(depot.index) },
    { name: 'vendor-index.xml', data: Buffer.from(depot.vendorIndex) },
    { name: 'metadata.zip', data: metadata },
    { name: depot.vibPath, data: depot.vib },
  ];
}

/** The entries with one of them changed; the name may be its beginning. */
export function changeEntry(
  name: string,
  change: Partial<RawEntry>,
): (entries: readonly RawEntry[]) => readonly RawEntry[] {
  return (entries) =>
    entries.map((entry) => (String(entry.name).startsWith(name) ? { ...entry, ...change } : entry));
}

/** The entries without those whose names begin so. */
export function withoutEntry(name: string): (entries: readonly RawEntry[]) => readonly RawEntry[] {
  return (entries) => entries.filter((entry) => !String(entry.name).startsWith(name));
}

/** The entries and more. */
export function moreEntries(
  ...more: readonly RawEntry[]
): (entries: readonly RawEntry[]) => readonly RawEntry[] {
  return (entries) => [...entries, ...more];
}

/** The depot with another text for one file of metadata.zip. */
export function editMetadata(
  name: string,
  edit: (text: string) => string,
): (depot: Depot) => Depot {
  return (depot) => ({
    ...depot,
    metadata: depot.metadata.map((entry): ArchiveEntry =>
      entry[0] === name ? [name, edit(String(entry[1]))] : entry,
    ),
  });
}

/** A descriptor that promises exactly what this payload is; `unpacked` is what its digest is taken of. */
export function payloadInstead(payload: Buffer, unpacked: Buffer): BundleEdits {
  const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
  return {
    payload: () => payload,
    descriptor: (text) =>
      text
        .replace(/size="\d+"/, `size="${payload.length}"`)
        .replace(/(sha-256">)[0-9a-f]{64}/, `$1${digest(payload)}`)
        .replace(/("gunzip">)[0-9a-f]{64}/, `$1${digest(unpacked)}`),
  };
}

/** So many zeros, packed to a thousandth. */
export function gzippedZeros(bytes: number): Buffer {
  return gzipSync(Buffer.alloc(bytes));
}
