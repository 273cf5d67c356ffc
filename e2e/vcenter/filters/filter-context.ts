import type { DataObject, Ref } from '../core/managed-object.ts';
import type { Session } from '../core/session.ts';
import type { HostFilter, World } from '../inventory/world.ts';
import type { Maintenance } from '../maintenance/maintenance.ts';
import type { FilterStore } from './filter-store.ts';
import type { InjectedIssues } from './injected-issues.ts';

/** What every operation on filters works with. */
export interface FilterContext {
  readonly world: World;
  readonly store: FilterStore;
  readonly injected: InjectedIssues;
  readonly maintenance: Maintenance;
  /** Is told of each filter that comes to a host or leaves it. */
  readonly hostChanged: (filter: HostFilter) => void;
  /** Simulated times that a download and the work on one host take. */
  readonly downloadMilliseconds: number;
  readonly millisecondsPerHost: number;
  /** Hosts that one operation works on at the same time. */
  readonly hostsAtATime: number;
  /** Whether the tasks of the I/O filter manager can be cancelled; of a real vCenter that is not documented. */
  readonly cancelable: boolean;
  /** PEM roots that this vCenter trusts. */
  readonly trustedRoots: () => readonly string[];
}

/** The arguments that `InstallIoFilter_Task` and `UpgradeIoFilter_Task` have in common. */
export interface BundleRequest {
  readonly vibUrl: string;
  readonly cluster: Ref;
  readonly vibSslTrust?: DataObject;
  readonly session: Session;
}

/** The hosts that a cluster has now. */
export function clusterHosts({ world }: FilterContext, cluster: Ref): readonly Ref[] {
  return world.vcenter.registry.get(cluster).properties['host'] as readonly Ref[];
}

/** The machines that are on a cluster's hosts now. */
export function clusterVms(context: FilterContext, cluster: Ref): readonly Ref[] {
  const { registry } = context.world.vcenter;
  return clusterHosts(context, cluster).flatMap(
    (host) => registry.get(host).properties['vm'] as readonly Ref[],
  );
}
