import type { ClusterWorld } from '../../src/domain/cluster-world.ts';
import { aBundle, aDisconnectedHost, aHost, aHostFilter } from '../inventory-builders.ts';
import type { PlanRow } from '../plan-table.ts';
import { REMOVE } from '../plan-table.ts';
import { aDisk, aJob, aVm, usedBy } from '../usage-builders.ts';
import {
  beingRemoved,
  clusterWith,
  DRS_MANUAL,
  DRS_OFF,
  holding,
  lacking,
  latestOn,
  listed,
  listedOlder,
  olderOn,
} from './shared-worlds.ts';

const moving = 'info maintenanceModeNeeded domain-c1';
const inUse = 'warning disksInUse domain-c1';
const hosts = [latestOn(1), latestOn(2)];

function used(usage: ClusterWorld['usage']): Partial<ClusterWorld> {
  return { ...listed, usage };
}

type Row = Omit<PlanRow, 'wish'>;

/** What a cluster needs to be rid of the filter. */
const clusters: readonly Row[] = [
  { situation: 'no host carries the filter', plan: 'skip notInstalled' },
  {
    situation: 'every host carries the filter',
    hosts,
    world: listed,
    plan: 'remove installed',
    findings: [moving],
  },
  {
    situation: 'every host carries an older filter',
    hosts: [olderOn(1), olderOn(2)],
    world: listedOlder,
    plan: 'remove outdated',
    findings: [moving],
  },
  {
    situation: 'vCenter lists the filter and no host carries it',
    world: listed,
    plan: 'remove partial',
    findings: [moving],
  },
  {
    situation: 'a removal was begun and has not ended',
    hosts: [latestOn(1), aHost(2)],
    world: beingRemoved,
    plan: 'remove partial',
    findings: [moving],
  },
  {
    situation: 'a host carries the filter and vCenter does not list it',
    hosts: [latestOn(1), aHost(2)],
    plan: 'refuse partial',
    findings: ['blocker filterNotListed domain-c1', moving],
  },
  {
    situation: 'only a filter of another vendor is there',
    hosts: [aHost(1, { filters: [aHostFilter({ vendor: 'ACM' })] })],
    plan: 'skip notInstalled',
  },
  {
    situation: 'the server holds no bundle of the filter any more, but an older one',
    hosts,
    world: {
      ...listed,
      ...holding(aBundle({ filter: { ...aBundle().filter, productVersion: '1.0.0' } })),
    },
    plan: 'remove installed',
    findings: [moving],
  },
  {
    situation: 'the cluster is managed with a single image',
    world: { ...clusterWith({ lifecycleManaged: true }, hosts), ...listed },
    plan: 'remove installed',
    findings: ['warning imageManagedCluster domain-c1', moving],
  },
  {
    situation: 'hosts are at Partner level and start with Secure Boot',
    hosts: [latestOn(1, { uefiSecureBoot: true })],
    world: { ...listed, acceptanceLevels: new Map([['host-1', 'partner']]) },
    plan: 'remove installed',
    findings: ['warning nowhereToEvacuate domain-c1', moving],
  },
  {
    situation: 'another activity works on the cluster',
    hosts,
    world: { ...listed, busyActivityId: 'a' },
    plan: 'refuse installed',
    findings: ['blocker clusterBusy domain-c1', moving],
  },
  {
    situation: 'DRS is off',
    world: { ...clusterWith(DRS_OFF, hosts), ...listed },
    plan: 'refuse installed',
    findings: ['blocker drsDisabled domain-c1', moving],
  },
  {
    situation: 'DRS is manual',
    world: { ...clusterWith(DRS_MANUAL, hosts), ...listed },
    plan: 'remove installed',
    findings: ['warning drsNotAutomated domain-c1', moving],
  },
  {
    situation: 'the filter cannot be taken off a running host',
    hosts,
    world: { ...listed, ...holding(aBundle({ liveRemove: false })) },
    plan: 'remove installed',
    findings: ['warning rebootRequired domain-c1', moving],
  },
  {
    situation: 'a host is disconnected',
    hosts: [latestOn(1), latestOn(2), aDisconnectedHost(3)],
    world: listed,
    plan: 'remove installed',
    findings: ['warning hostDisconnected host-3', moving],
  },
  {
    situation: 'no host is connected',
    hosts: [aDisconnectedHost(1)],
    world: listed,
    plan: 'refuse partial',
    findings: ['blocker hostDisconnected domain-c1', 'warning hostDisconnected host-1'],
  },
  {
    situation: 'the user lacks Maintenance on a host',
    hosts,
    world: { ...listed, ...lacking('user', 'Host.Config.Maintenance') },
    plan: 'refuse installed',
    findings: ['blocker missingPrivilege host-2', moving],
  },
  {
    situation: 'the service account lacks Maintenance on a host',
    hosts,
    world: { ...listed, ...lacking('serviceAccount', 'Host.Config.Maintenance') },
    plan: 'refuse installed',
    findings: ['blocker serviceAccountPrivilege host-2', moving],
  },
  {
    situation: 'the user may not see a host',
    hosts,
    world: { ...listed, hiddenHostIds: new Set(['host-2']) },
    plan: 'refuse installed',
    findings: ['blocker hostsNotVisible domain-c1', moving],
  },
];

