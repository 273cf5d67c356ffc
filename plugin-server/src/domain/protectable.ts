import type { ClusterState } from './cluster-state.ts';
import type { ClusterFacts, HostFacts, HostFilter, VmFacts } from './inventory-facts.ts';
import type { Permission } from './permission.ts';
import { ALLOWED, denied } from './permission.ts';

/** Whether VMs of a cluster can be the source of a real-time replication; the target side needs no filter. */
export function clusterProtectable(cluster: ClusterFacts, state: ClusterState): Permission {
  switch (state.kind) {
    case 'installed':
    case 'outdated':
      return ALLOWED;
    case 'partial':
      return denied(
        `The I/O filter works on ${state.installedHosts} of the ${state.totalHosts} hosts of ${cluster.name} only.`,
      );
    case 'hasIssues':
      return denied(`The I/O filter of ${cluster.name} has issues.`);
    case 'unsupported':
      return denied(`${cluster.name} cannot carry the I/O filter.`);
    case 'notInstalled':
      return denied(`${cluster.name} does not carry the I/O filter.`);
  }
}

/** Whether one VM can be the source of a real-time replication. `host` is null when it is unknown or hidden from the user. */
export function vmProtectable(
  vm: VmFacts,
  host: HostFacts | null,
  filter: HostFilter | null,
): Permission {
  if (vm.template) return denied(`${vm.name} is a template.`);
  if (host === null) return denied(`The host of ${vm.name} is not known.`);
  if (host.filters === null)
    return denied(
      `${host.name} is not connected, so it cannot tell whether it carries the filter.`,
    );
  if (filter === null) return denied(`${host.name} does not carry the I/O filter.`);
  if (!filter.available) return denied(`The I/O filter on ${host.name} is not in working order.`);
  return ALLOWED;
}
