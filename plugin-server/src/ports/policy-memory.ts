import type { DiskPolicy } from '../domain/virtual-disk.ts';

/** Which activity on which cluster a record belongs to. */
export interface PolicyRecordOwner {
  readonly vcGuid: string;
  readonly clusterId: string;
  readonly activityId: string;
}

/** The policy that a disk was under before an activity changed its cluster. */
export interface RecordedPolicy extends DiskPolicy {
  readonly activityId: string;
  readonly vmName: string;
  /** ISO 8601 in UTC. */
  readonly recordedAt: string;
}

/** Durable memory of who had which storage policy, so that it can be restored. */
export interface PolicyMemory {
  /**
   * Records what the disks are under. A disk that this activity has recorded before keeps its first record, since what it is under by now
   * may be our own doing.
   */
  record(owner: PolicyRecordOwner, rows: readonly Omit<RecordedPolicy, 'activityId'>[]): void;
  /** Of one cluster, newest activity first, then in the order of the machines and disks. */
  recorded(vcGuid: string, clusterId: string): readonly RecordedPolicy[];
}
