import { demoRoles, demoUsers } from './demo-roles.ts';
import { demoFilter } from './demo-filter.ts';
import { demoVms } from './demo-vms.ts';
import { parseScenario, withPasswords } from './scenario-schema.ts';
import type { ClusterInput, Scenario, ScenarioInput } from './scenario-schema.ts';
import { variedVms } from './varied-vms.ts';

/** How large a generated vCenter shall be; hosts and virtual machines are counted per cluster. */
export interface ScenarioSize {
  readonly clusters: number;
  readonly hosts: number;
  readonly vms: number;
}

/** What a generated vCenter has beyond plain machines on plain hosts. */
export interface ScenarioVariety {
  /** The clusters carry the filter. */
  readonly filtered?: boolean;
  /** Each n-th machine has a policy with the filter on all its disks; needs `filtered`. */
  readonly assignedEvery?: number;
  /** The machines are in folders, have tags, and there are some of every kind that an I/O filter policy does not fit. */
  readonly varied?: boolean;
  readonly timing?: ScenarioInput['timing'];
}

const limits: Readonly<Record<keyof ScenarioSize, readonly [number, number]>> = {
  clusters: [1, 200],
  hosts: [1, 96],
  vms: [0, 20_000],
};

function checkSize(size: ScenarioSize & ScenarioVariety): void {
  if (size.assignedEvery !== undefined && size.filtered !== true) {
    throw new Error('Only machines of filtered clusters can have the filter on their disks');
  }
  for (const [key, [minimum, maximum]] of Object.entries(limits)) {
    const value = size[key as keyof ScenarioSize];
    if (!Number.isInteger(value) || value < minimum || value > maximum) {
      throw new Error(`${key} must be a whole number from ${minimum} to ${maximum}`);
    }
  }
}

function sizedCluster(index: number, size: ScenarioSize & ScenarioVariety): ClusterInput {
  const label = String(index + 1).padStart(2, '0');
  const hosts = Array.from({ length: size.hosts }, (_, host) => ({
    name: `esx-${label}-${String(host + 1).padStart(2, '0')}.example.com`,
  }));
  const { assignedEvery } = size;
  const options = assignedEvery === undefined ? {} : { filteredEvery: assignedEvery };
  const vms = demoVms(`c${label}`, size.vms, size.hosts, options);
  return {
    name: `Cluster ${label}`,
    hosts,
    vms: size.varied === true ? variedVms(vms) : vms,
    ...(size.filtered === true ? { filter: demoFilter('1.2.0-1OEM.800.1.0.20613240') } : {}),
  };
}

/**
 * A vCenter of equal, healthy clusters for benchmarks and load, without a filter unless told otherwise.
 * @param size hosts and vms are per cluster; the rest of it makes the clusters more than plain
 * @param passwords by login name, for the same three users as in the demo
 * @throws Error when a number is out of its range
 */
export function sizedScenario(
  size: ScenarioSize & ScenarioVariety,
  passwords: Record<string, string> = {},
): Scenario {
  checkSize(size);
  const scenario = parseScenario({
    name: `${size.clusters} x ${size.hosts} x ${size.vms}`,
    timing: { downloadSeconds: 0.5, secondsPerHost: 1, ...size.timing },
    roles: demoRoles,
    users: demoUsers,
    datacenters: [
      {
        name: 'Datacenter',
        clusters: Array.from({ length: size.clusters }, (_, index) => sizedCluster(index, size)),
      },
    ],
  });
  return withPasswords(scenario, passwords);
}
