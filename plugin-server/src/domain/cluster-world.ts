import type { Bundle, BundleFlavor } from './bundle.ts';
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
