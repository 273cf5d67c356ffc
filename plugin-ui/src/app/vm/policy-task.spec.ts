import { vcGuid } from '../../testing/contract-builders';
import { clusterObject, machineObjects } from '../../testing/fake-client-sdk';
import { vcenterTasks } from './policy-task';

describe('what the dialog about storage policies is opened for', () => {
  it('is said by the menu in the address, and by the selected machines', () => {
    expect(vcenterTasks('remove', undefined, machineObjects('vm-1', 'vm-2'))).toEqual([
      {
        vcGuid,
        task: {
          mode: 'remove',
          machines: [
            { vmId: 'vm-1', diskKeys: null },
            { vmId: 'vm-2', diskKeys: null },
          ],
        },
      },
    ]);
  });

  it('is one task for each vCenter that machines of the selection belong to', () => {
    const other = { type: 'VirtualMachine', moid: 'vm-1', vcGuid: 'other' };
    const tasks = vcenterTasks(null, undefined, [...machineObjects('vm-1'), other]);

    expect(tasks.map((each) => each.vcGuid)).toEqual([vcGuid, 'other']);
    expect(tasks.map(({ task }) => task.mode)).toEqual(['assign', 'assign']);
  });

  it('is what our own views hand over, whatever is selected', () => {
    const machines = [{ vmId: 'vm-9', diskKeys: [2000] }];
    const restore = { mode: 'restore', activityId: 'a', clusterIds: ['domain-c8'] } as const;
    const reapply = { mode: 'reapply', profileId: 'p-1' } as const;
    const tasksOf = (task: object) =>
      vcenterTasks('assign', { vcGuid, ...task }, machineObjects('vm-1')).map(
        ({ task: one }) => one,
      );

    expect(tasksOf({ mode: 'remove', machines })).toEqual([{ mode: 'remove', machines }]);
    expect(tasksOf(restore)).toEqual([restore]);
    expect(tasksOf(reapply)).toEqual([reapply]);
  });

  it('is nothing without a machine, and nothing that cannot be read', () => {
    expect(vcenterTasks('assign', undefined, [clusterObject()])).toEqual([]);
    expect(vcenterTasks('assign', { vcGuid, mode: 'reapply', profileId: 7 }, [])).toEqual([]);
    expect(
      vcenterTasks(null, { vcGuid, mode: 'assign', machines: [{ vmId: 7, diskKeys: null }] }, []),
    ).toEqual([{ vcGuid, task: { mode: 'assign', machines: [] } }]);
  });
});
