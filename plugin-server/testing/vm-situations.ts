import type { HostFacts, HostFilter } from '../src/domain/inventory-facts.ts';
import type { EligibilityQuestion } from '../src/domain/vm-eligibility.ts';
import type { VmDisk, VmDisks, VmListing } from '../src/domain/vm-listing.ts';
import { aHost, aHostFilter } from './inventory-builders.ts';
import { aVm } from './usage-builders.ts';

/** A running machine with one disk on host-1. @param number makes its id and name */
export function aListing(number: number, changes: Partial<VmListing> = {}): VmListing {
  return {
    ...aVm(number),
    folder: null,
    changeVersion: '1',
    faultTolerant: false,
    encrypted: false,
    diskCount: 1,
    ...changes,
  };
}

/** A plain disk of 40 GiB without filters. @param index 0 is `Hard disk 1` with the key 2000 */
export function aVmDisk(index = 0, changes: Partial<VmDisk> = {}): VmDisk {
  return {
    key: 2000 + index,
    label: `Hard disk ${index + 1}`,
    capacityBytes: 40 * 1024 ** 3,
    kind: 'file',
    multiWriter: false,
    busSharing: 'none',
    filterIds: [],
    encrypted: false,
    ...changes,
  };
}

/** The disks of the machine of that number; one plain disk when none are given. */
export function disksOf(
  number: number,
  disks: readonly VmDisk[] = [aVmDisk()],
  changes: Partial<VmDisks> = {},
): VmDisks {
  return {
    vm: { type: 'VirtualMachine', value: `vm-${number}` },
    changeVersion: '1',
    reconfigurable: true,
    disks,
    ...changes,
  };
}

/** A host that carries our filter in working order. */
export function aFilteredHost(number: number, changes: Partial<HostFacts> = {}): HostFacts {
  return aHost(number, { filters: [aHostFilter()], ...changes });
}

/** Somebody else's filter of our class. */
export const OTHER_FILTER: HostFilter = aHostFilter({
  id: 'ACM_acmereplica_2.0.0',
  name: 'acmereplica',
  vendor: 'ACM',
});

/** A machine that can get the filter, and lose it. */
export function aQuestion(changes: Partial<EligibilityQuestion> = {}): EligibilityQuestion {
  return {
    mode: 'assign',
    vm: aListing(1),
    disks: disksOf(1),
    host: aFilteredHost(1),
    clusterName: 'Cluster 1',
    filter: { identities: [{ name: 'samplefilter', vendor: 'SMP' }], filterClass: null },
    fate: 'stays',
    ...changes,
  };
}
