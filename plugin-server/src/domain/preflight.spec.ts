import {
  aBundle,
  aCluster,
  aClusterFilter,
  aDisconnectedHost,
  aHost,
  aHostFilter,
  aVaio7Bundle,
} from '../../testing/inventory-builders.ts';
import { describePlans, healthyHosts } from '../../testing/plan-table.ts';
import type { PlanRow } from '../../testing/plan-table.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { bundleSet } from './filter-identity.ts';

const latest = { filters: [aHostFilter()] };
const older = { filters: [aHostFilter({ version: '1.1.0-1OEM.800.1.0.1' })] };
const listed = { clusterFilters: [aClusterFilter()] };
const listedOlder = { clusterFilters: [aClusterFilter({ version: '1.1.0-1OEM.800.1.0.1' })] };
const patchMissing = { hostId: 'host-2', privilege: 'Host.Config.Patch' };
const maintenanceMissing = { hostId: 'host-2', privilege: 'Host.Config.Maintenance' };
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
function cluster(
  changes: Parameters<typeof aCluster>[2],
  hosts = healthyHosts,
): Partial<ClusterWorld> {
  return { cluster: aCluster(1, hosts, changes) };
}
function bundles(...held: readonly ReturnType<typeof aBundle>[]): Partial<ClusterWorld> {
  const find = (flavor: string): ReturnType<typeof aBundle> | null =>
    held.find((bundle) => bundle.flavor === flavor) ?? null;
  return { bundles: bundleSet({ vaio7: find('vaio7'), vaio8: find('vaio8') }, held) };
}

/** What stands against a plan or is worth knowing before it, one situation a row. */
const rows: readonly PlanRow[] = [
  {
    situation: 'the cluster is managed with a single image',
    world: cluster({ lifecycleManaged: true }),
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
    world: { ...level('host-2', 'partner'), ...bundles(aBundle({ acceptanceLevel: 'partner' })) },
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
    situation: 'a host runs ESXi 9',
    hosts: [aHost(1), aHost(2, { version: '9.0.0' })],
    plan: 'refuse unsupported',
    findings: ['blocker esxiTooNew host-2'],
  },
  {
    situation: 'a host runs ESXi 6.7',
    hosts: [aHost(1), aHost(2, { version: '6.7.0' })],
    plan: 'refuse unsupported',
    findings: ['blocker esxiTooOld host-2'],
  },
  {
    situation: 'the version of a connected host is unknown',
    hosts: [aHost(1), aHost(2, { version: null })],
    plan: 'install notInstalled',
    findings: ['warning esxiVersionUnknown host-2'],
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
    situation: 'a host is in maintenance mode',
    hosts: [aHost(1, { inMaintenanceMode: true })],
    plan: 'install notInstalled',
  },
  {
    situation: 'the server holds no bundle',
    world: bundles(),
    plan: 'refuse notInstalled',
    findings: ['blocker noBundle domain-c1'],
  },
  {
    situation: 'the server holds only the other bundle',
    world: bundles(aVaio7Bundle()),
    plan: 'refuse notInstalled',
    findings: ['blocker noBundle domain-c1'],
  },
  {
    situation: 'the bundle asks for maintenance mode',
    world: bundles(aBundle({ maintenanceModeRequired: true })),
    plan: 'install notInstalled',
    findings: ['warning maintenanceModeNeeded domain-c1'],
  },
  {
    situation: 'the bundle asks for maintenance mode and the host is in it',
    hosts: [aHost(1, { inMaintenanceMode: true })],
    world: bundles(aBundle({ maintenanceModeRequired: true })),
    plan: 'install notInstalled',
  },
  {
    situation: 'the bundle asks for a reboot',
    world: bundles(aBundle({ rebootRequired: true })),
    plan: 'install notInstalled',
    findings: ['warning rebootRequired domain-c1'],
  },
  {
    situation: 'DRS is off',
    world: cluster({ drs: { enabled: false, behavior: null } }),
    plan: 'install notInstalled',
    findings: ['info drsDisabled domain-c1'],
  },
  {
    situation: 'DRS is off and the bundle asks for maintenance mode',
    world: {
      ...cluster({ drs: { enabled: false, behavior: null } }),
      ...bundles(aBundle({ maintenanceModeRequired: true })),
    },
    plan: 'install notInstalled',
    findings: ['warning maintenanceModeNeeded domain-c1', 'warning drsDisabled domain-c1'],
  },
  {
    situation: 'DRS is partly automated',
    world: cluster({ drs: { enabled: true, behavior: 'partiallyAutomated' } }),
    plan: 'install notInstalled',
  },
  {
    situation: 'the filter is older and DRS is off',
    world: {
      ...cluster({ drs: { enabled: false, behavior: null } }, [aHost(1, older)]),
      ...listedOlder,
    },
    plan: 'refuse outdated',
    findings: ['blocker drsDisabled domain-c1'],
  },
  {
    situation: 'the filter is older and DRS is manual',
    world: {
      ...cluster({ drs: { enabled: true, behavior: 'manual' } }, [aHost(1, older)]),
      ...listedOlder,
    },
    plan: 'update outdated',
    findings: ['warning drsNotAutomated domain-c1'],
  },
  {
    situation: 'the user lacks Query patch on a host',
    world: { user: { name: 'otto', missing: [patchMissing] } },
    plan: 'refuse notInstalled',
    findings: ['blocker missingPrivilege host-2'],
  },
  {
    situation: 'the service account lacks Query patch on a host',
    world: { serviceAccount: { name: 'svc', missing: [patchMissing] } },
    plan: 'refuse notInstalled',
    findings: ['blocker serviceAccountPrivilege host-2'],
  },
  {
    situation: 'both lack Query patch on a host',
    world: {
      user: { name: 'otto', missing: [patchMissing] },
      serviceAccount: { name: 'svc', missing: [patchMissing] },
    },
    plan: 'refuse notInstalled',
    findings: ['blocker missingPrivilege host-2', 'blocker serviceAccountPrivilege host-2'],
  },
  {
    situation: 'the user lacks Maintenance and only an installation is needed',
    world: { user: { name: 'otto', missing: [maintenanceMissing] } },
    plan: 'install notInstalled',
  },
  {
    situation: 'the user lacks Maintenance and an update is needed',
    hosts: [aHost(1, older), aHost(2, older)],
    world: { ...listedOlder, user: { name: 'otto', missing: [maintenanceMissing] } },
    plan: 'refuse outdated',
    findings: ['blocker missingPrivilege host-2'],
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
    situation: 'another activity works on the cluster',
    world: { busyActivityId: 'a' },
    plan: 'refuse notInstalled',
    findings: ['blocker clusterBusy domain-c1'],
  },
  {
    situation: 'the filter is the latest and the user lacks Query patch',
    hosts: [aHost(1, latest), aHost(2, latest)],
    world: { ...listed, user: { name: 'otto', missing: [patchMissing] } },
    plan: 'skip installed',
  },
  {
    situation: 'the cluster with the latest filter is managed with a single image',
    world: { ...cluster({ lifecycleManaged: true }, [aHost(1, latest)]), ...listed },
    plan: 'skip installed',
  },
  {
    situation: 'everything is wrong at the same time',
    hosts: [
      aHost(1, { version: '9.0.0', uefiSecureBoot: true }),
      aDisconnectedHost(2, { rebootRequired: true }),
    ],
    world: {
      ...level('host-1', 'partner'),
      user: { name: 'otto', missing: [patchMissing] },
    },
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

describePlans('the preflight of a cluster', rows);
