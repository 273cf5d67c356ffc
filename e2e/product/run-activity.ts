import { randomUUID } from 'node:crypto';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import type { Plan } from '../../plugin-server/src/contract/plan.ts';
import type { RunningServer } from './start-server.ts';

/** The ids of the world's clusters by name. */
export function clusterIds({ vcenter }: RunningServer): ReadonlyMap<string, string> {
  const clusters = vcenter.vcenter.registry.ofType('ClusterComputeResource');
  return new Map(clusters.map(({ ref, properties }) => [String(properties['name']), ref.value]));
}

/** The ids of the world's machines, in the order of their names. */
export function machineIds({ vcenter }: RunningServer): readonly string[] {
  const vms = vcenter.vcenter.registry.ofType('VirtualMachine');
  return vms
    .map(({ ref, properties }) => ({ id: ref.value, name: String(properties['name']) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ id }) => id);
}

/** Plans to give machines the filter's policy, or to take it from them, and starts the plan. Throws when the plan is refused. */
export async function startPolicies(
  server: RunningServer,
  ids: readonly string[],
  desired: 'assigned' | 'unassigned' = 'assigned',
): Promise<Activity> {
  const wishes = {
    clusters: [],
    policies: { virtualMachines: ids.map((vmId) => ({ vmId, desired })) },
  };
  const plan = await server.ask<Plan>('/plans', wishes);
  return server.ask<Activity>('/activities', {
    ...wishes,
    planHash: plan.hash,
    idempotencyKey: randomUUID(),
  });
}

/** Plans for clusters and starts the plan, as the wizard does. Throws when the plan is refused. */
export async function startActivity(
  server: RunningServer,
  ids: readonly string[],
  desired: 'installed' | 'absent' = 'installed',
): Promise<Activity> {
  const clusters = ids.map((clusterId) => ({ clusterId, desired }));
  const plan = await server.ask<Plan>('/plans', { clusters });
  return server.ask<Activity>('/activities', {
    clusters,
    planHash: plan.hash,
    idempotencyKey: randomUUID(),
  });
}
