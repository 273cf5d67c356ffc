import type { HostFacts } from './inventory-facts.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import type { JobInTheWay, VmToDetach } from './plan.ts';
import type { ReplicationJob } from './replication-job.ts';
import type { VirtualDiskRef, VmState } from './virtual-disk.ts';
import { firstObstacle } from './vm-state-rules.ts';

/** Who uses the filter of one cluster, by the two witnesses there are: vCenter's list of disks and the registry of replication jobs. */
export interface FilterUsage {
  /** What QueryDisksUsingFilter answered. */
  readonly disks: readonly VirtualDiskRef[];
  /** Jobs with a machine in this cluster, or with one whose disks use its filter. */
  readonly jobs: readonly ReplicationJob[];
  /** The machines of those disks and jobs, as far as vCenter still knows them. */
  readonly vms: readonly VmState[];
  /** Machines, by id, that the user may not see. */
  readonly hiddenVmIds: ReadonlySet<string>;
  /** Machines, by id, whose devices an account may not edit. */
  readonly notEditable: {
    readonly user: ReadonlySet<string>;
    readonly serviceAccount: ReadonlySet<string>;
  };
  /** Whether the service account may read who has which storage policy; asked at the root of the inventory. */
  readonly policiesReadable: boolean;
}

export const UNUSED: FilterUsage = {
  disks: [],
  jobs: [],
  vms: [],
  hiddenVmIds: new Set(),
  notEditable: { user: new Set(), serviceAccount: new Set() },
  policiesReadable: true,
};

/** The jobs that use the filter, with the names of those of their machines that the user may see. */
export function jobsInTheWay(usage: FilterUsage): readonly JobInTheWay[] {
  const names = new Map(visibleVms(usage).map((vm) => [vm.ref.value, vm.name]));
  return usage.jobs
    .map(({ id, name, kind, vmIds }) => ({
      id,
      name,
      kind,
      vmNames: vmIds.flatMap((vmId) => names.get(vmId) ?? []).sort(),
    }))
    .sort((one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1));
}

/** The machines whose disks use the filter, as far as the user may see them, with what keeps their disks on it. */
export function vmsToDetach(
  usage: FilterUsage,
  hosts: readonly HostFacts[],
): readonly VmToDetach[] {
  const disks = new Map<string, number>();
  for (const { vm } of usage.disks) disks.set(vm.value, (disks.get(vm.value) ?? 0) + 1);
  const byId = new Map(hosts.map((host) => [host.ref.value, host]));
  return visibleVms(usage)
    .filter((vm) => disks.has(vm.ref.value))
    .map((vm) => ({
      id: vm.ref.value,
      name: vm.name,
      disks: disks.get(vm.ref.value) ?? 0,
      ...(obstacleOf(vm, byId.get(vm.host?.value ?? '') ?? null) ?? NO_OBSTACLE),
    }))
    .sort((one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1));
}

/** How many machines use the filter without the user being allowed to see them. */
export function hiddenVmCount(usage: FilterUsage): number {
  return new Set(
    usage.disks.map(({ vm }) => vm.value).filter((vmId) => usage.hiddenVmIds.has(vmId)),
  ).size;
}

function visibleVms({ vms, hiddenVmIds }: FilterUsage): readonly VmState[] {
  return vms.filter((vm) => !hiddenVmIds.has(vm.ref.value));
}

const NO_OBSTACLE = { blocked: null, remedy: null };

/** Why the disks of a machine cannot leave the filter now, by the rules that hold for taking a policy away; the jobs are told for the cluster. */
function obstacleOf(vm: VmState, host: HostFacts | null): ReturnType<typeof firstObstacle> {
  return firstObstacle({
    mode: 'unassign',
    vm,
    disks: null,
    host,
    clusterName: null,
    filter: { identities: [], filterClass: null },
    fate: 'goes',
  });
}

/** What is read of the users of a filter before it is known which of it concerns one cluster. */
export interface UsageFacts {
  readonly disks: readonly VirtualDiskRef[];
  readonly jobs: readonly ReplicationJob[];
  readonly vms: readonly VmState[];
}

/** The part of it that concerns a cluster: jobs and machines by where the machines run, disks as vCenter named them for this cluster. */
export function usageOn(
  hosts: readonly Pick<HostFacts, 'ref'>[],
  { disks, jobs, vms }: UsageFacts,
): UsageFacts {
  const hostIds = new Set(hosts.map(({ ref }) => ref.value));
  const concerned = new Set([
    ...disks.map(({ vm }) => vm.value),
    ...vms.filter(({ host }) => hostIds.has(host?.value ?? '')).map(({ ref }) => ref.value),
  ]);
  return {
    disks,
    jobs: jobs.filter(({ vmIds }) => vmIds.some((vmId) => concerned.has(vmId))),
    vms: vms.filter(({ ref }) => concerned.has(ref.value)),
  };
}

/** The machines that have to be read: those of the disks and those of the jobs. */
export function machinesOf(
  disks: readonly VirtualDiskRef[],
  jobs: readonly ReplicationJob[],
): readonly ManagedObjectReference[] {
  const ids = new Set([...disks.map(({ vm }) => vm.value), ...jobs.flatMap(({ vmIds }) => vmIds)]);
  return [...ids].map((value) => ({ type: 'VirtualMachine', value }));
}
