import { isOurs } from '../domain/filter-identity.ts';
import type { BundleSet } from '../domain/filter-identity.ts';
import type { ClusterFacts } from '../domain/inventory-facts.ts';
import type { VcenterConnection } from '../ports/vcenter.ts';
import { filtersOf } from './cluster-assessment.ts';
import { mapLimited } from './map-limited.ts';

const CLUSTERS_AT_ONCE = 8;

/**
 * Names of our filters that some cluster carries. One bulk read tells it of connected hosts; vCenter's record is asked for only where a host
 * is away and the others do not carry the filter.
 */
export async function filtersPresent(
  connection: Pick<VcenterConnection, 'inventory' | 'ioFilters'>,
  bundles: BundleSet,
): Promise<ReadonlySet<string>> {
  const { clusters } = await connection.inventory.read();
  const unclear: ClusterFacts[] = [];
  const names = new Set<string>();
  for (const cluster of clusters) {
    const onHosts = namesOf(
      cluster.hosts.flatMap(({ filters }) => filters ?? []),
      bundles,
    );
    onHosts.forEach((name) => names.add(name));
    const isAway = cluster.hosts.some(({ filters }) => filters === null);
    if (onHosts.length === 0 && isAway) unclear.push(cluster);
  }
  if (bundles.identities.every(({ name }) => names.has(name))) return names;
  const records = await mapLimited(unclear, CLUSTERS_AT_ONCE, (cluster) =>
    filtersOf(connection, cluster, bundles),
  );
  for (const { clusterFilters } of records)
    namesOf(clusterFilters, bundles).forEach((name) => names.add(name));
  return names;
}

function namesOf(
  filters: readonly { readonly name: string; readonly vendor: string }[],
  { identities }: BundleSet,
): readonly string[] {
  return filters.filter((filter) => isOurs(filter, identities)).map(({ name }) => name);
}
