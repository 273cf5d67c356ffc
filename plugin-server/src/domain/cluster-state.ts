import type { Bundle } from './bundle.ts';
import { bundleFor, isConnected } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { ourClusterFilter, ourHostFilter } from './filter-identity.ts';
import type { HostFilter } from './inventory-facts.ts';
import { esxiSupport } from './support-matrix.ts';
import { compareProductVersions, productVersion } from './version.ts';

/** What a cluster has, in the words of the user interface. */
export type ClusterStateKind =
  'notInstalled' | 'installed' | 'outdated' | 'partial' | 'hasIssues' | 'unsupported';

/** The state of our filter on one cluster. Versions are product versions, `1.2.0`. */
export interface ClusterState {
  readonly kind: ClusterStateKind;
  readonly filterName: string | null;
  /** Lowest version found on the cluster's hosts. */
  readonly version: string | null;
  readonly latestVersion: string | null;
  readonly installedHosts: number;
  readonly totalHosts: number;
}

/** What the state depends on; a summary card need not gather more. */
export type ClusterStateWorld = Pick<
  ClusterWorld,
  'cluster' | 'clusterFilters' | 'issues' | 'bundles'
>;

/**
 * The cluster's state. A disconnected host counts in `totalHosts` but makes no cluster partial: vCenter brings the filter there by itself
 * once the host is back. @param bundle what counts as the latest; the newest that serves the cluster when left out
 */
export function clusterState(
  world: ClusterStateWorld,
  bundle: Bundle | null = bundleFor(world.cluster, world.bundles),
): ClusterState {
  const { cluster, bundles } = world;
  const onHosts = cluster.hosts.flatMap(
    (host) => ourHostFilter(host.filters, bundles.identities) ?? [],
  );
  const onCluster = ourClusterFilter(world.clusterFilters, bundles.identities);
  const version = lowestProductVersion([...onHosts.map((filter) => filter.version)]);
  const latest = bundle?.filter.productVersion ?? null;
  const listed = onCluster !== null;
  return {
    kind: kindOf(world, { onHosts, listed, version, latest }),
    filterName: (onCluster ?? onHosts[0])?.name ?? null,
    version: version ?? (onCluster === null ? null : productVersion(onCluster.version)),
    latestVersion: latest,
    installedHosts: onHosts.filter((filter) => filter.available).length,
    totalHosts: cluster.hosts.length,
  };
}

interface Found {
  readonly onHosts: readonly HostFilter[];
  readonly listed: boolean;
  readonly version: string | null;
  readonly latest: string | null;
}

function kindOf(world: ClusterStateWorld, found: Found): ClusterStateKind {
  if (!found.listed && found.onHosts.length === 0)
    return isUnsupported(world) ? 'unsupported' : 'notInstalled';
  if (hasIssuesOnConnectedHosts(world)) return 'hasIssues';
  const available = found.onHosts.filter((filter) => filter.available).length;
  const connected = world.cluster.hosts.filter(isConnected).length;
  if (available < connected || available === 0) return 'partial';
  return isOutdated(found.version, found.latest) ? 'outdated' : 'installed';
}

/** vCenter reports a host that is away as an issue too; that host is pending, and nothing can be mended on the cluster. */
function hasIssuesOnConnectedHosts({ cluster, issues }: ClusterStateWorld): boolean {
  const away = cluster.hosts.filter((host) => !isConnected(host)).map((host) => host.ref.value);
  return issues.some((issue) => !away.includes(issue.host.value));
}

function isUnsupported({ cluster }: ClusterStateWorld): boolean {
  if (cluster.lifecycleManaged || cluster.hosts.length === 0) return true;
  return cluster.hosts.some((host) => ['tooOld', 'tooNew'].includes(esxiSupport(host.version)));
}

/** Whether a filter is older than the newest bundle; only the product version decides. */
export function isOutdated(version: string | null, latest: string | null): boolean {
  return version !== null && latest !== null && compareProductVersions(version, latest) < 0;
}

function lowestProductVersion(versions: readonly string[]): string | null {
  const [lowest] = versions.map(productVersion).sort(compareProductVersions);
  return lowest ?? null;
}

/** The filter's instance on one ESXi host, as vCenter reports it; `installing` while an activity of ours works on that host. */
export type DaemonState =
  'installed' | 'outdated' | 'notInstalled' | 'pending' | 'installing' | 'unavailable' | 'failed';
