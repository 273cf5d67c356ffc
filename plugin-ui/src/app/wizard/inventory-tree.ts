import type { ClusterNode, Daemon, Inventory } from '@contract/cluster';

type StandaloneHost = Inventory['standaloneHosts'][number];

/** A row of the wizard's tree, in the order in which they are shown. */
export type TreeRow =
  | { readonly kind: 'datacenter'; readonly key: string; readonly name: string }
  | {
      readonly kind: 'cluster';
      readonly key: string;
      readonly cluster: ClusterNode;
      readonly isExpanded: boolean;
    }
  | { readonly kind: 'findings'; readonly key: string; readonly cluster: ClusterNode }
  | {
      readonly kind: 'host';
      readonly key: string;
      readonly host: Daemon;
      /** Whether its cluster is the row above; else it stands alone. */
      readonly standalone: StandaloneHost | null;
    };

export interface TreeOptions {
  /** Part of a name, in any case; empty shows all. */
  readonly search: string;
  readonly expanded: ReadonlySet<string>;
}

/** Datacenters, their clusters, below an open cluster its findings and hosts, then the standalone hosts of that datacenter. */
export function treeRows(inventory: Inventory, options: TreeOptions): readonly TreeRow[] {
  const needle = options.search.trim().toLocaleLowerCase();
  return datacenters(inventory).flatMap((datacenter) => {
    const shown = needle === '' || matches(datacenter, needle) ? '' : needle;
    const rows = [
      ...inventory.clusters
        .filter((cluster) => cluster.datacenter === datacenter)
        .sort((a, b) => byName(a.name, b.name))
        .flatMap((cluster) => clusterRows(cluster, shown, options.expanded)),
      ...inventory.standaloneHosts
        .filter((host) => host.datacenter === datacenter && matches(host.hostName, shown))
        .sort((a, b) => byName(a.hostName, b.hostName))
        .map((host) => hostRow(host, host)),
    ];
    return rows.length === 0
      ? []
      : [
          { kind: 'datacenter' as const, key: `datacenter:${datacenter}`, name: datacenter },
          ...rows,
        ];
  });
}

function clusterRows(
  cluster: ClusterNode,
  needle: string,
  expanded: ReadonlySet<string>,
): readonly TreeRow[] {
  const hosts = [...cluster.hosts].sort((a, b) => byName(a.hostName, b.hostName));
  const isNameMatch = matches(cluster.name, needle);
  const shownHosts = isNameMatch ? hosts : hosts.filter((host) => matches(host.hostName, needle));
  if (!isNameMatch && shownHosts.length === 0) return [];
  const isExpanded = expanded.has(cluster.id) || !isNameMatch;
  const row: TreeRow = { kind: 'cluster', key: cluster.id, cluster, isExpanded };
  if (!isExpanded) return [row];
  return [
    row,
    ...(cluster.findings.length === 0
      ? []
      : [{ kind: 'findings' as const, key: `findings:${cluster.id}`, cluster }]),
    ...shownHosts.map((host) => hostRow(host, null)),
  ];
}

function hostRow(host: Daemon, standalone: StandaloneHost | null): TreeRow {
  return { kind: 'host', key: host.hostId, host, standalone };
}

function datacenters(inventory: Inventory): readonly string[] {
  return [
    ...new Set([
      ...inventory.clusters.map((cluster) => cluster.datacenter),
      ...inventory.standaloneHosts.map((host) => host.datacenter),
    ]),
  ].sort(byName);
}

function matches(name: string, needle: string): boolean {
  return needle === '' || name.toLocaleLowerCase().includes(needle);
}

/** esx-2 before esx-10. */
function byName(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true });
}
