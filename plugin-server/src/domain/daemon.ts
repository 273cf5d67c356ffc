import type { HostProgress } from './activity.ts';
import { bundleFor, isConnected } from './cluster-world.ts';
import type { ClusterStateWorld } from './cluster-state.ts';
import { isOutdated } from './cluster-state.ts';
import type { DaemonState } from './cluster-state.ts';
import { ourClusterFilter, ourHostFilter } from './filter-identity.ts';
import type { FilterIdentity } from './filter-identity.ts';
import { plainIssue } from './host-issue.ts';
import type { AcceptanceLevel, HostFacts, HostFilter } from './inventory-facts.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import { productVersion } from './version.ts';

/** The filter's instance on one host, with everything a row about it shows. */
export interface Daemon {
  readonly host: HostFacts;
  /** Null for a standalone host. */
  readonly cluster: { readonly ref: ManagedObjectReference; readonly name: string } | null;
  readonly acceptanceLevel: AcceptanceLevel;
  /** Null while the host carries no filter of ours, or cannot tell. */
  readonly filter: HostFilter | null;
  /** Product version of the newest bundle for the host's cluster. */
  readonly latestVersion: string | null;
  readonly state: DaemonState;
  /** Plain words for a state that needs an explanation. */
  readonly message: string | null;
}

export interface DaemonWorld extends ClusterStateWorld {
  readonly acceptanceLevels: ReadonlyMap<string, AcceptanceLevel>;
  /** What a running activity of ours reports of the cluster's hosts; empty without one. */
  readonly progress: readonly HostProgress[];
}

/** The daemon of one host of a cluster. */
export function daemonOf(world: DaemonWorld, host: HostFacts): Daemon {
  const filter = ourHostFilter(host.filters, world.bundles.identities);
  const latestVersion = bundleFor(world.cluster, world.bundles)?.filter.productVersion ?? null;
  return {
    host,
    cluster: { ref: world.cluster.ref, name: world.cluster.name },
    acceptanceLevel: world.acceptanceLevels.get(host.ref.value) ?? 'unknown',
    filter,
    latestVersion,
    ...explain(world, host, filter),
  };
}

/** A standalone host cannot carry the filter; the row says so. */
export function standaloneDaemon(
  host: HostFacts,
  acceptanceLevel: AcceptanceLevel,
  identities: readonly FilterIdentity[],
): Daemon {
  const filter = ourHostFilter(host.filters, identities);
  return {
    host,
    cluster: null,
    acceptanceLevel,
    filter,
    latestVersion: null,
    state: filter === null ? 'notInstalled' : filter.available ? 'installed' : 'unavailable',
    message: 'A standalone host: the filter is installed into clusters only.',
  };
}

type Explained = Pick<Daemon, 'state' | 'message'>;

function explain(world: DaemonWorld, host: HostFacts, filter: HostFilter | null): Explained {
  if (!isConnected(host)) return away(host);
  const progress = world.progress.find((row) => row.hostId === host.ref.value);
  if (progress?.state === 'installing') return { state: 'installing', message: progress.message };
  const issue = world.issues.find((candidate) => candidate.host.value === host.ref.value);
  if (issue !== undefined) return { state: 'failed', message: plainIssue(issue).message };
  if (filter === null) return missing(world);
  return present(world, filter);
}

function away(host: HostFacts): Explained {
  const how = host.connectionState === 'disconnected' ? 'disconnected' : 'not responding';
  return {
    state: 'pending',
    message: `The host is ${how}; vCenter works on it when it is connected again.`,
  };
}

function missing(world: DaemonWorld): Explained {
  const listed = ourClusterFilter(world.clusterFilters, world.bundles.identities) !== null;
  if (!listed) return { state: 'notInstalled', message: null };
  return {
    state: 'pending',
    message: 'The cluster has the filter, but vCenter has not brought it to this host yet.',
  };
}

function present(world: DaemonWorld, filter: HostFilter): Explained {
  const latest = bundleFor(world.cluster, world.bundles)?.filter.productVersion ?? null;
  if (!filter.available)
    return {
      state: 'unavailable',
      message: "The filter is on this host but not in working order. Look at the host's events.",
    };
  if (isOutdated(filter.version, latest) && latest !== null)
    return {
      state: 'outdated',
      message: `Version ${productVersion(filter.version)} is older than the bundle's ${latest}.`,
    };
  return { state: 'installed', message: null };
}
