import { aBundle, aDisconnectedHost, aHost } from '../inventory-builders.ts';
import type { PlanRow } from '../plan-table.ts';
import {
  clusterWith,
  DRS_MANUAL,
  DRS_OFF,
  DRS_PARTIAL,
  holding,
  lacking,
  latestOn,
  listed,
  listedOlder,
  olderOn,
} from './shared-worlds.ts';
import type { ClusterWorld } from '../../src/domain/cluster-world.ts';

const moving = 'info maintenanceModeNeeded domain-c1';
const older = { hosts: [olderOn(1), olderOn(2)], plan: 'update outdated' };

function level(
  hostId: string,
  value: 'partner' | 'vmware_accepted' | 'unknown',
): Partial<ClusterWorld> {
  return {
    acceptanceLevels: new Map([
      ['host-1', 'community'],
      ['host-2', 'community'],
      [hostId, value],
    ]),
  };
}

/** What has to be true of a cluster and its hosts before the filter can come. */
export const prerequisites: readonly PlanRow[] = [
  {
    situation: 'the cluster is managed with a single image',
    world: clusterWith({ lifecycleManaged: true }),
    plan: 'refuse unsupported',
    findings: ['blocker imageManagedCluster domain-c1'],
  },
  {
    situation: 'the cluster has no hosts',
    hosts: [],
    plan: 'refuse unsupported',
    findings: ['blocker emptyCluster domain-c1'],
  },
  {
    situation: 'a host is at Partner level',
    world: level('host-2', 'partner'),
    plan: 'refuse notInstalled',
    findings: ['blocker acceptanceLevel host-2'],
  },
  {
    situation: 'a host is at VMware Accepted level',
    world: level('host-1', 'vmware_accepted'),
    plan: 'refuse notInstalled',
    findings: ['blocker acceptanceLevel host-1'],
  },
  {
    situation: 'a host is at Partner level, as is the bundle',
    world: { ...level('host-2', 'partner'), ...holding(aBundle({ acceptanceLevel: 'partner' })) },
    plan: 'install notInstalled',
  },
  {
    situation: 'the acceptance level of a host is unknown',
    world: level('host-2', 'unknown'),
    plan: 'install notInstalled',
    findings: ['warning acceptanceLevelUnknown host-2'],
  },
  {
    situation: 'a host starts with Secure Boot',
    hosts: [aHost(1, { uefiSecureBoot: true })],
    plan: 'refuse notInstalled',
    findings: ['blocker secureBoot host-1'],
  },
  {
    situation: 'it is unknown whether a host starts with Secure Boot',
    hosts: [aHost(1, { uefiSecureBoot: null })],
    plan: 'install notInstalled',
  },
  {
    situation: 'a host is disconnected',
    hosts: [aHost(1), aDisconnectedHost(2)],
    plan: 'install notInstalled',
    findings: ['warning hostDisconnected host-2'],
  },
  {
    situation: 'a host does not respond',
    hosts: [aHost(1), aDisconnectedHost(2, { connectionState: 'notResponding' })],
    plan: 'install notInstalled',
    findings: ['warning hostNotResponding host-2'],
  },
  {
    situation: 'no host is connected',
    hosts: [aDisconnectedHost(1)],
    plan: 'refuse notInstalled',
    findings: ['blocker hostDisconnected domain-c1', 'warning hostDisconnected host-1'],
  },
  {
    situation: 'a host waits for a reboot',
    hosts: [aHost(1, { rebootRequired: true })],
    plan: 'install notInstalled',
    findings: ['warning rebootRequired host-1'],
  },
  {
    situation: 'the clock of a host is not synchronised',
    hosts: [aHost(1), aHost(2, { timeInSync: false })],
    plan: 'install notInstalled',
    findings: ['warning clockSkew host-2'],
  },
  {
    situation: 'the clock of vCenter is ten minutes ahead',
    world: { vcenter: { vcGuid: 'guid', name: 'vc', clockAheadSeconds: 600 } },
    plan: 'install notInstalled',
    findings: ['warning clockSkew guid'],
  },
  {
    situation: 'another activity works on the cluster',
    world: { busyActivityId: 'a' },
    plan: 'refuse notInstalled',
    findings: ['blocker clusterBusy domain-c1'],
  },
  {
    situation: 'everything is wrong at the same time',
    hosts: [
      aHost(1, { version: '9.0.0', uefiSecureBoot: true }),
      aDisconnectedHost(2, { rebootRequired: true }),
    ],
    world: { ...level('host-1', 'partner'), ...lacking('user', 'Host.Config.Patch') },
    plan: 'refuse unsupported',
    findings: [
      'blocker esxiTooNew host-1',
      'blocker acceptanceLevel host-1',
      'blocker secureBoot host-1',
      'blocker missingPrivilege host-2',
      'warning hostDisconnected host-2',
      'warning rebootRequired host-2',
    ],
  },
];

