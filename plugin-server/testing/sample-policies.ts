import type { VmWork } from '../src/ports/vm-change-store.ts';
import type {
  PolicyUseCases,
  PolicyView,
  RestorePointUseCases,
} from '../src/services/policy-use-cases.ts';
import type { VmActionOffers, VmSummaryResult } from '../src/services/use-cases.ts';
import { SAMPLE_ACTIVITY_ID } from './sample-world.ts';

/** The filter's own policy, with two disks under it. */
export const samplePolicyView: PolicyView = {
  profile: {
    profileId: 'a1b2c3',
    name: 'Real-Time Replication I/O Filter',
    description: 'Puts the I/O filter samplefilter on virtual disks.',
    category: 'REQUIREMENT',
    ruleSets: [],
    lineOfService: null,
    systemCreatedType: null,
  },
  kind: 'filter',
  isDefault: true,
  filterName: 'samplefilter',
  otherRules: [],
  orphaned: false,
  vms: 1,
  disks: 2,
  compliance: { compliant: 1, nonCompliant: 0, outOfDate: 1, notApplicable: 0, unknown: 0 },
};

/** One machine of the sample activity, which failed. */
export const sampleVmWork: VmWork = {
  activityId: SAMPLE_ACTIVITY_ID,
  vm: { type: 'VirtualMachine', value: 'vm-42' },
  name: 'db1',
  clusterId: 'domain-c8',
  action: 'assign',
  state: 'failed',
  disks: [
    {
      diskKey: 2000,
      label: 'Hard disk 1',
      from: null,
      to: { kind: 'filter' },
      toName: 'Real-Time Replication I/O Filter',
    },
  ],
  taskId: 'task-2',
  attempt: 1,
  problem: {
    code: 'vmSnapshot',
    title: 'The virtual machine has snapshots',
    detail: 'db1 has snapshots.',
    remedy: 'Delete all snapshots.',
    rawFault: 'InvalidState',
  },
  finishedAt: '2025-03-01T10:05:00.000Z',
};

/** What the card of a machine shows of its disks. */
export const sampleVmPolicies: Pick<VmSummaryResult, 'disks' | 'reasons' | 'jobs'> = {
  disks: [
    {
      disk: {
        key: 2000,
        label: 'Hard disk 1',
        capacityBytes: 42_949_672_960,
        kind: 'physicalRdm',
        multiWriter: false,
        busSharing: 'none',
        filterIds: [],
        encrypted: false,
      },
      policyKind: 'other',
      policyName: 'Gold',
      filterAttached: false,
      compliance: 'compliant',
    },
  ],
  reasons: [
    {
      code: 'physicalRdm',
      reason: 'Hard disk 1 of db1 is a raw device mapping in physical mode.',
      remedy: 'Leave this disk out.',
      diskKey: 2000,
    },
  ],
  jobs: [{ name: 'Shop', kind: 'replication', port: 33092 }],
};

/** vm-42 can get the policy, vm-43 can lose it, the others can do neither. */
export const sampleVmOffers: VmActionOffers = {
  vmActions: (_user, vmIds) =>
    Promise.resolve(
      vmIds.map((vmId) => ({
        vmId,
        assign: vmId === 'vm-42',
        remove: vmId === 'vm-43',
        blocked: vmId !== 'vm-42' && vmId !== 'vm-43',
      })),
    ),
};

/** Storage policies as the sample world answers them. */
export function samplePolicies(): {
  readonly policies: PolicyUseCases;
  readonly restorePoints: RestorePointUseCases;
} {
  return {
    policies: {
      list: () =>
        Promise.resolve({
          policies: [samplePolicyView],
          defaultName: 'Real-Time Replication I/O Filter',
        }),
      remove: (_user, profileIds) =>
        Promise.resolve(
          profileIds.map((profileId) => ({
            profileId,
            name: 'Real-Time Replication I/O Filter',
            deleted: false,
            reason: 'Virtual disks are under this policy.',
            rawFault: null,
          })),
        ),
    },
    restorePoints: {
      list: () =>
        Promise.resolve([
          {
            activityId: SAMPLE_ACTIVITY_ID,
            activityTitle: 'Remove I/O Filter from Production',
            clusterId: 'domain-c8',
            clusterName: 'Production',
            recordedAt: '2025-03-01T10:00:00.000Z',
            vms: 1,
            disks: 2,
            differs: 2,
          },
        ]),
    },
  };
}
