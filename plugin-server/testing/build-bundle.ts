import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** What to build, and what to spoil. */
export interface BundleRecipe {
  readonly name?: string;
  readonly vendor?: string;
  readonly version?: string;
  readonly acceptanceLevel?: string;
  readonly maintenanceMode?: boolean;
  readonly liveInstall?: boolean;
  /** Edits the text of descriptor.xml. */
  readonly editDescriptor?: (text: string) => string;
  /** Edits the finished VIB. */
  readonly editVib?: (vib: Buffer) => Buffer;
  /** Entries to leave out, or to add. */
  readonly without?: readonly string[];
  readonly extra?: Readonly<Record<string, string>>;
}

/** A small offline bundle, sound unless the recipe spoils it. */
export async function buildBundle(recipe: BundleRecipe = {}): Promise<Buffer> {
  const { name = 'samplefilter', vendor = 'SMP', version = '2.3.4-1OEM.800.1.0.1' } = recipe;
  const payload = Buffer.from(`payload of ${name} ${version}`);
  const descriptor = (recipe.editDescriptor ?? ((text: string) => text))(
    describeVib({ ...recipe, name, vendor, version }, payload),
  );
  const vib = writeAr([
    ['descriptor.xml', Buffer.from(descriptor)],
    ['sig.pkcs7', Buffer.alloc(0)],
    ['payload1', payload],
  ]);
  const entries: Record<string, Buffer> = {
    'index.xml': Buffer.from('<vendorList><vendor><name>Sample</name></vendor></vendorList>'),
    'metadata.zip': await writeZip({ 'vmware.xml': Buffer.from('<metadataResponse/>') }),
    [`vib20/${name}/${vendor}_bootbank_${name}_${version}.vib`]: recipe.editVib?.(vib) ?? vib,
  };
  for (const [entry, text] of Object.entries(recipe.extra ?? {}))
    entries[entry] = Buffer.from(text);
  const kept = Object.entries(entries).filter(
    ([entry]) => !recipe.without?.some((start) => entry.startsWith(start)),
  );
  return writeZip(Object.fromEntries(kept));
}

function describeVib(recipe: BundleRecipe, payload: Buffer): string {
  const sha256 = createHash('sha256').update(payload).digest('hex');
  const live = String(recipe.liveInstall ?? true);
  return `<vib version="5.0"><type>bootbank</type><name>${recipe.name ?? ''}</name>
    <version>${recipe.version ?? ''}</version><vendor>${recipe.vendor ?? ''}</vendor>
    <system-requires><maintenance-mode>${String(recipe.maintenanceMode ?? false)}</maintenance-mode></system-requires>
    <file-list><file>usr/lib64/vmware/plugin/libvmiof-disk-sample.so</file></file-list>
    <acceptance-level>${recipe.acceptanceLevel ?? 'community'}</acceptance-level>
    <live-install-allowed>${live}</live-install-allowed><live-remove-allowed>${live}</live-remove-allowed>
    <payloads><payload name="payload1" type="tgz" size="${payload.length}">
      <checksum checksum-type="sha-256">${sha256}</checksum>
      <checksum checksum-type="sha-1" verify-process="gunzip">0000</checksum>
    </payload></payloads></vib>`;
}

function writeAr(members: readonly (readonly [string, Buffer])[]): Buffer {
  const parts: Buffer[] = [Buffer.from('!<arch>\n')];
  for (const [name, content] of members) {
    const size = String(content.length).padEnd(10);
    const header = `${`${name}/`.padEnd(16)}${'0'.padEnd(12)}0     0     644     ${size}\`\n`;
    parts.push(Buffer.from(header), content, Buffer.from(content.length % 2 ? '\n' : ''));
  }
  return Buffer.concat(parts);
}

async function writeZip(entries: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(content, name);
  zip.end();
  return buffer(zip.outputStream);
}
