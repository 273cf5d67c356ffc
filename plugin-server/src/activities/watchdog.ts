import type { ClusterFacts } from '../domain/inventory-facts.ts';
import type { ClusterRun } from './cluster-run.ts';

/**
 * Warns when more than one host of the cluster is in maintenance mode at a time: machines may then have nowhere to go, and a vCenter that
 * takes all hosts at once takes the cluster down.
 */
export function watchMaintenance({ record, log }: ClusterRun, { hosts, name }: ClusterFacts): void {
  const inMaintenance = hosts
    .filter((host) => host.inMaintenanceMode)
    .map((host) => host.name)
    .sort();
  if (inMaintenance.length < 2) return;
  const sentence = `${listed(inMaintenance)} of ${name} are in maintenance mode at the same time (${inMaintenance.length} of ${hosts.length} hosts).`;
  if (record.current.watch.includes(sentence)) return;
  log.warn({ cluster: record.clusterId, hosts: inMaintenance }, 'several hosts in maintenance');
  record.warn(sentence);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
