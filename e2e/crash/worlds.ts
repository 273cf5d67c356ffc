import { filterBuild } from '../bundles/filter-release.ts';
import { demoRoles, demoUsers } from '../vcenter/scenario/demo-roles.ts';
import { parseScenario } from '../vcenter/scenario/scenario-schema.ts';
import type { ClusterInput, Scenario } from '../vcenter/scenario/scenario-schema.ts';

/** One cluster of four hosts that carry the filter, with so many machines that do not use it yet. */
export function manyMachines(count: number): Scenario {
  const hosts = [1, 2, 3, 4].map((number) => ({ name: `esx-${number}.example.com` }));
  const vms = Array.from({ length: count }, (_, index) => ({
    name: `web-${index + 1}`,
    host: index % hosts.length,
  }));
  const cluster: ClusterInput = { name: 'Production', hosts, filter: installed('1.2.0'), vms };
  return parseScenario({
    name: 'many machines',
    timing: { secondsPerReconfigure: 0.2, reconfiguresAtATime: 32, capabilitySeconds: 0.1 },
    roles: demoRoles,
    users: demoUsers,
    datacenters: [{ name: 'East', clusters: [cluster] }],
  });
}

/** One cluster of two hosts, without or with the filter in that version, and then with a machine that uses it. */
export function oneCluster(version: string | null): Scenario {
  const hosts = [1, 2].map((number) => ({ name: `esx-${number}.example.com` }));
  const cluster: ClusterInput = {
    name: 'Production',
    hosts,
    ...(version !== null && { filter: installed(version), vms: [machine] }),
  };
  return parseScenario({
    name: 'crash',
    timing: { downloadSeconds: 0.1, secondsPerHost: 0.1 },
    roles: demoRoles,
    users: demoUsers,
    datacenters: [{ name: 'East', clusters: [cluster] }],
  });
}

const machine = { name: 'db-1', disks: [{ filtered: true }] };

function installed(version: string): { name: string; vendor: string; version: string } {
  const { name, vendor, vibVersion } = filterBuild('vaio8', version);
  return { name, vendor, version: vibVersion };
}