/** Who uses the filter that is to go. */
const users: readonly Row[] = [
  {
    situation: 'disks of two machines use the filter',
    hosts,
    world: used(usedBy([aVm(1), aVm(2)])),
    plan: 'remove installed',
    findings: [inUse, moving],
  },
  {
    situation: 'a machine that is powered off uses the filter',
    hosts,
    world: used(usedBy([aVm(1, { powerState: 'poweredOff' })])),
    plan: 'remove installed',
    findings: [inUse, moving],
  },
  {
    situation: 'a replication job protects a machine of the cluster',
    hosts,
    world: used(usedBy([aVm(1)], { jobs: [aJob('Shop', [1])] })),
    plan: 'refuse installed',
    findings: ['blocker replicationJobs domain-c1', inUse, moving],
  },
  {
    situation: 'a failover job is there for a machine without a disk on the filter',
    hosts,
    world: used(usedBy([], { vms: [aVm(1)], jobs: [aJob('Shop', [1], { kind: 'failover' })] })),
    plan: 'refuse installed',
    findings: ['blocker replicationJobs domain-c1', moving],
  },
  {
    situation: 'a machine with a snapshot uses the filter',
    hosts,
    world: used(usedBy([aVm(1, { hasSnapshot: true }), aVm(2)])),
    plan: 'refuse installed',
    findings: ['blocker vmCannotBeDetached vm-1', inUse, moving],
  },
  {
    situation: 'a template uses the filter',
    hosts,
    world: used(usedBy([aVm(1, { template: true })])),
    plan: 'refuse installed',
    findings: ['blocker vmCannotBeDetached vm-1', inUse, moving],
  },
  {
    situation: 'a suspended machine uses the filter',
    hosts,
    world: used(usedBy([aVm(1, { powerState: 'suspended' })])),
    plan: 'refuse installed',
    findings: ['blocker vmCannotBeDetached vm-1', inUse, moving],
  },
  {
    situation: 'a machine that is inaccessible uses the filter',
    hosts,
    world: used(usedBy([aVm(1, { connectionState: 'inaccessible' })])),
    plan: 'refuse installed',
    findings: ['blocker vmCannotBeDetached vm-1', inUse, moving],
  },
  {
    situation: 'a machine on a disconnected host uses the filter',
    hosts: [latestOn(1), latestOn(2), aDisconnectedHost(3)],
    world: used(usedBy([aVm(1, { host: aHost(3).ref, connectionState: 'disconnected' })])),
    plan: 'refuse installed',
    findings: ['blocker vmCannotBeDetached vm-1', inUse, 'warning hostDisconnected host-3', moving],
  },
  {
    situation: 'the user may not edit a machine that uses the filter',
    hosts,
    world: used(
      usedBy([aVm(1)], {
        notEditable: { user: new Set(['vm-1']), serviceAccount: new Set() },
      }),
    ),
    plan: 'refuse installed',
    findings: ['blocker missingPrivilege vm-1', inUse, moving],
  },
  {
    situation: 'the service account may not edit a machine that uses the filter',
    hosts,
    world: used(
      usedBy([aVm(1)], {
        notEditable: { user: new Set(), serviceAccount: new Set(['vm-1']) },
      }),
    ),
    plan: 'refuse installed',
    findings: ['blocker serviceAccountPrivilege vm-1', inUse, moving],
  },
  {
    situation: 'the service account may not read storage policies',
    hosts,
    world: used(usedBy([aVm(1)], { policiesReadable: false })),
    plan: 'refuse installed',
    findings: ['blocker serviceAccountPrivilege guid', inUse, moving],
  },
  {
    situation: 'the user may not see a machine that uses the filter',
    hosts,
    world: used(usedBy([aVm(1), aVm(2)], { hiddenVmIds: new Set(['vm-2']) })),
    plan: 'refuse installed',
    findings: ['blocker machinesNotVisible domain-c1', inUse, moving],
  },
  {
    situation: 'a machine with two disks on the filter is gone since they were listed',
    hosts,
    world: used(usedBy([], { disks: [aDisk(1), aDisk(1, 2001)] })),
    plan: 'remove installed',
    findings: [inUse, moving],
  },
];

export const removals: readonly PlanRow[] = clusters.map((row) => ({ ...row, wish: REMOVE }));
export const usersOfTheFilter: readonly PlanRow[] = users.map((row) => ({ ...row, wish: REMOVE }));
