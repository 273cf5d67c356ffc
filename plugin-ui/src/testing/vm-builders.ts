import type { RestorePoint, StoragePolicy } from '@contract/storage-policy';
import type { PlannedPolicy, PolicyChanges, VmChange } from '@contract/plan';
import type {
  VmDisk,
  VmFilterChoices,
  VmPage,
  VmReason,
  VmRow,
  VmSelection,
  VmWork,
} from '@contract/virtual-machine';

const GIB = 1024 ** 3;

export function aVmReason(over: Partial<VmReason> = {}): VmReason {
  return {
    code: 'snapshot',
    reason: 'It has a snapshot.',
    remedy: 'Delete its snapshots.',
    diskKey: null,
    ...over,
  };
}

export function aVmDisk(over: Partial<VmDisk> = {}): VmDisk {
  return {
    key: 2000,
    label: 'Hard disk 1',
    capacityBytes: 40 * GIB,
    policyKind: 'default',
    policyName: null,
    filterAttached: false,
    reasons: [],
    ...over,
  };
}

/** A disk under the filter's policy. */
export function aFilteredDisk(over: Partial<VmDisk> = {}): VmDisk {
  return aVmDisk({
    policyKind: 'filter',
    policyName: 'Real-Time Replication I/O Filter',
    filterAttached: true,
    ...over,
  });
}

export function aVmRow(over: Partial<VmRow> = {}): VmRow {
  return {
    id: 'vm-1',
    name: 'db-01',
    clusterId: 'domain-c8',
    clusterName: 'Production',
    hostName: 'esx-01.lab.example',
    folder: ['Databases'],
    powerState: 'poweredOn',
    policyState: 'none',
    eligible: true,
    reasons: [],
    diskCount: 1,
    disks: [aVmDisk()],
    ...over,
  };
}

export function aVmPage(rows: readonly VmRow[], over: Partial<VmPage> = {}): VmPage {
  return {
    rows: [...rows],
    matching: rows.length,
    total: rows.length,
    asOf: '2026-01-15T10:00:00.000Z',
    disksPending: 0,
    ...over,
  };
}

/** What a selection by these rows answers. */
export function aVmSelection(rows: readonly VmRow[], leftOut = 0): VmSelection {
  return {
    vms: rows.map(({ id, name, clusterId, policyState }) => ({ id, name, clusterId, policyState })),
    leftOut,
  };
}

export function someFilterChoices(over: Partial<VmFilterChoices> = {}): VmFilterChoices {
  return {
    folders: [{ id: 'group-v1', path: ['Berlin', 'Databases'] }],
    tags: [{ id: 'tag-1', name: 'Gold', category: 'Tier', vms: 2 }],
    ...over,
  };
}

export function aVmChange(over: Partial<VmChange> = {}): VmChange {
  return {
    id: 'vm-1',
    name: 'db-01',
    clusterId: 'domain-c8',
    action: 'assign',
    disks: [
      {
        key: 2000,
        label: 'Hard disk 1',
        fromName: null,
        toName: 'Real-Time Replication I/O Filter',
      },
    ],
    reasons: [],
    ...over,
  };
}

export function somePolicyChanges(over: Partial<PolicyChanges> = {}): PolicyChanges {
  return {
    assign: 0,
    unassign: 0,
    restore: 0,
    reapply: 0,
    skip: 0,
    refuse: 0,
    virtualMachines: [],
    ...over,
  };
}

export function aPlannedPolicy(over: Partial<PlannedPolicy> = {}): PlannedPolicy {
  return {
    kind: 'filter',
    name: 'Real-Time Replication I/O Filter',
    baseName: null,
    profileId: null,
    disks: 1,
    warnings: [],
    ...over,
  };
}

export function aVmWork(over: Partial<VmWork> = {}): VmWork {
  return {
    vmId: 'vm-1',
    vmName: 'db-01',
    clusterId: 'domain-c8',
    action: 'assign',
    state: 'succeeded',
    disks: [
      {
        key: 2000,
        label: 'Hard disk 1',
        fromName: null,
        toName: 'Real-Time Replication I/O Filter',
      },
    ],
    problem: null,
    finishedAt: '2026-01-15T10:00:05.000Z',
    ...over,
  };
}

export function aFailedVmWork(over: Partial<VmWork> = {}): VmWork {
  return aVmWork({
    state: 'failed',
    problem: {
      code: 'vmBusy',
      title: 'The virtual machine is busy',
      detail: 'Another task is at work on it.',
      remedy: 'Try again when that task has ended.',
      rawFault: '<TaskInProgress/>',
    },
    ...over,
  });
}

export function aStoragePolicy(over: Partial<StoragePolicy> = {}): StoragePolicy {
  return {
    profileId: 'profile-1',
    name: 'Real-Time Replication I/O Filter',
    description: '',
    kind: 'filter',
    isDefault: true,
    filterName: 'rtrfilter',
    otherRules: [],
    orphaned: false,
    vms: 3,
    disks: 5,
    compliance: { compliant: 5, nonCompliant: 0, outOfDate: 0, notApplicable: 0, unknown: 0 },
    ...over,
  };
}

/** A policy that nobody uses. */
export function anUnusedPolicy(over: Partial<StoragePolicy> = {}): StoragePolicy {
  return aStoragePolicy({
    vms: 0,
    disks: 0,
    compliance: { compliant: 0, nonCompliant: 0, outOfDate: 0, notApplicable: 0, unknown: 0 },
    ...over,
  });
}

export function aRestorePoint(over: Partial<RestorePoint> = {}): RestorePoint {
  return {
    activityId: '7f1c2d3e-4b5a-4c6d-8e7f-901234567890',
    activityTitle: 'Remove I/O Filter from Production',
    clusterId: 'domain-c8',
    clusterName: 'Production',
    recordedAt: '2026-01-15T10:00:00.000Z',
    vms: 3,
    disks: 5,
    differs: 4,
    ...over,
  };
}
