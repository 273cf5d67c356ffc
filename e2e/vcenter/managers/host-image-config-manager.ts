import type { DataObject } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { invalidArgument, managedObjectNotFound, VimFault } from '../core/vim-fault.ts';
import { accepts } from '../filters/host-checks.ts';
import type { HostVib, SimulatedHost, World } from '../inventory/world.ts';
import type { AcceptanceLevel } from '../scenario/scenario-schema.ts';
import { eventScope } from './event-scope.ts';

const levels: readonly string[] = ['vmware_certified', 'vmware_accepted', 'partner', 'community'];

/** Defines the methods of `HostImageConfigManager`; the objects themselves come with their hosts. */
export function defineHostImageConfigManager(world: World): void {
  const define = (name: string, run: (host: SimulatedHost, call: Call) => unknown): void => {
    world.vcenter.methods.define('HostImageConfigManager', name, (call) =>
      run(connectedHost(world, call), call),
    );
  };
  define('HostImageConfigGetAcceptance', (host) => host.acceptanceLevel);
  define('HostImageConfigGetProfile', (host) => ({
    name: `ESXi-${host.facts.version}-${host.facts.build}-standard`,
    vendor: 'VMware, Inc.',
  }));
  define('UpdateHostImageAcceptanceLevel', (host, call) => updateLevel(world, host, call));
  define('fetchSoftwarePackages', (host) => [...baseVibs(host), ...host.vibs].map(softwarePackage));
  define('installDate', () => new Date('2025-10-20T09:00:00Z'));
}

function connectedHost(world: World, { target }: Call): SimulatedHost {
  if (target.guardedBy === undefined) throw managedObjectNotFound(target.ref);
  const host = world.host(target.guardedBy);
  const { properties } = world.vcenter.registry.get(host.ref);
  if ((properties['runtime'] as DataObject)['connectionState'] !== 'connected') {
    const text = `The host ${host.facts.name} is not connected.`;
    throw new VimFault('HostNotConnected', {}, text);
  }
  return host;
}

/**
 * `UpdateHostImageAcceptanceLevel`. The level cannot be stricter than an installed VIB needs, and cannot be community while Secure Boot is on.
 */
function updateLevel(world: World, host: SimulatedHost, { args, session }: Call): void {
  const level = String(args['newAcceptanceLevel']);
  if (!isLevel(level)) throw invalidArgument('newAcceptanceLevel');
  const obstacle = host.vibs.find((vib) => !accepts(level, vib.acceptanceLevel));
  if (obstacle !== undefined) throw hostConfigFault(`${obstacle.name} is below the level ${level}`);
  if (level === 'community' && host.facts.secureBoot) {
    throw hostConfigFault('UEFI Secure Boot does not allow the level community');
  }
  host.acceptanceLevel = level;
  const text = `The acceptance level of the host ${host.facts.name} was set to ${level}.`;
  const event = {
    $type: 'EventEx',
    ...eventScope(world.vcenter.registry, host.ref),
    fullFormattedMessage: text,
    eventTypeId: 'esx.audit.esximage.hostacceptance.changed',
    severity: 'info',
    message: text,
    objectId: host.ref.value,
    objectType: host.ref.type,
    objectName: host.facts.name,
  };
  world.vcenter.events.post(event, session);
}

function isLevel(level: string): level is AcceptanceLevel {
  return levels.includes(level);
}

function hostConfigFault(reason: string): VimFault {
  return new VimFault('HostConfigFault', {}, `Cannot set the acceptance level: ${reason}.`);
}

/** A few of the VIBs that every ESXi has. */
function baseVibs(host: SimulatedHost): HostVib[] {
  const { version, build } = host.facts;
  return ['esx-base', 'esx-update', 'vsan', 'vmware-fdm'].map((name) => ({
    name,
    vendor: 'VMware',
    version: `${version}-0.0.${build}`,
    acceptanceLevel: 'vmware_certified',
    summary: `ESXi ${name}`,
    maintenanceMode: name !== 'vmware-fdm',
    liveInstallAllowed: name === 'vmware-fdm',
    liveRemoveAllowed: name === 'vmware-fdm',
  }));
}

function softwarePackage(vib: HostVib): DataObject {
  return {
    name: vib.name,
    version: vib.version,
    type: 'bootbank',
    vendor: vib.vendor,
    acceptanceLevel: vib.acceptanceLevel,
    summary: vib.summary,
    description: vib.summary,
    creationDate: new Date('2026-01-15T00:00:00Z'),
    maintenanceModeRequired: vib.maintenanceMode,
    capability: {
      liveInstallAllowed: vib.liveInstallAllowed,
      liveRemoveAllowed: vib.liveRemoveAllowed,
      statelessReady: true,
      overlay: false,
    },
    payload: [vib.name.slice(0, 8)],
  };
}
