import type { FilterUsage } from '../src/domain/filter-usage.ts';
import { UNUSED } from '../src/domain/filter-usage.ts';
import type { ReplicationJob } from '../src/domain/replication-job.ts';
import type { VirtualDiskRef, VmState } from '../src/domain/virtual-disk.ts';

/** A running machine on host-1. @param number makes its id and name */
export function aVm(number: number, changes: Partial<VmState> = {}): VmState {
  return {
    ref: { type: 'VirtualMachine', value: `vm-${number}` },
    name: `web-${number}`,
    host: { type: 'HostSystem', value: 'host-1' },
    powerState: 'poweredOn',
    template: false,
    hasSnapshot: false,
    connectionState: 'connected',
    ...changes,
  };
}

/** A disk of the machine of that number. */
export function aDisk(vmNumber: number, diskKey = 2000): VirtualDiskRef {
  return { vm: { type: 'VirtualMachine', value: `vm-${vmNumber}` }, diskKey };
}

/** A replication job with the machines of these numbers. */
export function aJob(
  name: string,
  vmNumbers: readonly number[],
  changes: Partial<ReplicationJob> = {},
): ReplicationJob {
  return {
    id: `job-${name}`,
    vcGuid: 'guid',
    name,
    kind: 'replication',
    vmIds: vmNumbers.map((number) => `vm-${number}`),
    encrypted: false,
    updatedAt: '2025-03-01T09:00:00.000Z',
    ...changes,
  };
}

/** The first disk of each of these machines uses the filter. */
export function usedBy(vms: readonly VmState[], changes: Partial<FilterUsage> = {}): FilterUsage {
  return {
    ...UNUSED,
    disks: vms.map(({ ref }) => ({ vm: ref, diskKey: 2000 })),
    vms,
    ...changes,
  };
}
