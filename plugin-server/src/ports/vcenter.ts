import type { Observable } from 'rxjs';
import type {
  AcceptanceLevel,
  ClusterFacts,
  ClusterFilter,
  HostFacts,
  HostIssue,
  InventoryFacts,
  VmFacts,
} from '../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { VirtualDiskRef, VmState } from '../domain/virtual-disk.ts';
import type { HostMaintenance } from './host-maintenance.ts';
import type { StoragePolicies } from './storage-policies.ts';
import type { VmInventory } from './vm-inventory.ts';

/** How vCenter shall trust our HTTPS server when it fetches a bundle. */
export type BundleTrust =
  { readonly kind: 'pinned'; readonly certificatePem: string } | { readonly kind: 'trustedRoot' };

/** IoFilterManager, by question asked. Faults arrive as `VimFault`, a lost connection as `VcenterUnreachable`. */
export interface IoFilters {
  /** QueryIoFilterInfo of one cluster; the API has no bulk form. */
  installedOn(cluster: ManagedObjectReference): Promise<readonly ClusterFilter[]>;
  /** QueryIoFilterIssues: each host's trouble with the last operation. */
  issuesOf(filterId: string, cluster: ManagedObjectReference): Promise<readonly HostIssue[]>;
  /** InstallIoFilter_Task; resolves to vCenter's task. `trust` is left out of the request below API 8.0.3. */
  install(
    cluster: ManagedObjectReference,
    bundleUrl: string,
    trust: BundleTrust,
  ): Promise<ManagedObjectReference>;
  /** UpgradeIoFilter_Task. */
  upgrade(
    filterId: string,
    cluster: ManagedObjectReference,
    bundleUrl: string,
    trust: BundleTrust,
  ): Promise<ManagedObjectReference>;
  /** UninstallIoFilter_Task. InvalidState while DRS is off, FilterInUse (member `disk`) while disks have the filter. */
  uninstall(filterId: string, cluster: ManagedObjectReference): Promise<ManagedObjectReference>;
  /** QueryDisksUsingFilter: the disks of all the cluster's machines, running or not. NotFound when the filter is not on the cluster. */
  disksUsing(filterId: string, cluster: ManagedObjectReference): Promise<readonly VirtualDiskRef[]>;
  /** ResolveInstallationErrorsOnCluster_Task: goes on with the operation whose record is on the cluster. */
  resolveOnCluster(
    filterId: string,
    cluster: ManagedObjectReference,
  ): Promise<ManagedObjectReference>;
  /** ResolveInstallationErrorsOnHost_Task; the task is one on the host. */
  resolveOnHost(filterId: string, host: ManagedObjectReference): Promise<ManagedObjectReference>;
}

/** Bulk reads of the inventory: the number of calls does not grow with the number of objects (vCenter pages aside). */
export interface Inventory {
  read(): Promise<InventoryFacts>;
  /** Null when there is no such cluster or the service account cannot see it. */
  readCluster(cluster: ManagedObjectReference): Promise<ClusterFacts | null>;
  readVm(vm: ManagedObjectReference): Promise<VmFacts | null>;
  /** Many machines in one read; those that are gone or out of sight are left out, the others keep their order. */
  readVms(vms: readonly ManagedObjectReference[]): Promise<readonly VmState[]>;
  /** One host; `parent` tells its cluster, or a plain ComputeResource for a standalone host. Null like `readCluster`. */
  readHost(host: ManagedObjectReference): Promise<HostFacts | null>;
  /**
   * HostImageConfigGetAcceptance for many hosts. vSphere has no bulk form, so this asks host by host, a few at a time, and keeps the
   * answers for some minutes; keys are host ids. A host that cannot be asked gets `unknown`.
   */
  acceptanceLevels(
    hosts: readonly {
      readonly ref: ManagedObjectReference;
      readonly imageConfigManager: ManagedObjectReference | null;
    }[],
  ): Promise<ReadonlyMap<string, AcceptanceLevel>>;
}

/** A privilege that is missing on an object. */
export interface MissingPrivilege {
  readonly object: ManagedObjectReference;
  readonly privilege: string;
}

/** AuthorizationManager. One call answers for many objects. */
export interface Privileges {
  /** HasPrivilegeOnEntities for the user's session (`UserSession.key`). */
  missingForSession(
    sessionKey: string,
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]>;
  /**
   * HasUserPrivilegeOnEntities: the same for a user who has no session here, by the name as vCenter writes it (`DOMAIN\\name`). Nobody of
   * that name lacks everything.
   */
  missingForUser(
    userName: string,
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]>;
  /** The same for the session that this connection works under (the service account). */
  missingForServiceAccount(
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]>;
}

