import { createHash } from 'node:crypto';
import { ZipFile } from 'yazl';
import { depotIndex, vendorIndex, vibMetadata, vmwareMetadata } from './depot-metadata.ts';
import type { VibFile } from './depot-metadata.ts';
import { vibId } from './filter-release.ts';
import type { FilterBuild } from './filter-release.ts';
import { buildVib } from './vib.ts';
import type { Vib } from './vib.ts';

/** ZIP's own time stamps begin in 1980; a fixed one makes the bytes of a bundle the same on every run. */
const zipTime = new Date(2026, 0, 15, 0, 0, 0);

/** A file of an archive: name and content. */
export type ArchiveEntry = readonly [string, string | Buffer];

/** The offline bundle (depot ZIP) of one build, ready to be given to vCenter. */
export async function buildBundle(build: FilterBuild): Promise<Buffer> {
  const depot = depotOf(build, await buildVib(build));
  return zip([
    ['index.xml', depot.index],
    ['vendor-index.xml', depot.vendorIndex],
    ['metadata.zip', await zip(depot.metadata)],
    [depot.vibPath, depot.vib],
  ]);
}

/** What an offline bundle is put together from. */
export interface Depot {
  readonly index: string;
  readonly vendorIndex: string;
  /** What is in metadata.zip. */
  readonly metadata: readonly ArchiveEntry[];
  readonly vibPath: string;
  readonly vib: Buffer;
}

/** The files of a sound depot around a VIB. */
export function depotOf(build: FilterBuild, vib: Vib): Depot {
  const file: VibFile = {
    path: `vib20/${build.name}/${vibId(build)}.vib`,
    size: vib.file.length,
    sha256: createHash('sha256').update(vib.file).digest('hex'),
  };
  const { response, bulletin } = vmwareMetadata(build, file);
  const vendor = vendorIndex(build);
  return {
    index: depotIndex(build),
    vendorIndex: vendor,
    metadata: [
      ['vmware.xml', response],
      ['vendor-index.xml', vendor],
      [`bulletins/${build.name}-${build.vibVersion}.xml`, bulletin],
      [`vibs/${build.name}-${file.sha256.slice(0, 16)}.xml`, vibMetadata(vib.descriptor, file)],
    ],
    vibPath: file.path,
    vib: vib.file,
  };
}

/** A ZIP whose bytes depend on nothing but the entries. */
export async function zip(entries: readonly ArchiveEntry[]): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of entries) {
    archive.addBuffer(Buffer.from(content), name, {
      mtime: zipTime,
      mode: 0o100644,
      forceDosTimestamp: true,
    });
  }
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}
