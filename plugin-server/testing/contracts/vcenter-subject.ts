import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { VimFault } from '../../src/domain/vim-fault.ts';
import type { VirtualDiskRef } from '../../src/domain/virtual-disk.ts';
import type { ReconfigurableVm } from '../../src/ports/storage-policies.ts';
import type { BundleTrust, Tasks, VcenterConnection } from '../../src/ports/vcenter.ts';

/**
 * A vCenter to hold an implementation of the ports against. A fresh one is made for each spec. The names say what the objects have to be:
 * - `cluster`: ESXi 8.0.x, managed with baselines, at least two connected hosts at Community level, no filter of ours;
 * - `partnerCluster`: the same, but its `partnerHost` is at Partner level;
 * - `disconnectedHost`: in some cluster; `standaloneHost`: in none, `standaloneResource` is its parent;
 * - `vm`: a running VM of `cluster` with a disk 2000 under no policy, whose other hosts could take it; DRS is fully automated there;
 * - `vm` lies in a folder and carries the tag `tag`;
 * - `protected`: a disk with the bundle's filter on it, in a machine without snapshot, and its cluster, DRS fully automated.
 */
export interface VcenterSubject {
  readonly connection: VcenterConnection;
  /** An offline bundle that this vCenter can fetch, with a Community level VIB for its hosts. */
  readonly bundle: {
    readonly url: string;
    readonly trust: BundleTrust;
    readonly name: string;
    readonly vendor: string;
    readonly vibVersion: string;
  };
  readonly cluster: ManagedObjectReference;
  readonly partnerCluster: ManagedObjectReference;
  readonly partnerHost: ManagedObjectReference;
  readonly disconnectedHost: ManagedObjectReference;
  readonly standaloneHost: ManagedObjectReference;
  readonly standaloneResource: ManagedObjectReference;
  readonly vm: ManagedObjectReference;
  readonly tag: { readonly category: string; readonly name: string };
  readonly protected: {
    readonly cluster: ManagedObjectReference;
    readonly disk: VirtualDiskRef;
    /** The policy that put the filter there. */
    readonly policy: { readonly id: string; readonly name: string };
    /** A disk without the filter, in another machine of the cluster that has a snapshot. */
    readonly snapshotDisk: VirtualDiskRef;
  };
  /** `UserSession.key` of one who may do everything, and of one who may read everything but lacks Host.Config.Patch. */
  readonly sessions: { readonly administrator: string; readonly operator: string };
  /** The names of the same two users, as vCenter writes them. */
  readonly users: { readonly administrator: string; readonly operator: string };
  /** A task type that is registered. */
  readonly taskTypeId: string;
  /** Takes the connection of vCenter to a host away, or gives it back. */
  disconnectHost(host: ManagedObjectReference): Promise<void>;
  reconnectHost(host: ManagedObjectReference): Promise<void>;
  setDrs(
    cluster: ManagedObjectReference,
    level: 'off' | 'manual' | 'fullyAutomated',
  ): Promise<void>;
  /** What somebody else does: the machine's configuration has another version afterwards. */
  touchVm(vm: ManagedObjectReference): Promise<void>;
  /** Ends all sessions at vCenter. */
  expireSessions(): Promise<void>;
  /** Lets vCenter be away for a moment. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Makes a subject; called before each spec. */
export type MakeSubject = () => Promise<VcenterSubject>;

export const UNKNOWN_CLUSTER: ManagedObjectReference = {
  type: 'ClusterComputeResource',
  value: 'domain-c999999',
};

/** Reads a machine and puts some of its disks under policies. */
export async function assign(
  { storagePolicies }: VcenterConnection,
  vm: ManagedObjectReference,
  disks: Parameters<ReconfigurableVm['assign']>[0],
): Promise<ManagedObjectReference> {
  const [machine] = await storagePolicies.reconfigurable([vm]);
  if (machine === undefined) throw new Error(`${vm.value} cannot be reconfigured.`);
  return machine.assign(disks);
}

/** The last state of a task. */
export function endOf(
  tasks: Tasks,
  task: ManagedObjectReference,
): Promise<{ readonly state: string; readonly faultType: string | null }> {
  return new Promise((resolve, reject) => {
    let last = { state: 'none', faultType: null as string | null };
    tasks.follow(task).subscribe({
      next: ({ state, error }) => (last = { state, faultType: error?.faultType ?? null }),
      error: reject,
      complete: () => resolve(last),
    });
  });
}

/** The type of the fault, whether vCenter answered it at once or left it in the task: both are allowed and mean the same. */
export async function faultOf(
  tasks: Tasks,
  request: Promise<ManagedObjectReference>,
): Promise<string | null> {
  try {
    return (await endOf(tasks, await request)).faultType;
  } catch (error) {
    // Expected: the fault that the spec is about.
    if (error instanceof VimFault) return error.type;
    throw error;
  }
}
