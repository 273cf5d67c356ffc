/** What a cluster has, in the words of the user interface. */
export type ClusterStateKind =
  'notInstalled' | 'installed' | 'outdated' | 'partial' | 'hasIssues' | 'unsupported';

/** The state of our filter on one cluster. */
export interface ClusterState {
  readonly kind: ClusterStateKind;
  readonly filterName: string | null;
  /** Lowest version found on the cluster's hosts. */
  readonly version: string | null;
  readonly latestVersion: string | null;
  readonly installedHosts: number;
  readonly totalHosts: number;
}

/** The filter's instance on one ESXi host, as vCenter reports it; `installing` while an activity of ours works on that host. */
export type DaemonState =
  'installed' | 'outdated' | 'notInstalled' | 'pending' | 'installing' | 'unavailable' | 'failed';