/** Maintenance mode, reboots and DRS. */
export const maintenance: readonly PlanRow[] = [
  {
    situation: 'a host is in maintenance mode',
    hosts: [aHost(1, { inMaintenanceMode: true })],
    plan: 'install notInstalled',
    findings: ['info hostInMaintenanceMode host-1'],
  },
  {
    situation: 'the bundle asks for maintenance mode',
    world: holding(aBundle({ maintenanceModeRequired: true })),
    plan: 'install notInstalled',
    findings: ['warning maintenanceModeNeeded domain-c1'],
  },
  {
    situation: 'the bundle asks for maintenance mode and the host is in it',
    hosts: [aHost(1, { inMaintenanceMode: true })],
    world: holding(aBundle({ maintenanceModeRequired: true })),
    plan: 'install notInstalled',
    findings: ['info hostInMaintenanceMode host-1'],
  },
  {
    situation: 'the bundle asks for a reboot',
    world: holding(aBundle({ rebootRequired: true })),
    plan: 'install notInstalled',
    findings: ['warning rebootRequired domain-c1'],
  },
  {
    situation: 'the bundle cannot be put on a running host',
    world: holding(aBundle({ liveInstall: false })),
    plan: 'install notInstalled',
    findings: ['warning rebootRequired domain-c1'],
  },
  {
    situation: 'DRS is off',
    world: clusterWith(DRS_OFF),
    plan: 'install notInstalled',
    findings: ['info drsDisabled domain-c1'],
  },
  {
    situation: 'DRS is off and the bundle asks for maintenance mode',
    world: { ...clusterWith(DRS_OFF), ...holding(aBundle({ maintenanceModeRequired: true })) },
    plan: 'install notInstalled',
    findings: ['warning maintenanceModeNeeded domain-c1', 'warning drsDisabled domain-c1'],
  },
  {
    situation: 'DRS is partly automated',
    world: clusterWith(DRS_PARTIAL),
    plan: 'install notInstalled',
  },
  {
    situation: 'DRS is partly automated and the bundle asks for maintenance mode',
    world: { ...clusterWith(DRS_PARTIAL), ...holding(aBundle({ maintenanceModeRequired: true })) },
    plan: 'install notInstalled',
    findings: ['warning maintenanceModeNeeded domain-c1', 'warning drsNotAutomated domain-c1'],
  },
  {
    situation: 'the filter is older and DRS is off',
    world: { ...clusterWith(DRS_OFF, older.hosts), ...listedOlder },
    plan: 'refuse outdated',
    findings: ['blocker drsDisabled domain-c1', moving],
  },
  {
    situation: 'the filter is older and DRS is manual',
    world: { ...clusterWith(DRS_MANUAL, older.hosts), ...listedOlder },
    plan: 'update outdated',
    findings: ['warning drsNotAutomated domain-c1', moving],
  },
  {
    situation: 'the filter is older and the cluster has one host',
    hosts: [olderOn(1)],
    world: listedOlder,
    plan: 'update outdated',
    findings: ['warning nowhereToEvacuate domain-c1', moving],
  },
  {
    situation: 'the filter is older and all hosts but one are in maintenance mode',
    hosts: [olderOn(1), olderOn(2, { inMaintenanceMode: true })],
    world: listedOlder,
    plan: 'update outdated',
    findings: ['warning nowhereToEvacuate domain-c1', moving, 'info hostInMaintenanceMode host-2'],
  },
  {
    situation: 'the filter is older and all hosts are in maintenance mode',
    hosts: [olderOn(1, { inMaintenanceMode: true })],
    world: listedOlder,
    plan: 'update outdated',
    findings: ['info hostInMaintenanceMode host-1'],
  },
  {
    situation: 'a host lacks the filter and DRS is off',
    world: { ...clusterWith(DRS_OFF, [latestOn(1), aHost(2)]), ...listed },
    plan: 'resolve partial',
    findings: ['info drsDisabled domain-c1'],
  },
];

/** What the user and the service account may do. */
export const privileges: readonly PlanRow[] = [
  {
    situation: 'the user lacks Query patch on a host',
    world: lacking('user', 'Host.Config.Patch'),
    plan: 'refuse notInstalled',
    findings: ['blocker missingPrivilege host-2'],
  },
  {
    situation: 'the service account lacks Query patch on a host',
    world: lacking('serviceAccount', 'Host.Config.Patch'),
    plan: 'refuse notInstalled',
    findings: ['blocker serviceAccountPrivilege host-2'],
  },
  {
    situation: 'both lack Query patch on a host',
    world: {
      ...lacking('user', 'Host.Config.Patch'),
      ...lacking('serviceAccount', 'Host.Config.Patch'),
    },
    plan: 'refuse notInstalled',
    findings: ['blocker missingPrivilege host-2', 'blocker serviceAccountPrivilege host-2'],
  },
  {
    situation: 'the user lacks Maintenance and only an installation is needed',
    world: lacking('user', 'Host.Config.Maintenance'),
    plan: 'install notInstalled',
  },
  {
    situation: 'the user lacks Maintenance and an update is needed',
    hosts: older.hosts,
    world: { ...listedOlder, ...lacking('user', 'Host.Config.Maintenance') },
    plan: 'refuse outdated',
    findings: ['blocker missingPrivilege host-2', moving],
  },
  {
    situation: 'the service account lacks Maintenance and a host is to be repaired',
    hosts: [latestOn(1), aHost(2)],
    world: { ...listed, ...lacking('serviceAccount', 'Host.Config.Maintenance') },
    plan: 'refuse partial',
    findings: ['blocker serviceAccountPrivilege host-2'],
  },
  {
    situation: 'the user may not see a host',
    world: { hiddenHostIds: new Set(['host-2']) },
    plan: 'refuse notInstalled',
    findings: ['blocker hostsNotVisible domain-c1'],
  },
  {
    situation: 'the user may not see the host at Partner level',
    world: { ...level('host-2', 'partner'), hiddenHostIds: new Set(['host-2']) },
    plan: 'refuse notInstalled',
    findings: ['blocker hostsNotVisible domain-c1'],
  },
  {
    situation: 'the filter is the latest and the user lacks Query patch',
    hosts: [latestOn(1), latestOn(2)],
    world: { ...listed, ...lacking('user', 'Host.Config.Patch') },
    plan: 'skip installed',
  },
];
