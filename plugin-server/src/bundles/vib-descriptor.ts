import type { AcceptanceLevel } from '../domain/inventory-facts.ts';
import { BundleError } from './bundle-error.ts';
import { childOf, readXmlTree, textAt } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** One payload with what the descriptor promises of it. */
export interface VibPayload {
  readonly name: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What `descriptor.xml` of a VIB tells, as far as installing it depends on it. */
export interface VibDescriptor {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly acceptanceLevel: AcceptanceLevel;
  readonly maintenanceModeRequired: boolean;
  /** Neither installing nor removing while the host runs is allowed. */
  readonly rebootRequired: boolean;
  readonly files: readonly string[];
  readonly payloads: readonly VibPayload[];
}

/** A descriptor names the levels in other words than the vSphere API does. */
const ACCEPTANCE_LEVELS: Readonly<Record<string, AcceptanceLevel>> = {
  certified: 'vmware_certified',
  accepted: 'vmware_accepted',
  partner: 'partner',
  community: 'community',
};

/**
 * Reads `descriptor.xml`.
 * @throws BundleError naming the element that is missing or wrong
 */
export function readVibDescriptor(source: string): VibDescriptor {
  const root = readXmlTree(source, 'descriptor.xml');
  if (root.name !== 'vib') throw new BundleError('descriptor.xml does not describe a VIB');
  return {
    name: demand(root, 'name', /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
    vendor: demand(root, 'vendor', /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/),
    version: demand(root, 'version', /^\d[A-Za-z0-9._-]{0,99}$/),
    acceptanceLevel: readAcceptanceLevel(root),
    maintenanceModeRequired: readMaintenanceMode(root),
    rebootRequired: !(
      readFlag(root, 'live-install-allowed') && readFlag(root, 'live-remove-allowed')
    ),
    files: (childOf(root, 'file-list')?.children ?? []).map((file) => file.text.trim()),
    payloads: (childOf(root, 'payloads')?.children ?? []).map(readPayload),
  };
}

function demand(root: XmlElement, name: string, pattern: RegExp): string {
  const text = textAt(root, name);
  if (text === null) throw new BundleError(`descriptor.xml has no <${name}>`);
  if (!pattern.test(text)) throw new BundleError(`descriptor.xml has an unusable <${name}>`);
  return text;
}

function readAcceptanceLevel(root: XmlElement): AcceptanceLevel {
  const text = demand(root, 'acceptance-level', /^[a-z]+$/);
  const level = ACCEPTANCE_LEVELS[text];
  if (!level) throw new BundleError(`descriptor.xml has the unknown acceptance level "${text}"`);
  return level;
}

function readFlag(root: XmlElement, name: string): boolean {
  const text = demand(root, name, /^(true|false)$/);
  return text === 'true';
}

/** Absent counts as "needed": the careful answer, since the admin is told beforehand. */
function readMaintenanceMode(root: XmlElement): boolean {
  return textAt(root, 'system-requires', 'maintenance-mode') !== 'false';
}

function readPayload(element: XmlElement): VibPayload {
  const { name = '', size = '' } = element.attributes;
  const digest = element.children.find(
    (child) =>
      child.name === 'checksum' &&
      child.attributes['checksum-type'] === 'sha-256' &&
      child.attributes['verify-process'] === undefined,
  );
  const sha256 = digest?.text.trim().toLowerCase() ?? '';
  if (name === '' || !/^\d{1,12}$/.test(size) || !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new BundleError(`descriptor.xml does not give size and SHA-256 of payload "${name}"`);
  }
  return { name, size: Number(size), sha256 };
}
