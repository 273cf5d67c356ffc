import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { writeAr } from './ar-archive.ts';
import type { FilterBuild } from './filter-release.ts';

/** A finished VIB and what the depot's index repeats of it. */
export interface Vib {
  readonly file: Buffer;
  readonly descriptor: string;
}

/** A file that the payload puts on the host. */
interface PayloadFile {
  readonly path: string;
  readonly content: Buffer;
}

const epoch = new Date(0);

/**
 * Builds the VIB of a filter: an `ar` archive of `descriptor.xml`, an empty signature (community level) and one gzipped tar. What the tar holds is
 * text that names the filter and its version, not program code: no host ever loads it.
 */
export async function buildVib(build: FilterBuild): Promise<Vib> {
  const { descriptor, payload, payloadName } = await vibParts(build);
  const file = writeAr([
    { name: 'descriptor.xml', data: Buffer.from(descriptor, 'utf8') },
    { name: 'sig.pkcs7', data: Buffer.alloc(0) },
    { name: payloadName, data: payload },
  ]);
  return { file, descriptor };
}

/** What a VIB is put together from. */
export interface VibParts {
  readonly descriptor: string;
  readonly payloadName: string;
  /** The gzipped tar. */
  readonly payload: Buffer;
}

/** The members of a sound VIB, for those who want to put them together in another way. */
export async function vibParts(build: FilterBuild): Promise<VibParts> {
  const files = payloadFiles(build);
  const tar = await writeTar(files);
  const payload = gzipSync(tar, { level: 9 });
  const descriptor = describe(build, files, { tar, payload });
  return { descriptor, payload, payloadName: payloadName(build) };
}

function payloadName(build: FilterBuild): string {
  return build.name.slice(0, 8);
}

function payloadFiles(build: FilterBuild): PayloadFile[] {
  const text = `${build.vendor} ${build.name} ${build.vibVersion}\n`;
  return [
    {
      path: `usr/lib64/vmware/plugin/libvmiof-disk-${build.name}.so`,
      content: Buffer.from(`Simulated I/O filter library, ${text}`),
    },
    {
      path: `usr/lib/vmware/${build.name}/version`,
      content: Buffer.from(text),
    },
  ];
}

async function writeTar(files: readonly PayloadFile[]): Promise<Buffer> {
  const archive = pack();
  for (const { path, content } of files) {
    archive.entry({ name: path, mode: 0o555, mtime: epoch, uid: 0, gid: 0 }, content);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function digest(algorithm: 'sha1' | 'sha256', data: Buffer): string {
  return createHash(algorithm).update(data).digest('hex');
}

function describe(
  build: FilterBuild,
  files: readonly PayloadFile[],
  data: { readonly tar: Buffer; readonly payload: Buffer },
): string {
  return `<vib version="5.0">
  <type>bootbank</type>
  <name>${build.name}</name>
  <version>${build.vibVersion}</version>
  <vendor>${build.vendor}</vendor>
  <summary>Real-Time Replication I/O Filter</summary>
  <description>Replication filter for virtual disks, built with the ${build.flavor} kit</description>
  <release-date>${build.releaseDate}</release-date>
  <urls/>
${requirements(build)}
  <file-list>
${files.map(({ path }) => `    <file>${path}</file>`).join('\n')}
  </file-list>
  <acceptance-level>${build.acceptanceLevel}</acceptance-level>
  <live-install-allowed>${String(build.liveInstall)}</live-install-allowed>
  <live-remove-allowed>${String(build.liveInstall)}</live-remove-allowed>
  <cimom-restart>false</cimom-restart>
  <stateless-ready>true</stateless-ready>
  <overlay>false</overlay>
  <payloads>
    <payload name="${payloadName(build)}" type="tgz" size="${data.payload.length}">
      <checksum checksum-type="sha-256">${digest('sha256', data.payload)}</checksum>
      <checksum checksum-type="sha-256" verify-process="gunzip">${digest('sha256', data.tar)}</checksum>
      <checksum checksum-type="sha-1" verify-process="gunzip">${digest('sha1', data.tar)}</checksum>
    </payload>
  </payloads>
</vib>
`;
}

function requirements(build: FilterBuild): string {
  const [from, below] = build.esxRange;
  const platforms = build.platforms
    .map(
      (version) => `<softwarePlatform locale="" version="${version}" productLineID="embeddedEsx"/>`,
    )
    .join('');
  return `  <relationships>
    <depends>
      <constraint name="esx-version" relation="&gt;=" version="${from}"/>
      <constraint name="esx-version" relation="&lt;&lt;" version="${below}"/>
    </depends>
    <conflicts/>
    <replaces/>
    <provides/>
    <compatibleWith/>
  </relationships>
  <software-tags>
    <tag>iofilter</tag>
  </software-tags>
  <system-requires>
    <maintenance-mode>${String(build.maintenanceMode)}</maintenance-mode>
    <swplatform>${platforms}</swplatform>
  </system-requires>`;
}
