import type { DataObject } from '../core/managed-object.ts';
import type { AcceptanceLevel } from '../scenario/scenario-schema.ts';
import type { SimulatedHost, World } from '../inventory/world.ts';
import { FilterIssue } from './filter-issue.ts';
import type { FilterRecord } from './filter-store.ts';

/** From the most to the least restrictive. vSphere API reference, HostImageAcceptanceLevel. */
const strictness: readonly AcceptanceLevel[] = [
  'vmware_certified',
  'vmware_accepted',
  'partner',
  'community',
];

/** The levels as the vSphere Client names them. */
const levelNames: Readonly<Record<AcceptanceLevel, string>> = {
  vmware_certified: 'VMwareCertified',
  vmware_accepted: 'VMwareAccepted',
  partner: 'PartnerSupported',
  community: 'CommunitySupported',
};

/** Whether a host of one level takes a VIB of another: the VIB's must be the same or stricter. */
export function accepts(host: AcceptanceLevel, vib: AcceptanceLevel): boolean {
  return strictness.indexOf(vib) <= strictness.indexOf(host);
}

/**
 * The checks that the image of a host makes before a VIB goes in, in this order: contact, ESXi version, acceptance level, Secure Boot, maintenance
 * mode, restart.
 * @throws FilterIssue for the first one that fails
 */
export function checkHost(world: World, host: SimulatedHost, record: FilterRecord): void {
  const { name } = host.facts;
  const runtime = checkSuitable(world, host, record);
  if (record.vib.maintenanceMode && runtime['inMaintenanceMode'] !== true) {
    const text = `The host ${name} must be in maintenance mode before the VIB can be installed.`;
    throw new FilterIssue('maintenanceModeRequired', text);
  }
  if (!record.vib.liveInstallAllowed && !host.restartedFor.has(record.filter.id)) {
    host.awaitRestart(record.filter.id);
    world.vcenter.registry.touch(host.ref, ['summary']);
    const text = `The host ${name} must be restarted before the VIB takes effect.`;
    throw new FilterIssue('rebootRequired', text);
  }
}

/** The checks that no state of the host changes: contact, ESXi version, acceptance level, Secure Boot. Throws `FilterIssue`. */
export function checkSuitable(world: World, host: SimulatedHost, record: FilterRecord): DataObject {
  const runtime = checkConnection(world, host);
  checkPlatform(host, record);
  checkTrust(host, record);
  return runtime;
}

/** Answers the run-time state of a host that vCenter is in contact with. Throws `FilterIssue` for any other. */
export function checkConnection(world: World, host: SimulatedHost): DataObject {
  const runtime = world.vcenter.registry.get(host.ref).properties['runtime'] as DataObject;
  if (runtime['connectionState'] === 'connected') return runtime;
  const text = `The host ${host.facts.name} is not connected to vCenter.`;
  throw new FilterIssue('hostDisconnected', text);
}

function checkPlatform(host: SimulatedHost, { vib, platforms }: FilterRecord): void {
  const { version, name } = host.facts;
  if (platforms.length === 0 || platforms.some((pattern) => matches(version, pattern))) return;
  const text = `The VIB ${vib.name} ${vib.version} is for ESXi ${platforms.join(', ')}; the host ${name} runs ${version}.`;
  throw new FilterIssue('platform', text);
}

/** `8.*` matches every 8. */
function matches(version: string, pattern: string): boolean {
  const fixed = pattern.split('.').filter((part) => part !== '*');
  const parts = version.split('.');
  return fixed.every((part, index) => parts[index] === part);
}

function checkTrust(host: SimulatedHost, { vib }: FilterRecord): void {
  const { name, secureBoot } = host.facts;
  if (!accepts(host.acceptanceLevel, vib.acceptanceLevel)) {
    const text = `The acceptance level ${levelNames[vib.acceptanceLevel]} of the VIB ${vib.name} does not comply with the acceptance level ${levelNames[host.acceptanceLevel]} of the host ${name}.`;
    throw new FilterIssue('acceptanceLevel', text);
  }
  if (secureBoot && vib.acceptanceLevel === 'community') {
    const text = `UEFI Secure Boot is active on the host ${name}: unsigned VIBs cannot be installed.`;
    throw new FilterIssue('secureBoot', text);
  }
}
