import { createHash } from 'node:crypto';
import { ZipFile } from 'yazl';
import { depotIndex, vendorIndex, vibMetadata, vmwareMetadata } from './depot-metadata.ts';
import type { VibFile } from './depot-metadata.ts';
import { vibId } from './filter-release.ts';
import type { FilterBuild } from './filter-release.ts';
import { buildVib } from './vib.ts';

/** ZIP's own time stamps begin in 1980; a fixed one makes the bytes of a bundle the same on every run. */
const zipTime = new Date(2026, 0, 15, 0, 0, 0);

/** The offline bundle (depot ZIP) of one build, ready to be given to vCenter. */
export async function buildBundle(build: FilterBuild): Promise<Buffer> {
  const vib = await buildVib(build);
  const file: VibFile = {
    path: `vib20/${build.name}/${vibId(build)}.vib`,
    size: vib.file.length,
    sha256: createHash('sha256').update(vib.file).digest('hex'),
  };
  const vendor = vendorIndex(build);
  const metadata = vmwareMetadata(build, file);
  const metadataZip = await zip([
    ['vmware.xml', metadata.response],
    ['vendor-index.xml', vendor],
    [`bulletins/${build.name}-${build.vibVersion}.xml`, metadata.bulletin],
    [`vibs/${build.name}-${file.sha256.slice(0, 16)}.xml`, vibMetadata(vib.descriptor, file)],
  ]);
  return zip([
    ['index.xml', depotIndex(build)],
    ['vendor-index.xml', vendor],
    ['metadata.zip', metadataZip],
    [file.path, vib.file],
  ]);
}

async function zip(entries: readonly (readonly [string, string | Buffer])[]): Promise<Buffer> {
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
