import { demoRoles, demoUsers } from '../../vcenter/scenario/demo-roles.ts';
import { parseScenario } from '../../vcenter/scenario/scenario-schema.ts';
import type {
  ClusterInput,
  HostInput,
  Scenario,
  ScenarioInput,
} from '../../vcenter/scenario/scenario-schema.ts';

type CarriedFilter = NonNullable<ClusterInput['filter']>;

/** Hosts `esx-PREFIX-01.example.com` and so on. */
export function hosts(
  prefix: string,
  count: number,
  facts: Omit<HostInput, 'name'> = {},
): HostInput[] {
  return Array.from({ length: count }, (_, index) => ({
    ...facts,
    name: `esx-${prefix}-${String(index + 1).padStart(2, '0')}.example.com`,
  }));
}

/** The filter in one version, as a cluster of the scenario carries it. */
export function filterOf(version: '1.1.0' | '1.2.0', kit: 'vaio7' | 'vaio8'): CarriedFilter {
  const release = kit === 'vaio7' ? '1OEM.700.1.0.15843807' : '1OEM.800.1.0.20613240';
  return { name: 'rtrfilter', vendor: 'RTR', version: `${version}-${release}` };
}

/** A small vCenter with one datacenter, and with the users and roles of the demo. */
export function world(
  clusters: readonly ClusterInput[],
  more: Partial<Pick<ScenarioInput, 'timing' | 'policies'>> & {
    readonly standaloneHosts?: NonNullable<ScenarioInput['datacenters'][number]['standaloneHosts']>;
  } = {},
): Scenario {
  const { standaloneHosts = [], ...rest } = more;
  return parseScenario({
    name: 'story',
    ...rest,
    roles: demoRoles,
    users: demoUsers,
    datacenters: [{ name: 'East', clusters: [...clusters], standaloneHosts }],
  });
}
