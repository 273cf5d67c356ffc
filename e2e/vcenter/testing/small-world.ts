import { parseScenario, type Scenario } from '../scenario/scenario-schema.ts';

/** The password of every user of the small world; it exists in specs only. */
export const PASSWORD = 'Correct-horse-1';
export const ADMINISTRATOR = 'administrator@vsphere.local';
/** May look at everything and make tasks. */
export const OPERATOR = 'operator@vsphere.local';
/** Has a role on the cluster `Alpha` only. */
export const TENANT = 'tenant@vsphere.local';
/** Has no permission at all. */
export const NOBODY = 'nobody@vsphere.local';

/** Two clusters with two hosts and three machines each: enough for every question that the core answers, and quick to start. */
export function smallWorld(): Scenario {
  const cluster = (name: string): object => ({
    name,
    hosts: [1, 2].map((number) => ({ name: `${name.toLowerCase()}-${number}.example.com` })),
    vms: [1, 2, 3].map((number) => ({ name: `${name}-vm-${number}`, host: number % 2 })),
  });
  return parseScenario({
    name: 'small',
    timing: { downloadSeconds: 0, secondsPerHost: 0 },
    roles: [
      { name: 'Operator', privileges: ['Task.Create', 'Task.Update'] },
      { name: 'Tenant', privileges: ['Host.Config.Patch'] },
    ],
    users: [
      { name: ADMINISTRATOR, password: PASSWORD, permissions: [{ role: 'Administrator' }] },
      { name: OPERATOR, password: PASSWORD, permissions: [{ role: 'Operator' }] },
      { name: TENANT, password: PASSWORD, permissions: [{ role: 'Tenant', entity: 'Alpha' }] },
      { name: NOBODY, password: PASSWORD, permissions: [] },
    ],
    datacenters: [{ name: 'Central', clusters: [cluster('Alpha'), cluster('Beta')] }],
  });
}
