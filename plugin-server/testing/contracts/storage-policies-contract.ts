import type { WantedPolicy } from '../../src/domain/virtual-disk.ts';
import { endOf, faultOf } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

const DEFAULT: WantedPolicy = { kind: 'default' };

/** What every implementation of StoragePolicies does. */
export function describeStoragePolicies(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: storage policies`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    const under = async (policy: WantedPolicy): Promise<string> => {
      const { storagePolicies, tasks } = subject.connection;
      const { vm, diskKey } = subject.protected.disk;
      const task = await storagePolicies.assign(vm, [{ diskKey, policy }]);
      return (await endOf(tasks, task)).state;
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
      const { storagePolicies, tasks } = subject.connection;
      const { policy, snapshotDisk } = subject.protected;
      const wanted = { kind: 'defined', profileId: policy.id } as const;

      const assigned = storagePolicies.assign(snapshotDisk.vm, [
        { diskKey: snapshotDisk.diskKey, policy: wanted },
      ]);

      expect(await faultOf(tasks, assigned)).toBe('InvalidState');
    });

    it('refuses a disk that the machine does not have', async () => {
      const { storagePolicies, tasks } = subject.connection;
      const assigned = storagePolicies.assign(subject.vm, [{ diskKey: 2999, policy: DEFAULT }]);

      expect(await faultOf(tasks, assigned)).toBe('InvalidArgument');
    });

    it('refuses a policy that is not there', async () => {
      const { storagePolicies, tasks } = subject.connection;
      const wanted = {
        kind: 'defined',
        profileId: '00000000-0000-4000-8000-000000000000',
      } as const;
      const assigned = storagePolicies.assign(subject.vm, [{ diskKey: 2000, policy: wanted }]);

      expect(await faultOf(tasks, assigned)).toBe('InvalidArgument');
    });

    it('does not know a machine that is not there', async () => {
      const unknown = { type: 'VirtualMachine', value: 'vm-999999' };
      const assigned = subject.connection.storagePolicies.assign(unknown, [
        { diskKey: 2000, policy: DEFAULT },
      ]);

      await expectAsync(assigned).toBeRejectedWith(
        jasmine.objectContaining({ type: 'ManagedObjectNotFound' }),
      );
    });
  });
}
