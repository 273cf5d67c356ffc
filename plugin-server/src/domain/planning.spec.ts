import {
  aClusterFilter,
  aDisconnectedHost,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { describePlans } from '../../testing/plan-table.ts';
import type { PlanRow } from '../../testing/plan-table.ts';

const latest = { filters: [aHostFilter()] };
const older = { filters: [aHostFilter({ version: '1.1.0-1OEM.800.1.0.1' })] };
const listed = { clusterFilters: [aClusterFilter()] };
const listedOlder = { clusterFilters: [aClusterFilter({ version: '1.1.0-1OEM.800.1.0.1' })] };
const anIssue = { host: aHost(2).ref, faultType: 'PlatformConfigFault', message: 'No space.' };
const foreign = aHostFilter({ id: 'ACM_other', name: 'other', vendor: 'ACM' });

/** The state of a cluster and what it calls for, one situation a row. */
const rows: readonly PlanRow[] = [
  { situation: 'no host carries the filter', plan: 'install notInstalled' },
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
    situation: 'every host carries the latest filter',
    hosts: [aHost(1, latest), aHost(2, latest)],
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
    hosts: [aHost(1, older), aHost(2, older)],
    world: listedOlder,
    plan: 'update outdated',
  },
  {
    situation: 'one host carries an older filter',
    hosts: [aHost(1, latest), aHost(2, older)],
    world: listed,
    plan: 'update outdated',
  },
  {
    situation: 'one host lacks the filter that vCenter lists',
    hosts: [aHost(1, latest), aHost(2)],
    world: listed,
    plan: 'resolve partial',
  },
  {
    situation: 'one host lacks the older filter that vCenter lists',
    hosts: [aHost(1, older), aHost(2)],
    world: listedOlder,
    plan: 'update partial',
  },
  {
    situation: 'no host carries the filter that vCenter lists',
    world: listed,
    plan: 'resolve partial',
  },
  {
    situation: 'one host carries the filter and vCenter does not list it',
    hosts: [aHost(1, latest), aHost(2)],
    plan: 'install partial',
  },
  {
    situation: 'the filter of one host is out of order',
    hosts: [aHost(1, latest), aHost(2, { filters: [aHostFilter({ available: false })] })],
    world: listed,
    plan: 'resolve partial',
  },
  {
    situation: 'vCenter reports an issue of a host',
    hosts: [aHost(1, latest), aHost(2)],
    world: { ...listed, issues: [anIssue] },
    plan: 'resolve hasIssues',
  },
  {
    situation: 'vCenter reports an issue of a host that is away',
    hosts: [aHost(1, latest), aDisconnectedHost(2)],
    world: { ...listed, issues: [anIssue] },
    plan: 'skip installed',
    findings: ['warning hostDisconnected host-2'],
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
];

describePlans('the plan for a cluster', rows);
