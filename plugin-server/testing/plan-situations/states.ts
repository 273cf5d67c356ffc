import {
  aBundle,
  aClusterFilter,
  aDisconnectedHost,
  aHost,
  aHostFilter,
  aVaio7Bundle,
} from '../inventory-builders.ts';
import type { PlanRow } from '../plan-table.ts';
import {
  beingRemoved,
  clusterWith,
  delivered,
  holding,
  latestOn,
  listed,
  listedOlder,
  olderOn,
} from './shared-worlds.ts';

const anIssue = { host: aHost(2).ref, faultType: 'PlatformConfigFault', message: 'No space.' };
const foreign = aHostFilter({ id: 'ACM_other', name: 'other', vendor: 'ACM' });
const moving = 'info maintenanceModeNeeded domain-c1';
const vaio7 = { desired: 'installed', flavor: 'vaio7' } as const;
const vaio8 = { desired: 'installed', flavor: 'vaio8' } as const;
const narrow = { patterns: ['8.*'], from: '8.0.0', below: '8.0.3' };

/** What the cluster has, and what it needs so that every host has the latest filter. */
export const states: readonly PlanRow[] = [
  { situation: 'no host carries the filter', plan: 'install notInstalled' },
  {
    situation: 'every host carries the latest filter',
    hosts: [latestOn(1), latestOn(2)],
    world: listed,
    plan: 'skip installed',
  },
  {
    situation: 'every host carries a newer filter than the bundle',
    hosts: [aHost(1, { filters: [aHostFilter({ version: '1.3.0' })] })],
    world: listed,
    plan: 'skip installed',
  },
  {
    situation: 'the filter is the latest, built with the kit for ESXi 7',
    hosts: [aHost(1, { filters: [aHostFilter({ version: '1.2.0-1OEM.700.1.0.15843807' })] })],
    world: listed,
    plan: 'skip installed',
  },
  {
    situation: 'every host carries an older filter',
    hosts: [olderOn(1), olderOn(2)],
    world: listedOlder,
    plan: 'update outdated',
    findings: [moving],
  },
  {
    situation: 'one host carries an older filter',
    hosts: [latestOn(1), olderOn(2)],
    world: listed,
    plan: 'update outdated',
    findings: [moving],
  },
  {
    situation: 'every host carries an older filter and vCenter does not list it',
    hosts: [olderOn(1), olderOn(2)],
    plan: 'install outdated',
  },
  {
    situation: 'one host lacks the filter that vCenter lists',
    hosts: [latestOn(1), aHost(2)],
    world: listed,
    plan: 'resolve partial',
  },
  {
    situation: 'one host lacks the older filter that vCenter lists',
    hosts: [olderOn(1), aHost(2)],
    world: listedOlder,
    plan: 'update partial',
    findings: [moving],
  },
  {
    situation: 'no host carries the filter that vCenter lists',
    world: listed,
    plan: 'resolve partial',
  },
  {
    situation: 'one host carries the filter and vCenter does not list it',
    hosts: [latestOn(1), aHost(2)],
    plan: 'install partial',
  },
  {
    situation: 'the filter of one host is out of order',
    hosts: [latestOn(1), aHost(2, { filters: [aHostFilter({ available: false })] })],
    world: listed,
    plan: 'resolve partial',
  },
  {
    situation: 'vCenter reports an issue of a host',
    hosts: [latestOn(1), aHost(2)],
    world: { ...listed, issues: [anIssue] },
    plan: 'resolve hasIssues',
  },
  {
    situation: 'vCenter reports an issue of an update that was begun',
    hosts: [latestOn(1), olderOn(2)],
    world: { clusterFilters: [aClusterFilter({ operation: 'upgrade' })], issues: [anIssue] },
    plan: 'resolve hasIssues',
    findings: [moving],
  },
  {
    situation: 'vCenter reports an issue of a host that is away',
    hosts: [latestOn(1), aDisconnectedHost(2)],
    world: { ...listed, issues: [anIssue] },
    plan: 'skip installed',
    findings: ['warning hostDisconnected host-2'],
  },
  {
    situation: 'a removal was begun and has not ended',
    hosts: [latestOn(1), latestOn(2)],
    world: beingRemoved,
    plan: 'refuse installed',
    findings: ['blocker removalUnfinished domain-c1', moving],
  },
  {
    situation: 'the filter of that name has another vendor',
    hosts: [aHost(1, { filters: [aHostFilter({ vendor: 'ACM', type: 'cache' })] })],
    plan: 'install notInstalled',
  },
  {
    situation: 'a host carries a built-in filter',
    hosts: [
      aHost(1, {
        filters: [aHostFilter({ name: 'spm', vendor: 'VMW', type: 'datastoreIoControl' })],
      }),
    ],
    plan: 'install notInstalled',
  },
  {
    situation: 'a host carries another replication filter',
    hosts: [aHost(1, { filters: [foreign] })],
    plan: 'install notInstalled',
    findings: ['warning otherFilterOfClass host-1'],
  },
  {
    situation: 'the cluster with the latest filter is managed with a single image',
    world: { ...clusterWith({ lifecycleManaged: true }, [latestOn(1)]), ...listed },
    plan: 'skip installed',
  },
];