/** `TaskInfo`, as far as we need it. */
export interface TaskSnapshot {
  readonly ref: ManagedObjectReference;
  readonly name: string | null;
  readonly descriptionId: string;
  readonly entity: ManagedObjectReference | null;
  readonly state: 'queued' | 'running' | 'success' | 'error';
  readonly progress: number | null;
  readonly error: { readonly faultType: string; readonly message: string } | null;
  readonly queueTime: string;
  /** Whether vCenter offers to cancel it; a promise to try, not to succeed. */
  readonly cancelable: boolean;
  /** Whether somebody has asked to cancel it. */
  readonly cancelled: boolean;
}

/** TaskManager and Task. */
export interface Tasks {
  /**
   * Emits the task's state at once and at each change (property updates, not polling), completes after success or error.
   * Survives a session that expired and a vCenter that restarts; errors with VimFault ManagedObjectNotFound when the task is gone.
   */
  follow(task: ManagedObjectReference): Observable<TaskSnapshot>;
  /** Tasks on that entity queued at or after `since`, newest first; used to look before acting after a crash. */
  recentOn(entity: ManagedObjectReference, since: Date): Promise<readonly TaskSnapshot[]>;
  /** CreateTask of a type that our extension registered; shows in Recent Tasks. */
  create(
    entity: ManagedObjectReference,
    taskTypeId: string,
    initiatedBy: string,
  ): Promise<ManagedObjectReference>;
  setRunning(task: ManagedObjectReference): Promise<void>;
  /** UpdateProgress, 0 - 100. */
  setProgress(task: ManagedObjectReference, percent: number): Promise<void>;
  succeed(task: ManagedObjectReference): Promise<void>;
  fail(task: ManagedObjectReference, message: string): Promise<void>;
  /** CancelTask: asks vCenter to stop; the task ends later, with RequestCanceled if vCenter could. InvalidState when it is over, NotSupported when it is not cancelable. */
  cancel(task: ManagedObjectReference): Promise<void>;
  /** Opens a watch over many tasks at a time. */
  watchEnds(): TaskEnds;
}

/** Waits for the end of many tasks through one list view and one property filter, whatever their number. */
export interface TaskEnds {
  /**
   * Resolves when the task has ended, by success or error. Survives a session that expired and a vCenter that restarts; rejects with
   * VcenterUnreachable when vCenter is away and with VimFault ManagedObjectNotFound when the task is gone.
   */
  ended(task: ManagedObjectReference): Promise<TaskSnapshot>;
  /** Gives up what is still waited for: those promises reject with an Error. */
  close(): void;
}

/** Emits the cluster's hosts again whenever filter, connection or maintenance state of one of them changes. */
export interface HostWatch {
  watch(cluster: ManagedObjectReference): Observable<ClusterFacts>;
}

/** Everything the core asks of one vCenter, under its service account. */
export interface VcenterConnection {
  readonly vcGuid: string;
  readonly name: string;
  /** The vSphere API version agreed on with this vCenter, at most the newest that we know: `8.0.3.0`. */
  readonly apiVersion: string;
  /** The service account's user name as vCenter writes it. */
  readonly serviceAccount: string;
  /** The folder above everything; what a user may do everywhere is asked there. */
  readonly rootFolder: ManagedObjectReference;
  readonly ioFilters: IoFilters;
  readonly inventory: Inventory;
  readonly privileges: Privileges;
  readonly tasks: Tasks;
  readonly hostWatch: HostWatch;
  readonly hostMaintenance: HostMaintenance;
  readonly storagePolicies: StoragePolicies;
  readonly vms: VmInventory;
  /** What time vCenter's clock shows (CurrentTime). */
  currentTime(): Promise<Date>;
  /** Proves that vCenter answers and that the session holds (CurrentTime); VcenterUnreachable when it does not. */
  ping(): Promise<void>;
}

/** The vCenters that an administrator added. */
export interface Vcenters {
  list(): readonly { readonly vcGuid: string; readonly name: string }[];
  /** Opens (or reuses) the connection. Throws Problem `unknownVcenter` or VcenterUnreachable. */
  connect(vcGuid: string): Promise<VcenterConnection>;
}

interface User {
  readonly userName: string;
  readonly fullName: string;
  readonly vcGuid: string;
}

/** A logged-in vSphere Client user, authenticated by cloning the session. */
export interface SessionUser extends User {
  readonly sessionKey: string;
}

/** A vSphere user on whose behalf an API token acts. There is no session at vCenter; privileges are asked by the user's name. */
export interface TokenUser extends User {
  readonly sessionKey: null;
  readonly apiToken: { readonly id: string; readonly name: string };
}

/** Whoever acts. What they may do is always asked of vCenter, for the user that is named here. */
export type AuthenticatedUser = SessionUser | TokenUser;

/** Session token -> clone ticket -> CloneSession, cached and single-flight. */
export interface UserSessions {
  /** Throws Problem `notAuthenticated`, `cloneTicketRefused` or `unknownVcenter`, or VcenterUnreachable. */
  authenticate(sessionToken: string, vcGuid: string): Promise<SessionUser>;
}
