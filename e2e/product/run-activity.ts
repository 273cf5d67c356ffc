import { randomUUID } from 'node:crypto';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import type { Plan } from '../../plugin-server/src/contract/plan.ts';
import type { RunningServer } from './start-server.ts';

/** The ids of the world's clusters by name. */
export function clusterIds({ vcenter }: RunningServer): ReadonlyMap<string, string> {
  const clusters = vcenter.vcenter.registry.ofType('ClusterComputeResource');
  return new Map(clusters.map(({ ref, properties }) => [String(properties['name']), ref.value]));
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
