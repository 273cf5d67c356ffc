import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type { WantedPolicy } from '../../src/domain/virtual-disk.ts';
import { assign, endOf, faultOf } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

const DEFAULT: WantedPolicy = { kind: 'default' };

/** What every implementation of StoragePolicies does with machines and their disks. */
export function describeStoragePolicies(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: storage policies of disks`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    const under = async (policy: WantedPolicy): Promise<string> => {
      const { connection } = subject;
      const { vm, diskKey } = subject.protected.disk;
      const task = await assign(connection, vm, [{ diskKey, policy }]);
      return (await endOf(connection.tasks, task)).state;
    };
    const refusal = (
      vm: ManagedObjectReference,
      diskKey: number,
      policy: WantedPolicy,
    ): Promise<string | null> => {
      const { connection } = subject;
      return faultOf(connection.tasks, assign(connection, vm, [{ diskKey, policy }]));
    };
    const isFiltered = async (): Promise<boolean> => {
      const { ioFilters } = subject.connection;
      const { cluster, disk } = subject.protected;
      const listed = await ioFilters.installedOn(cluster);
      const id = listed.find((filter) => filter.name === subject.bundle.name)?.id ?? '';
      const disks = await ioFilters.disksUsing(id, cluster);
      return disks.some((each) => each.vm.value === disk.vm.value && each.diskKey === disk.diskKey);
    };

    it('tells the policy of each disk, and none for a disk that has none', async () => {
      const { disk, policy } = subject.protected;
      const free = { vm: subject.vm, diskKey: 2000 };

      const policies = await subject.connection.storagePolicies.associated([free, disk]);

      expect(policies).toEqual([
        { ...free, profileId: null, profileName: null },
        { ...disk, profileId: policy.id, profileName: policy.name },
      ]);
    });

    it("takes the filter off a disk that comes under the datastore's default", async () => {
      const { disk } = subject.protected;

      const state = await under(DEFAULT);

      expect(state).toBe('success');
      expect(await isFiltered()).toBeFalse();
      expect(await subject.connection.storagePolicies.associated([disk])).toEqual([
        { ...disk, profileId: null, profileName: null },
      ]);
    });

    it('puts the filter on a disk that comes under its policy', async () => {
      const { disk, policy } = subject.protected;
      await under(DEFAULT);

      const state = await under({ kind: 'defined', profileId: policy.id });

      expect(state).toBe('success');
      expect(await isFiltered()).toBeTrue();
      expect(await subject.connection.storagePolicies.associated([disk])).toEqual([
        { ...disk, profileId: policy.id, profileName: policy.name },
      ]);
    });

    it('refuses to put the filter on a machine with a snapshot', async () => {
      const { policy, snapshotDisk } = subject.protected;
      const wanted = { kind: 'defined', profileId: policy.id } as const;

      const fault = await refusal(snapshotDisk.vm, snapshotDisk.diskKey, wanted);

      expect(fault).toBe('InvalidState');
    });

    it('refuses a disk that the machine does not have', async () => {
      expect(await refusal(subject.vm, 2999, DEFAULT)).toBe('InvalidArgument');
    });

    it('refuses a policy that is not there', async () => {
      const profileId = '00000000-0000-4000-8000-000000000000';

      expect(await refusal(subject.vm, 2000, { kind: 'defined', profileId })).toBe(
        'InvalidArgument',
      );
    });

    it('tells the disks of machines that can be reconfigured, and leaves out those that are gone', async () => {
      const { storagePolicies, vms } = subject.connection;
      const refs = [UNKNOWN_VM, subject.protected.disk.vm, subject.vm];

      const machines = await storagePolicies.reconfigurable(refs);

      const facts = machines.map(({ vm, changeVersion, reconfigurable, disks }) => {
        return { vm, changeVersion, reconfigurable, disks };
      });
      expect(facts).toEqual([...(await vms.disks(refs.slice(1)))]);
      expect(machines.map(({ vm }) => vm)).toEqual(refs.slice(1));
      expect(machines.every(({ reconfigurable }) => reconfigurable)).toBeTrue();
    });

    it('refuses an assignment when somebody changed the machine since it was read', async () => {
      const { storagePolicies, tasks } = subject.connection;
      const { vm, diskKey } = subject.protected.disk;
      const [machine] = await storagePolicies.reconfigurable([vm]);
      await subject.touchVm(vm);

      const assigned = machine?.assign([{ diskKey, policy: DEFAULT }]);

      expect(await faultOf(tasks, assigned ?? Promise.reject(new Error('no machine')))).toBe(
        'ConcurrentAccess',
      );
      expect(await isFiltered()).toBeTrue();
    });

    it('gives the configuration another version with each assignment', async () => {
      const { storagePolicies } = subject.connection;
      const { vm } = subject.protected.disk;
      const [before] = await storagePolicies.reconfigurable([vm]);
      await under(DEFAULT);

      const [after] = await storagePolicies.reconfigurable([vm]);

      expect(after?.changeVersion).not.toBe(before?.changeVersion ?? '');
      expect(before?.disks.find(({ key }) => key === 2000)?.filterIds.length).toBe(1);
      expect(after?.disks.find(({ key }) => key === 2000)?.filterIds).toEqual([]);
    });
  });
}

const UNKNOWN_VM = { type: 'VirtualMachine', value: 'vm-999999' };
