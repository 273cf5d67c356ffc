import type { VmPageReader, VmRowView } from '../src/services/vm-use-cases.ts';
import { sampleCluster, sampleHost } from './sample-world.ts';

/** A machine with one disk under the filter's policy. */
export const sampleRow: VmRowView = {
  vm: {
    listing: {
      ref: { type: 'VirtualMachine', value: 'vm-42' },
      name: 'db1',
      host: sampleHost.ref,
      powerState: 'poweredOn',
      template: false,
      hasSnapshot: true,
      connectionState: 'connected',
      folder: { type: 'Folder', value: 'group-v7' },
      changeVersion: '2026-01-15T08:00:00.000000Z',
      faultTolerant: false,
      encrypted: false,
      diskCount: 1,
    },
    lowerName: 'db1',
    host: sampleHost,
    cluster: sampleCluster,
    filterPolicies: new Map([[2000, 'policy-1']]),
    policyState: 'all',
  },
  hostName: sampleHost.name,
  folder: ['Databases'],
  eligible: false,
  reasons: [
    { code: 'snapshot', reason: 'db1 has snapshots.', remedy: 'Delete them.', diskKey: null },
    { code: 'multiWriter', reason: 'Hard disk 1 is shared.', remedy: 'Leave it.', diskKey: 2000 },
  ],
  disks: [
    {
      disk: {
        key: 2000,
        label: 'Hard disk 1',
        capacityBytes: 42_949_672_960,
        kind: 'file',
        multiWriter: true,
        busSharing: 'none',
        filterIds: ['SMP_samplefilter'],
        encrypted: false,
      },
      policyKind: 'filter',
      policyName: 'Sample policy',
      filterAttached: true,
    },
  ],
};

/** Answers the sample machine, whatever is asked. */
export function samplePages(): VmPageReader {
  const asOf = new Date('2026-01-15T09:00:00.000Z');
  return {
    page: () =>
      Promise.resolve({ rows: [sampleRow], matching: 1, total: 2, asOf, disksPending: 0 }),
    selection: () => Promise.resolve({ vms: [sampleRow.vm], leftOut: 1 }),
    possibilities: () =>
      Promise.resolve([
        {
          vmId: sampleRow.vm.listing.ref.value,
          policyState: sampleRow.vm.policyState,
          assignable: true,
          unassignable: true,
        },
      ]),
    filterChoices: () =>
      Promise.resolve({
        folders: [{ id: 'group-v7', path: ['Databases'] }],
        tags: [{ id: 'tag-1', name: 'Gold', category: 'Tier', vms: 1 }],
      }),
  };
}
