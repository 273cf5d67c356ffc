import { samplePlan } from '../../../testing/sample-world.ts';
import type { ClusterPlan, PlanAction } from '../../domain/plan.ts';
import type { VmAction, VmChange } from '../../domain/vm-change.ts';
import { presentPlan } from './plan.ts';

const [row] = samplePlan.clusters;

function change(action: VmAction, number: number): VmChange {
  return {
    vm: { type: 'VirtualMachine', value: `vm-${number}` },
    name: `db${number}`,
    clusterId: 'domain-c8',
    action,
    disks: [],
    reasons: [],
  };
}

function summaryOf(action: PlanAction, ...actions: readonly VmAction[]): string | undefined {
  const policyChanges = actions.map(change);
  const clusters: readonly ClusterPlan[] =
    row === undefined ? [] : [{ ...row, action, policyChanges }];
  return presentPlan({ ...samplePlan, clusters }).clusters[0]?.summary;
}

describe('The sentence about a cluster of a plan', () => {
  it('tells what happens to the policies of its machines after the filter', () => {
    expect(summaryOf('update', 'assign', 'assign', 'skip')).toBe(
      'Update the I/O Filter from 2.2.0 to 2.3.4 on 1 host, assign the I/O Filter policy to 2 virtual machines.',
    );
  });

  it('says that the filter stays as it is when only policies change', () => {
    expect(summaryOf('skip', 'unassign')).toBe(
      'Leave the filter as it is, remove the I/O Filter policy from 1 virtual machine.',
    );
    expect(summaryOf('skip', 'restore', 'reapply')).toBe(
      'Leave the filter as it is, restore the storage policies of 1 virtual machine, re-apply the storage policy of 1 virtual machine.',
    );
  });

  it('says that there is nothing to do when all machines are as wished', () => {
    expect(summaryOf('skip', 'skip')).toBe(
      'Nothing to do: every virtual machine that can be changed is as wished.',
    );
    expect(summaryOf('skip')).toBe('Nothing to do: every host has the latest version.');
  });

  it('comes with all refused machines and the first thousand of the others', () => {
    const many = Array.from({ length: 1500 }, (_, number) => change('assign', number));
    const refused = Array.from({ length: 1200 }, (_, number) => change('refuse', 2000 + number));
    const clusters = row === undefined ? [] : [{ ...row, policyChanges: [...many, ...refused] }];
    const [shown] = presentPlan({ ...samplePlan, clusters }).clusters;
    expect([shown?.policyChanges.assign, shown?.policyChanges.refuse]).toEqual([1500, 1200]);
    expect(shown?.policyChanges.virtualMachines.length).toBe(2200);
    expect(shown?.policyChanges.virtualMachines[0]?.action).toBe('refuse');
  });
});
