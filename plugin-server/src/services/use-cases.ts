import type { Observable } from 'rxjs';
import type { Activity } from '../domain/activity.ts';
import type { Bundle, BundleFlavor } from '../domain/bundle.ts';
import type { ClusterState } from '../domain/cluster-state.ts';
import type { Daemon } from '../domain/daemon.ts';
import type { Finding } from '../domain/finding.ts';
import type { ClusterFacts, HostFilter, VmFacts } from '../domain/inventory-facts.ts';
import type { Permission } from '../domain/permission.ts';
import type { Plan, PlanRequest } from '../domain/plan.ts';
import type { ReplicationJob } from '../domain/replication-job.ts';
import type { ComplianceStatus } from '../domain/storage-profile.ts';
import type { VmReason, VmWorkState } from '../domain/vm-change.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import type { VmWork } from '../ports/vm-change-store.ts';
import type { VmDiskView } from './vm-use-cases.ts';

/** One cluster with everything its row, its panel and the wizard show. */
export interface ClusterView {
  /** Only the hosts that the user may see. */
  readonly cluster: ClusterFacts;
  readonly state: ClusterState;
  readonly daemons: readonly Daemon[];
  /** Blockers, warnings and infos of setting the filter up, complete. */
  readonly findings: readonly Finding[];
  readonly selectable: Permission;
  readonly busyActivityId: string | null;
  /** Lowest ESXi version among the hosts; null when no host's version is known. */
  readonly lowestEsxiVersion: string | null;
  readonly bundleFlavor: BundleFlavor | null;
}

export interface StandaloneHostView {
  readonly daemon: Daemon;
  readonly datacenter: string;
  readonly findings: readonly Finding[];
}

export interface InventoryResult {
  readonly vcenter: { readonly vcGuid: string; readonly name: string; readonly apiVersion: string };
  readonly clusters: readonly ClusterView[];
  readonly standaloneHosts: readonly StandaloneHostView[];
  /** The newest bundle of each kit. */
  readonly latest: Readonly<Record<BundleFlavor, Bundle | null>>;
}

export interface ClusterSummaryResult {
  readonly cluster: ClusterFacts;
  readonly state: ClusterState;
  /** Whether VMs of this cluster can be the source of a real-time replication. */
  readonly protectable: Permission;
  readonly busyActivityId: string | null;
}

export interface VmDiskSummary extends VmDiskView {
  /** Null for a disk under no policy. */
  readonly compliance: ComplianceStatus | null;
}

export interface VmSummaryResult {
  readonly vm: VmFacts;
  readonly hostName: string | null;
  readonly filterOnHost: HostFilter | null;
  readonly protectable: Permission;
  /** Empty as well when storage policies cannot be read; `reasons` say so. */
  readonly disks: readonly VmDiskSummary[];
  /** What stands against assigning the filter's policy, to the machine or to single disks. */
  readonly reasons: readonly VmReason[];
  /** Jobs of the replication product, with the port of the journal service that they use. */
  readonly jobs: readonly {
    readonly name: string;
    readonly kind: ReplicationJob['kind'];
    readonly port: number;
  }[];
}

/**
 * Reading. Every answer holds only objects that the user may read; asking for one object that is unknown or that the user may not
 * read throws Problem `notFound`. All may throw Problem `unknownVcenter`, VimFault or VcenterUnreachable.
 */
export interface InventoryReader {
  inventory(user: AuthenticatedUser): Promise<InventoryResult>;
  cluster(user: AuthenticatedUser, clusterId: string): Promise<ClusterView>;
  clusterSummary(user: AuthenticatedUser, clusterId: string): Promise<ClusterSummaryResult>;
  hostSummary(user: AuthenticatedUser, hostId: string): Promise<Daemon>;
  vmSummary(user: AuthenticatedUser, vmId: string): Promise<VmSummaryResult>;
  /** Hosts of clusters; standalone hosts cannot carry the filter and are left out. */
  daemons(user: AuthenticatedUser): Promise<readonly Daemon[]>;
}

export interface PlanMaker {
  /** Changes nothing. Throws Problem `notFound` for a cluster that is unknown or that the user may not read. */
  plan(user: AuthenticatedUser, request: PlanRequest): Promise<Plan>;
  /** What has moved since the plan of that hash was made, in plain sentences. */
  moved(planHash: string, now: Plan): readonly string[];
}

export interface StartRequest extends PlanRequest {
  readonly planHash: string;
  readonly idempotencyKey: string;
}

export interface ActivityQueryByUser {
  readonly clusterId?: string;
  readonly limit: number;
}

export interface MachineQuery {
  readonly clusterId?: string | undefined;
  readonly state?: VmWorkState | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface ActivityUseCases {
  /**
   * Plans again and starts what the plan says; the same key gives the same activity again. Throws Problem `notFound`, `notPermitted`
   * (with findings), `clusterBusy` (with extension `activityId`), `planOutdated` or `planRefused` (with findings), in this order.
   */
  start(user: AuthenticatedUser, request: StartRequest): Promise<Activity>;
  /** Newest first; an activity shows only the clusters that the user may read, one without any is left out. */
  list(user: AuthenticatedUser, query: ActivityQueryByUser): Promise<readonly Activity[]>;
  /** Throws Problem `notFound`. */
  find(user: AuthenticatedUser, activityId: string): Promise<Activity>;
  /**
   * The machines whose storage policies it changes, in the order of cluster, name and id. `total` counts them all; a machine that the user
   * may not see is left out of `rows`, unless the user started the activity. Throws Problem `notFound`.
   */
  machines(
    user: AuthenticatedUser,
    activityId: string,
    query: MachineQuery,
  ): Promise<{ readonly total: number; readonly rows: readonly VmWork[] }>;
  /** Every recorded change, as the user may see it, beginning with the activities that are unfinished now. Never completes by itself. */
  changes(user: AuthenticatedUser): Observable<Activity>;
  queuePosition(activityId: string, clusterId: string): number | null;
}

/** What the context menu offers on one cluster. */
export interface ClusterActions {
  readonly clusterId: string;
  readonly setup: Permission;
  /** Denied as well where there is no older filter. */
  readonly update: Permission;
  /** Denied as well where there is no filter. */
  readonly remove: Permission;
}

export interface ActionOffers {
  /** One entry for each id, in the same order; a cluster that is unknown or unreadable is denied, never an error. */
  clusterActions(
    user: AuthenticatedUser,
    clusterIds: readonly string[],
  ): Promise<readonly ClusterActions[]>;
}

/** What the context menu offers on one virtual machine. */
export interface VmActions {
  readonly vmId: string;
  /** Whether it lacks the policy on some disk, and can get it as far as that shows without its disks. */
  readonly assign: boolean;
  /** Whether it has the policy on some disk, and can lose it. */
  readonly remove: boolean;
  /** Whether something stands against one of the two. */
  readonly blocked: boolean;
}

export interface VmActionOffers {
  /** One entry for each id, in the same order; a machine that is unknown or hidden is blocked, never an error. */
  vmActions(user: AuthenticatedUser, vmIds: readonly string[]): Promise<readonly VmActions[]>;
}
