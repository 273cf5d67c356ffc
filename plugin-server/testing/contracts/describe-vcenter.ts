import { describeFilterRemoval } from './filter-removal-contract.ts';
import { describeHostMaintenance } from './host-maintenance-contract.ts';
import { describeHostWatch } from './host-watch-contract.ts';
import { describeInventory } from './inventory-contract.ts';
import { describeIoFilters } from './io-filters-contract.ts';
import { describePrivileges } from './privileges-contract.ts';
import { describePolicyContents } from './policy-contents-contract.ts';
import { describeStoragePolicies } from './storage-policies-contract.ts';
import { describeTaskEnds } from './task-ends-contract.ts';
import { describeTasks } from './tasks-contract.ts';
import type { MakeSubject } from './vcenter-subject.ts';
import { describeVmInventory } from './vm-inventory-contract.ts';

/** Holds a whole connection against all contracts of the ports. */
export function describeVcenter(name: string, makeSubject: MakeSubject): void {
  describeIoFilters(name, makeSubject);
  describeFilterRemoval(name, makeSubject);
  describeHostMaintenance(name, makeSubject);
  describeInventory(name, makeSubject);
  describePrivileges(name, makeSubject);
  describePolicyContents(name, makeSubject);
  describeStoragePolicies(name, makeSubject);
  describeTasks(name, makeSubject);
  describeTaskEnds(name, makeSubject);
  describeVmInventory(name, makeSubject);
  describeHostWatch(name, makeSubject);
}
