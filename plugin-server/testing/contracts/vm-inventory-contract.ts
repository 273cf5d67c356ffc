import type { VmListing } from '../../src/domain/vm-listing.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

const UNKNOWN_VM = { type: 'VirtualMachine', value: 'vm-999999' };

/** What every implementation of VmInventory does. */
export function describeVmInventory(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: virtual machines`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    const listed = async (): Promise<VmListing | undefined> => {
      const { vms } = await subject.connection.vms.list();
      return vms.find(({ ref }) => ref.value === subject.vm.value);
    };

    it('lists every machine with what can be told without its devices', async () => {
      const vm = await listed();
      const hosts = (await subject.connection.inventory.readCluster(subject.cluster))?.hosts ?? [];

      expect(vm).toEqual(
        jasmine.objectContaining({
          ref: subject.vm,
          powerState: 'poweredOn',
          connectionState: 'connected',
          template: false,
          hasSnapshot: false,
          faultTolerant: false,
          encrypted: false,
        }),
      );
      expect(hosts.map(({ ref }) => ref.value)).toContain(vm?.host?.value ?? '');
      expect(vm?.diskCount).toBeGreaterThan(0);
      expect(vm?.changeVersion).not.toBeNull();
    });

    it('tells that a machine has a snapshot', async () => {
      const { vms } = await subject.connection.vms.list();

      const { vm } = subject.protected.snapshotDisk;
      expect(vms.find(({ ref }) => ref.value === vm.value)?.hasSnapshot).toBeTrue();
    });

    it('lists the folders that machines lie in, with their ways up to the datacenter', async () => {
      const { vms, folders } = await subject.connection.vms.list();

      const known = new Map(folders.map((folder) => [folder.ref.value, folder]));
      const top = (id: string): string => {
        const folder = known.get(id);
        if (folder === undefined) return 'unknown';
        return folder.parent === null ? folder.ref.type : top(folder.parent.value);
      };
      const inFolders = vms.flatMap(({ folder }) => (folder === null ? [] : [folder.value]));
      expect(inFolders.length).toBeGreaterThan(0);
      expect(new Set(inFolders.map(top))).toEqual(new Set(['Datacenter']));
    });

    it('reads some machines as it lists them, in the order asked, without those that are gone', async () => {
      const other = subject.protected.disk.vm;

      const read = await subject.connection.vms.read([other, UNKNOWN_VM, subject.vm]);

      expect(read.map(({ ref }) => ref)).toEqual([other, subject.vm]);
      expect(read[1]).toEqual(await listed());
      expect(await subject.connection.vms.read([])).toEqual([]);
    });

    it('reads the disks of machines, and leaves out machines that are gone', async () => {
      const { vm, diskKey } = subject.protected.disk;

      const machines = await subject.connection.vms.disks([vm, UNKNOWN_VM, subject.vm]);

      expect(machines.map((machine) => machine.vm)).toEqual([vm, subject.vm]);
      const disk = machines[0]?.disks.find(({ key }) => key === diskKey);
      expect(disk).toEqual(
        jasmine.objectContaining({
          label: 'Hard disk 1',
          kind: 'file',
          multiWriter: false,
          busSharing: 'none',
          encrypted: false,
        }),
      );
      expect(disk?.capacityBytes).toBeGreaterThan(1024 ** 3);
      expect(disk?.filterIds.length).toBe(1);
      expect(machines[1]?.disks.map(({ filterIds }) => filterIds.length)).not.toContain(1);
    });

    it('tells the same version of a configuration with the list and with the disks', async () => {
      const [machine] = await subject.connection.vms.disks([subject.vm]);

      expect(machine?.changeVersion).toBe((await listed())?.changeVersion ?? '');
      await subject.touchVm(subject.vm);
      expect((await listed())?.changeVersion).not.toBe(machine?.changeVersion ?? '');
    });

    it('tells the tags on machines', async () => {
      const tags = (await subject.connection.vms.tags()) ?? [];

      const { category, name: tagName } = subject.tag;
      const tag = tags.find((each) => each.name === tagName && each.category === category);
      expect(tag?.vmIds).toContain(subject.vm.value);
    });
  });
}
