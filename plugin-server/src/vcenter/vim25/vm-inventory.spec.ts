import { startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { VmDisk, VmListing } from '../../domain/vm-listing.ts';
import type { VcenterConnection } from '../../ports/vcenter.ts';

describe('VimVmInventory', () => {
  let bed: SimulatedVcenter;
  let connection: VcenterConnection;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    connection = await bed.connect();
    bed.vcenter.control.clearCalls();
  });

  afterEach(async () => {
    await bed.close();
  });

  const called = (): readonly string[] => bed.vcenter.control.calls().map(({ method }) => method);
  const listed = async (name: string): Promise<VmListing | undefined> => {
    const { vms } = await connection.vms.list();
    return vms.find((vm) => vm.name === name);
  };
  const disksOf = async (name: string): Promise<readonly VmDisk[]> => {
    const [machine] = await connection.vms.disks([bed.named('VirtualMachine', name)]);
    return machine?.disks ?? [];
  };

  it('lists all machines through one view that is gone afterwards, in a bounded number of calls', async () => {
    const { vms } = await connection.vms.list();

    expect(vms.length).toBe(bed.vcenter.vcenter.registry.ofType('VirtualMachine').length);
    expect([called().at(0), called().at(-1)]).toEqual(['CreateContainerView', 'DestroyView']);
    expect(called().length).toBeLessThanOrEqual(14);
  });

  it('lists once more when its session ended on the way', async () => {
    bed.vcenter.control.addFault({
      method: 'RetrievePropertiesEx',
      times: 1,
      fault: { type: 'NotAuthenticated' },
    });

    expect((await connection.vms.list()).vms.length).toBeGreaterThan(50);
  });

  it('names the folders of a machine up to the datacenter', async () => {
    const vm = await listed('prod-web-01');
    const { folders } = await connection.vms.list();
    const names: string[] = [];
    for (let ref = vm?.folder ?? null; ref !== null;) {
      const id = ref.value;
      const folder = folders.find((each) => each.ref.value === id);
      names.push(folder?.name ?? '?');
      ref = folder?.parent ?? null;
    }

    expect(names).toEqual(['Web', 'Servers', 'vm', 'East']);
  });

  it('tells templates, suspended and lost machines apart from healthy ones', async () => {
    expect((await listed('prod-lab-01'))?.powerState).toBe('suspended');
    const { vms } = await connection.vms.list();
    expect(vms.filter(({ template }) => template).length).toBeGreaterThan(0);
    expect(vms.filter(({ connectionState }) => connectionState !== 'connected').length)
      .withContext('machines out of contact')
      .toBeGreaterThan(0);
    expect(vms.filter(({ faultTolerant }) => faultTolerant).length).toBeGreaterThan(0);
  });

  it('tells disks that several machines write to', async () => {
    expect((await disksOf('prod-rac-01')).map(({ multiWriter }) => multiWriter)).toEqual([
      false,
      true,
    ]);
  });

  it('tells raw devices apart from files', async () => {
    expect((await disksOf('prod-vault-01')).map(({ kind }) => kind)).toEqual([
      'file',
      'virtualRdm',
    ]);
    const { vms } = await connection.vms.list();
    const all = await connection.vms.disks(vms.map(({ ref }) => ref));
    const kinds = new Set(all.flatMap(({ disks }) => disks.map(({ kind }) => kind)));
    expect(kinds).toEqual(new Set(['file', 'virtualRdm', 'physicalRdm']));
  });

  it('tells how the controller of a disk shares its bus', async () => {
    const sharing = (await disksOf('prod-cluster-01')).map(({ busSharing }) => busSharing);

    expect(sharing).toContain('physical');
  });

  it('counts as many disks in the list as the devices show', async () => {
    const { vms } = await connection.vms.list();
    const machines = await connection.vms.disks(vms.map(({ ref }) => ref));

    const counts = new Map(machines.map(({ vm, disks }) => [vm.value, disks.length]));
    const differing = vms.filter(
      ({ ref, diskCount }) => counts.has(ref.value) && counts.get(ref.value) !== diskCount,
    );
    expect(machines.length).toBeGreaterThan(50);
    expect(differing).toEqual([]);
  });

  it('tells that a machine is being worked on', async () => {
    const ref = bed.named('VirtualMachine', 'prod-web-01');
    bed.vcenter.vcenter.registry.update(ref, { disabledMethod: ['ReconfigVM_Task'] });

    const [machine] = await connection.vms.disks([ref]);

    expect(machine?.reconfigurable).toBeFalse();
  });
});
