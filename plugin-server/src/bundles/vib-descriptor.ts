import type { BundlePlatforms, BundleRefusal } from '../domain/bundle.ts';
import type { AcceptanceLevel } from '../domain/inventory-facts.ts';
import { BundleError } from './bundle-error.ts';
import { readPayloads } from './vib-payloads.ts';
import type { VibPayload } from './vib-payloads.ts';
import { elementsAt, readXmlTree, textAt } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** What `descriptor.xml` of a VIB tells, as far as installing it depends on it. */
export interface VibDescriptor {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly acceptanceLevel: AcceptanceLevel;
  readonly maintenanceModeRequired: boolean;
  readonly liveInstall: boolean;
  readonly liveRemove: boolean;
  readonly platforms: BundlePlatforms;
  /** Paths on the host. */
  readonly files: readonly string[];
  readonly payloads: readonly VibPayload[];
}

const NAME = 'descriptor.xml';
/** A descriptor names the levels in other words than the vSphere API does. */
const ACCEPTANCE_LEVELS: ReadonlyMap<string, AcceptanceLevel> = new Map([
  ['certified', 'vmware_certified'],
  ['accepted', 'vmware_accepted'],
  ['partner', 'partner'],
  ['community', 'community'],
]);
/** Product part of up to eight fields, then the release: `1.2.0-1OEM.800.1.0.20613240`. */
const VERSION = /^\d{1,9}(\.[A-Za-z0-9_]{1,20}){0,7}(-[A-Za-z0-9_.]{1,64})?$/;
const ESXI_LINE = 'embeddedEsx';

/**
 * Reads `descriptor.xml`.
 * @throws BundleError naming the element that is missing or wrong
 */
export function readVibDescriptor(source: Buffer): VibDescriptor {
  const root = readXmlTree(source, NAME);
  if (root.name !== 'vib') {
    throw new BundleError('descriptorInvalid', `${NAME} does not describe a VIB`);
  }
  return {
    name: demand(root, 'name', /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'nameInvalid'),
    vendor: demand(root, 'vendor', /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/, 'vendorInvalid'),
    version: demand(root, 'version', VERSION, 'versionInvalid'),
    acceptanceLevel: readAcceptanceLevel(root),
    maintenanceModeRequired: readMaintenanceMode(root),
    liveInstall: readFlag(root, 'live-install-allowed'),
    liveRemove: readFlag(root, 'live-remove-allowed'),
    platforms: readPlatforms(root),
    files: elementsAt(root, 'file-list', 'file').map((file) => file.text.trim()),
    payloads: readPayloads(root),
  };
}

function demand(root: XmlElement, name: string, pattern: RegExp, reason: BundleRefusal): string {
  const text = textAt(root, name);
  if (text === null) throw new BundleError('fieldMissing', `${NAME} has no <${name}>`);
  if (!pattern.test(text)) {
    throw new BundleError(reason, `${NAME} has an unusable <${name}>`);
  }
  return text;
}

function readAcceptanceLevel(root: XmlElement): AcceptanceLevel {
  const text = textAt(root, 'acceptance-level');
  if (text === null) throw new BundleError('fieldMissing', `${NAME} has no <acceptance-level>`);
  const level = ACCEPTANCE_LEVELS.get(text);
  if (level) return level;
  throw new BundleError('acceptanceLevelUnknown', `${NAME} has an unknown acceptance level`);
}

function readFlag(root: XmlElement, name: string): boolean {
  return demand(root, name, /^(true|false)$/, 'flagInvalid') === 'true';
}

/** Absent counts as "needed": the careful answer, since the admin is told beforehand. */
function readMaintenanceMode(root: XmlElement): boolean {
  return textAt(root, 'system-requires', 'maintenance-mode') !== 'false';
}

function readPlatforms(root: XmlElement): BundlePlatforms {
  const named = elementsAt(root, 'system-requires', 'swplatform', 'softwarePlatform');
  const constraints = elementsAt(root, 'relationships', 'depends', 'constraint').filter(
    ({ attributes }) => attributes['name'] === 'esx-version',
  );
  const bound = (...relations: readonly string[]): string | null =>
    constraints.find(({ attributes }) => relations.includes(attributes['relation'] ?? ''))
      ?.attributes['version'] ?? null;
  return {
    patterns: named.flatMap(({ attributes }) => {
      const { version, productLineID = ESXI_LINE } = attributes;
      return version !== undefined && productLineID === ESXI_LINE ? [version] : [];
    }),
    from: bound('>=', '>>'),
    below: bound('<<'),
  };
}
