import type { BundleDelivery } from './bundle-delivery.ts';
import type { Bundle, BundleFlavor, RefusedBundle } from './bundle.ts';
import type { FilterUsage } from './filter-usage.ts';
import type { BundleSet } from './filter-identity.ts';
import type {
  AcceptanceLevel,
  ClusterFacts,
  ClusterFilter,
  HostFacts,
  HostIssue,
} from './inventory-facts.ts';
import { bundleFlavorFor } from './support-matrix.ts';

/** A privilege that an account lacks on a host. */
export interface MissingOnHost {
  readonly hostId: string;
  readonly privilege: string;
}

/** What the rules have to know of the vCenter itself. */
export interface VcenterWorld {
  readonly vcGuid: string;
  readonly name: string;
  /** By how many seconds its clock is ahead of this server's; negative when it is behind, null when it was not asked. */
  readonly clockAheadSeconds: number | null;
}

/** All that the rules about one cluster look at; gathered once, then only read. */
export interface ClusterWorld {
  /** With all hosts, also those that the user may not see. */
  readonly cluster: ClusterFacts;
  readonly hiddenHostIds: ReadonlySet<string>;
  /** What QueryIoFilterInfo answered. */
  readonly clusterFilters: readonly ClusterFilter[];
  /** What QueryIoFilterIssues answered for our filter. */
  readonly issues: readonly HostIssue[];
  /** By host id; a host that is not there was not asked. */
  readonly acceptanceLevels: ReadonlyMap<string, AcceptanceLevel>;
  readonly user: { readonly name: string; readonly missing: readonly MissingOnHost[] };
  readonly serviceAccount: { readonly name: string; readonly missing: readonly MissingOnHost[] };
  readonly bundles: BundleSet;
  /** Files in the bundle folders that cannot be used. */
  readonly refusedBundles: readonly RefusedBundle[];
  /** How bundles get to this vCenter; null when it was not looked at. */
  readonly delivery: BundleDelivery | null;
  readonly vcenter: VcenterWorld;
  /** Who uses the filter; nobody unless it is to be removed. */
  readonly usage: FilterUsage;
  /** The activity that works on the cluster now. */
  readonly busyActivityId: string | null;
}

export function isConnected(host: HostFacts): boolean {
  return host.connectionState === 'connected';
}

/** The kit for this cluster, by its lowest ESXi version; null when it is unsupported or unknown. */
export function flavorOf(cluster: ClusterFacts): BundleFlavor | null {
  return bundleFlavorFor(cluster.hosts.map((host) => host.version));
}

/** The newest bundle that serves this cluster. */
export function bundleFor(cluster: ClusterFacts, bundles: BundleSet): Bundle | null {
  const flavor = flavorOf(cluster);
  return flavor === null ? null : bundles.latest[flavor];
}

/** Whether a kit serves this cluster: the one for its lowest version does, and the older one serves newer versions as well. */
export function serves(flavor: BundleFlavor, cluster: ClusterFacts): boolean {
  const needed = flavorOf(cluster);
  return needed === flavor || (needed === 'vaio8' && flavor === 'vaio7');
}

/** The newest bundle of the kit that was chosen by hand, if that kit serves the cluster; without a choice what the ESXi versions ask for. */
export function chosenBundle(
  { cluster, bundles }: Pick<ClusterWorld, 'cluster' | 'bundles'>,
  flavor: BundleFlavor | undefined,
): Bundle | null {
  if (flavor === undefined) return bundleFor(cluster, bundles);
  return serves(flavor, cluster) ? bundles.latest[flavor] : null;
}
