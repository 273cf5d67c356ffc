import { demoRoles, demoUsers } from '../../vcenter/scenario/demo-roles.ts';
import { parseScenario } from '../../vcenter/scenario/scenario-schema.ts';
import type {
  ClusterInput,
  HostInput,
  Scenario,
  ScenarioInput,
} from '../../vcenter/scenario/scenario-schema.ts';

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

/** A small vCenter with one datacenter, and with the users and roles of the demo. */
export function world(
  clusters: readonly ClusterInput[],
  more: Partial<Pick<ScenarioInput, 'timing'>> & {
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
