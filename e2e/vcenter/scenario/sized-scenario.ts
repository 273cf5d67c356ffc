import { demoRoles, demoUsers } from './demo-roles.ts';
import { demoVms } from './demo-vms.ts';
import { parseScenario, withPasswords } from './scenario-schema.ts';
import type { ClusterInput, Scenario } from './scenario-schema.ts';

/** How large a generated vCenter shall be; hosts and virtual machines are counted per cluster. */
export interface ScenarioSize {
  readonly clusters: number;
  readonly hosts: number;
  readonly vms: number;
}

const limits: Readonly<Record<keyof ScenarioSize, readonly [number, number]>> = {
  clusters: [1, 200],
  hosts: [1, 96],
  vms: [0, 20_000],
};

function checkSize(size: ScenarioSize): void {
  for (const [key, [minimum, maximum]] of Object.entries(limits)) {
    const value = size[key as keyof ScenarioSize];
    if (!Number.isInteger(value) || value < minimum || value > maximum) {
      throw new Error(`${key} must be a whole number from ${minimum} to ${maximum}`);
    }
  }
}

function sizedCluster(index: number, size: ScenarioSize): ClusterInput {
  const label = String(index + 1).padStart(2, '0');
  const hosts = Array.from({ length: size.hosts }, (_, host) => ({
    name: `esx-${label}-${String(host + 1).padStart(2, '0')}.example.com`,
  }));
  return { name: `Cluster ${label}`, hosts, vms: demoVms(`c${label}`, size.vms, size.hosts) };
}

/**
 * A vCenter of equal, healthy clusters without a filter, for benchmarks and load.
 * @param size hosts and vms are per cluster
 * @param passwords by login name, for the same three users as in the demo
 * @throws Error when a number is out of its range
 */
export function sizedScenario(
  size: ScenarioSize,
  passwords: Record<string, string> = {},
): Scenario {
  checkSize(size);
  const scenario = parseScenario({
    name: `${size.clusters} x ${size.hosts} x ${size.vms}`,
    timing: { downloadSeconds: 0.5, secondsPerHost: 1 },
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