/** Which kit a cluster gets. */
export const kits: readonly PlanRow[] = [
  {
    situation: 'all hosts run ESXi 7.0.3',
    hosts: [aHost(1, { version: '7.0.3' })],
    plan: 'install notInstalled',
  },
  {
    situation: 'hosts run ESXi 7.0.3 and 8.0.3',
    hosts: [aHost(1, { version: '7.0.3' }), aHost(2)],
    plan: 'install notInstalled',
    findings: ['warning mixedEsxiVersions domain-c1'],
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
    situation: 'the older kit is chosen by hand on ESXi 8',
    wish: vaio7,
    plan: 'install notInstalled',
  },
  {
    situation: 'the older kit is chosen and the cluster carries that version already',
    hosts: [latestOn(1), latestOn(2)],
    world: listed,
    wish: vaio7,
    plan: 'skip installed',
  },
  {
    situation: 'the older kit is chosen, holds an older version, and the cluster has the newer',
    hosts: [latestOn(1), latestOn(2)],
    world: {
      ...listed,
      ...holding(
        aBundle(),
        aVaio7Bundle({ filter: { ...aVaio7Bundle().filter, productVersion: '1.1.0' } }),
      ),
    },
    wish: vaio7,
    plan: 'skip installed',
  },
  {
    situation: 'the older kit is chosen and the server does not hold it',
    world: holding(aBundle()),
    wish: vaio7,
    plan: 'refuse notInstalled',
    findings: ['blocker noBundle domain-c1'],
  },
  {
    situation: 'the newer kit is chosen for hosts with ESXi 7',
    hosts: [aHost(1, { version: '7.0.3' })],
    wish: vaio8,
    plan: 'refuse notInstalled',
    findings: ['blocker flavorNotServing domain-c1'],
  },
  {
    situation: 'the server holds no bundle',
    world: holding(),
    plan: 'refuse notInstalled',
    findings: ['blocker noBundle domain-c1'],
  },
  {
    situation: 'the server holds only the other bundle',
    world: holding(aVaio7Bundle()),
    plan: 'refuse notInstalled',
    findings: ['blocker noBundle domain-c1'],
  },
  {
    situation: 'the only bundle in the folder is damaged',
    world: {
      ...holding(),
      refusedBundles: [
        { fileName: 'broken.zip', flavor: 'vaio8', reason: 'notZip', detail: 'It is no ZIP.' },
      ],
    },
    plan: 'refuse notInstalled',
    findings: ['blocker noBundle domain-c1', 'warning bundleInvalid broken.zip'],
  },
  {
    situation: 'the bundle says that it is not made for the ESXi version of a host',
    hosts: [aHost(1, { version: '8.0.2' }), aHost(2)],
    world: holding(aBundle({ platforms: narrow })),
    plan: 'refuse notInstalled',
    findings: [`blocker bundlePlatform ${'b'.repeat(64)}`],
  },
  {
    situation: 'vCenter pins the certificate that the bundle is served with',
    world: delivered('pinned', '8.0.3.0', { kind: 'served' }),
    plan: 'install notInstalled',
    findings: ['info bundleTrustPinned guid'],
  },
  {
    situation: 'vCenter is too old to pin a certificate',
    world: delivered('trustedRoot', '8.0.2.0', { kind: 'served' }),
    plan: 'install notInstalled',
    findings: ['warning bundleTrustRoot guid'],
  },
  {
    situation: 'vCenter fetches the bundle over plain HTTP',
    world: delivered('plainHttp', '7.0.3.0', { kind: 'served' }),
    plan: 'install notInstalled',
    findings: ['warning bundleHttp guid'],
  },
  {
    situation: 'this server cannot reach the address of its own bundle',
    world: delivered('pinned', '8.0.3.0', { kind: 'unreachable', why: 'no connection' }),
    plan: 'install notInstalled',
    findings: [`warning bundleUrlUnreachable ${'b'.repeat(64)}`, 'info bundleTrustPinned guid'],
  },
  {
    situation: 'somebody else answers at the address of the bundle',
    world: delivered('pinned', '8.0.3.0', { kind: 'wrong', why: 'it answers with status 404' }),
    plan: 'refuse notInstalled',
    findings: [`blocker bundleUrlUnreachable ${'b'.repeat(64)}`, 'info bundleTrustPinned guid'],
  },
];
