import type { Scope } from './finding.ts';
import type { ClusterFacts, HostFacts } from './inventory-facts.ts';

export function hostScope(host: HostFacts): Scope {
  return { type: 'host', id: host.ref.value, name: host.name };
}

export function clusterScope(cluster: ClusterFacts): Scope {
  return { type: 'cluster', id: cluster.ref.value, name: cluster.name };
}
