import { DEMO_ADMINISTRATOR, DEMO_OPERATOR, demoRoles, demoUsers } from './demo-roles.ts';
import { demoFilter } from './demo-filter.ts';
import {
  lostVm,
  OTHER_VENDOR_POLICY,
  otherVendorVm,
  placed,
  specialVms,
} from './demo-special-vms.ts';
import { demoVms } from './demo-vms.ts';
import { parseScenario, withPasswords } from './scenario-schema.ts';
import type { ClusterInput, HostInput, Scenario } from './scenario-schema.ts';

const esxi7: Omit<HostInput, 'name'> = { version: '7.0.3', build: '19193900' };
const esxi9: Omit<HostInput, 'name'> = { version: '9.0.0', build: '24755229' };

/** `count` hosts named after their cluster; `special` changes single ones by their place, counted from 0. */
function hosts(
  prefix: string,
  count: number,
  base: Omit<HostInput, 'name'> = {},
  special: Record<number, Omit<HostInput, 'name'>> = {},
): HostInput[] {
  return Array.from({ length: count }, (_, index) => ({
    ...base,
    ...special[index],
    name: `esx-${prefix}-${String(index + 1).padStart(2, '0')}.example.com`,
  }));
}

/** Policies of the virtual disks of the production machines by what the machines are for: one of each kind that an admin can meet. */
const demoDiskPolicies = {
  app: 'Gold storage',
  sql: 'vSAN RAID-1',
  dc: 'VM Encryption Policy',
};

const eastClusters: ClusterInput[] = [
  {
    name: 'Production',
    hosts: hosts('prod', 4),
    vms: placed(
      [...demoVms('prod', 16, 4, { policies: demoDiskPolicies }), ...specialVms],
      'Sales',
    ),
  },
  {
    name: 'Staging',
    hosts: hosts('stage', 3, esxi7),
    vms: placed(demoVms('stage', 9, 3, { pinnedAt: 5 }), 'IT'),
  },
  {
    name: 'Finance',
    filter: demoFilter('1.2.0-1OEM.800.1.0.20613240'),
    hosts: hosts('fin', 3),
    vms: placed(demoVms('fin', 9, 3, { filteredEvery: 2 }), 'Finance'),
  },
  {
    name: 'Legacy',
    filter: demoFilter('1.1.0-1OEM.700.1.0.15843807'),
    hosts: hosts('legacy', 2, esxi7),
    vms: placed(demoVms('legacy', 6, 2, { filteredEvery: 3 }), 'Finance'),
  },
  {
    name: 'Images',
    lifecycleManaged: true,
    hosts: hosts('image', 2, { acceptanceLevel: 'partner' }),
    vms: placed(demoVms('image', 4, 2), 'IT'),
  },
];

/** Another vendor's filter of the same class, which may not be on a disk together with ours. */
const otherVendorFilter: NonNullable<ClusterInput['filter']> = {
  name: 'otherrepl',
  vendor: 'OTH',
  version: '3.1.0-1OEM.800.1.0.20613240',
  summary: "Another vendor's replication",
};

const westClusters: ClusterInput[] = [
  {
    name: 'Partner level',
    hosts: hosts('partner', 3, {}, { 1: { acceptanceLevel: 'partner' } }),
    vms: placed(demoVms('partner', 4, 3), 'Partners'),
  },
  {
    name: 'Next',
    hosts: hosts('next', 2, {}, { 1: esxi9 }),
    vms: placed(demoVms('next', 3, 2), 'IT'),
  },
  {
    name: 'DRS-off',
    drs: 'off',
    otherFilters: [otherVendorFilter],
    hosts: hosts('manual', 2),
    vms: placed([...demoVms('manual', 4, 2), otherVendorVm], 'IT'),
  },
  {
    name: 'Branch',
    drs: 'partiallyAutomated',
    hosts: hosts('branch', 3, {}, { 2: { connectionState: 'disconnected' } }),
    vms: placed([...demoVms('branch', 5, 2), lostVm], 'Sales'),
  },
];

/**
 * The world that the demo and most browser stories start with: one cluster for each situation an admin can meet.
 * @param passwords by login name; a user without one cannot log in until the starter gives one
 */
export function demoScenario(passwords: Record<string, string> = {}): Scenario {
  const scenario = parseScenario({
    name: 'demo',
    roles: demoRoles,
    users: demoUsers,
    tenants: [
      { id: 'master', name: 'Master', principals: [DEMO_ADMINISTRATOR], ownsVcenter: true },
      { id: 'operations', name: 'Operations', principals: [DEMO_OPERATOR] },
    ],
    policies: [
      { name: 'Gold storage', description: 'Fast storage by tag', rules: [{ kind: 'tags' }] },
      {
        name: OTHER_VENDOR_POLICY,
        description: "Another vendor's replication filter",
        rules: [{ kind: 'filter', filter: 'otherrepl' }],
      },
      { name: 'vSAN RAID-1', description: 'One failure to tolerate', rules: [{ kind: 'vsan' }] },
    ],
    datacenters: [
      { name: 'East', clusters: eastClusters, networks: ['VM Network', 'Servers', 'DMZ'] },
      {
        name: 'West',
        clusters: westClusters,
        standaloneHosts: [{ host: { name: 'esx-lab-01.example.com' }, vms: demoVms('lab', 2, 1) }],
      },
    ],
  });
  return withPasswords(scenario, passwords);
}
