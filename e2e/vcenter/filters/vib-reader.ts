import { createHash } from 'node:crypto';
import { SaxesParser } from 'saxes';
import type { AcceptanceLevel } from '../scenario/scenario-schema.ts';
import { FilterIssue } from './filter-issue.ts';

/** What a host wants to know of a VIB before it installs it. */
export interface VibFacts {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly summary: string;
  /** `YYYY-MM-DD` */
  readonly releaseDate: string;
  readonly acceptanceLevel: AcceptanceLevel;
  readonly maintenanceMode: boolean;
  readonly liveInstallAllowed: boolean;
  readonly liveRemoveAllowed: boolean;
  /** ESXi versions as patterns, `8.*`; empty means any. */
  readonly platforms: readonly string[];
  readonly files: readonly string[];
}

const MAGIC = '!<arch>\n';
const HEADER = 60;

/** The descriptor's words for acceptance levels, which are not those of the API. */
const levels: Readonly<Record<string, AcceptanceLevel>> = {
  certified: 'vmware_certified',
  accepted: 'vmware_accepted',
  partner: 'partner',
  community: 'community',
};

/**
 * Reads a VIB as a host does: `ar` archive, descriptor, digests of its payloads.
 * @throws FilterIssue when the file is not a whole VIB
 */
export function readVib(file: Buffer): VibFacts {
  const members = readAr(file);
  const descriptor = members.get('descriptor.xml');
  if (descriptor === undefined) throw malformed('the VIB has no descriptor.xml');
  const { facts, payloads } = readDescriptor(descriptor.toString('utf8'));
  for (const { name, sha256 } of payloads) {
    const payload = members.get(name);
    if (payload === undefined) throw malformed(`the VIB lacks its payload ${name}`);
    if (createHash('sha256').update(payload).digest('hex') !== sha256) {
      throw malformed(`the payload ${name} does not match its checksum`);
    }
  }
  return facts;
}

function malformed(text: string): FilterIssue {
  return new FilterIssue('invalidVib', `The VIB file format is invalid: ${text}.`);
}

function readAr(file: Buffer): Map<string, Buffer> {
  const members = new Map<string, Buffer>();
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) throw malformed('it is no ar archive');
  let offset = MAGIC.length;
  while (offset + HEADER <= file.length) {
    const header = file.toString('latin1', offset, offset + HEADER);
    const name = header.slice(0, 16).trimEnd().replace(/\/$/, '');
    const size = Number(header.slice(48, 58).trim());
    const start = offset + HEADER;
    if (!header.endsWith('`\n') || !Number.isInteger(size) || start + size > file.length) {
      throw malformed('the archive is cut off');
    }
    members.set(name, file.subarray(start, start + size));
    offset = start + size + (size % 2);
  }
  return members;
}

interface Payload {
  readonly name: string;
  sha256: string;
}

/** Collects the elements of a descriptor that matter, by their path below the root. */
function readDescriptor(xml: string): { facts: VibFacts; payloads: Payload[] } {
  const texts = new Map<string, string>();
  const platforms: string[] = [];
  const files: string[] = [];
  const payloads: Payload[] = [];
  walkDescriptor(xml, {
    open: (path, attributes) => {
      const last = path.at(-1) ?? '';
      if (/^s(oft)?w(are)?platform$/i.test(last) && attributes['version'] !== undefined) {
        platforms.push(attributes['version']);
      }
      if (path.join('/') === 'payloads/payload') {
        payloads.push({ name: attributes['name'] ?? '', sha256: '' });
      }
    },
    text: (path, attributes, text) => {
      const place = path.join('/');
      texts.set(place, text);
      if (place === 'file-list/file') files.push(text);
      const payload = payloads.at(-1);
      const whole =
        attributes['checksum-type'] === 'sha-256' && attributes['verify-process'] === undefined;
      if (payload !== undefined && place === 'payloads/payload/checksum' && whole)
        payload.sha256 = text;
    },
  });
  return { facts: { ...toFacts(texts), platforms, files }, payloads };
}

interface Walker {
  readonly open: (path: readonly string[], attributes: Readonly<Record<string, string>>) => void;
  readonly text: (
    path: readonly string[],
    attributes: Readonly<Record<string, string>>,
    text: string,
  ) => void;
}

function walkDescriptor(xml: string, walker: Walker): void {
  const path: string[] = [];
  const stack: { attributes: Readonly<Record<string, string>>; text: string }[] = [];
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw malformed('the descriptor has a document type');
  });
  parser.on('opentag', (tag) => {
    if (stack.length > 0) path.push(tag.name);
    stack.push({ attributes: tag.attributes, text: '' });
    walker.open(path, tag.attributes);
  });
  parser.on('text', (text) => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += text;
  });
  parser.on('closetag', () => {
    const top = stack.pop();
    if (top !== undefined) walker.text(path, top.attributes, top.text.trim());
    path.pop();
  });
  parser.on('error', (error) => {
    throw malformed(`the descriptor is no XML (${error.message})`);
  });
  parser.write(xml).close();
}

function toFacts(texts: ReadonlyMap<string, string>): Omit<VibFacts, 'platforms' | 'files'> {
  const demand = (name: string): string => {
    const text = texts.get(name);
    if (text === undefined || text === '') throw malformed(`the descriptor has no ${name}`);
    return text;
  };
  const word = demand('acceptance-level');
  const acceptanceLevel = levels[word];
  if (acceptanceLevel === undefined) throw malformed(`unknown acceptance level ${word}`);
  return {
    name: demand('name'),
    vendor: demand('vendor'),
    version: demand('version'),
    summary: texts.get('summary') ?? '',
    releaseDate: (texts.get('release-date') ?? '').slice(0, 10),
    acceptanceLevel,
    maintenanceMode: texts.get('system-requires/maintenance-mode') !== 'false',
    liveInstallAllowed: texts.get('live-install-allowed') === 'true',
    liveRemoveAllowed: texts.get('live-remove-allowed') === 'true',
  };
}
