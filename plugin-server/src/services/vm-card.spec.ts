import {
  FAKE_ROOT_FOLDER,
  FAKE_VC_GUID,
  FakeVcenter,
} from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost, aHostFilter } from '../../testing/inventory-builders.ts';
import { putUnder } from '../../testing/put-under.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { aJob } from '../../testing/usage-builders.ts';
import { addVms } from '../../testing/vm-world.ts';

describe('The card of a virtual machine', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    const filters = [aHostFilter()];
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1, { filters })])],
      bundles: [aBundle()],
    });
    addVms(vcenter.world, { count: 2, disksEach: 2 });
    const { policies } = vcenter.world;
    policies.set('own', { name: 'Mine', filterNames: ['samplefilter'], generation: 1 });
    policies.set('gold', { name: 'Gold', filterNames: [] });
    server = new ServerProcess(vcenter);
  });

  const read = (user = vcenter.user('anna'), vmId = 'vm-1') =>
    server.inventoryView.vmSummary(user, vmId);

  it('shows what each disk is under, whether the filter is attached, and whether it complies', async () => {
    putUnder(vcenter.world, 'own', 'vm-1', { generation: 0 });
    putUnder(vcenter.world, 'gold', 'vm-2');

    const row = ({ disks }: Awaited<ReturnType<typeof read>>) =>
      disks.map(({ disk, policyKind, policyName, filterAttached, compliance }) =>
        [disk.label, policyKind, policyName, filterAttached, compliance].join(' '),
      );

    expect(row(await read())).toEqual([
      'Hard disk 1 filter Mine true outOfDate',
      'Hard disk 2 filter Mine true outOfDate',
    ]);
    expect(row(await read(vcenter.user('anna'), 'vm-2'))[0]).toBe(
      'Hard disk 1 other Gold false compliant',
    );
  });

  it('says of a disk under no policy that it has none to comply with', async () => {
    const [disk] = (await read()).disks;
    expect([disk?.policyKind, disk?.policyName, disk?.compliance]).toEqual(['default', null, null]);
  });

  it('names all that stands against the policy', async () => {
    vcenter.world.changeVm('vm-1', { hasSnapshot: true, faultTolerant: true });
    vcenter.world.changeHost('host-1', { filters: [] });

    expect((await read()).reasons.map(({ code }) => code)).toEqual([
      'snapshot',
      'faultTolerance',
      'hostWithoutFilter',
    ]);
  });

  it('names a disk that would be decrypted, as the list of machines does', async () => {
    const disks = vcenter.world.disks.filter(({ vm }) => vm.value === 'vm-1');
    for (const disk of disks.slice(0, 1))
      vcenter.world.disks.splice(vcenter.world.disks.indexOf(disk), 1, {
        ...disk,
        encrypted: true,
      });

    const { reasons } = await read();

    expect(reasons.map(({ code, diskKey }) => [code, diskKey])).toEqual([
      ['encryptionOrder', disks[0]?.diskKey ?? 0],
    ]);
  });

  it('names a missing privilege of the user and of the service account', async () => {
    const denied = { objectId: 'vm-1', privilege: 'VirtualMachine.Config.EditDevice' };
    vcenter.denyServiceAccount(denied);

    const { reasons } = await read(vcenter.user('otto', denied));

    expect(reasons.map(({ code }) => code)).toEqual([
      'missingPrivilege',
      'serviceAccountPrivilege',
    ]);
  });

  it('shows no storage policies to who may not view them, and says so', async () => {
    const denied = { objectId: FAKE_ROOT_FOLDER.value, privilege: 'StorageProfile.View' };
    const { disks, reasons } = await read(vcenter.user('otto', denied));
    expect([disks, reasons.map(({ code }) => code)]).toEqual([[], ['missingPrivilege']]);
    expect(vcenter.wire.calls.some((call) => call.startsWith('Pbm'))).toBe(false);
  });

  it('names the jobs of the machine with the port that the filter sends to', async () => {
    server.jobs.put(aJob('Plain', [1], { vcGuid: FAKE_VC_GUID }));
    server.jobs.put(aJob('Sealed', [1, 2], { vcGuid: FAKE_VC_GUID, encrypted: true }));
    server.jobs.put(aJob('Other', [2], { vcGuid: FAKE_VC_GUID }));

    const { jobs } = await read();

    expect(jobs.map(({ name, port }) => `${name} ${port}`).sort()).toEqual([
      'Plain 33090',
      'Sealed 33092',
    ]);
  });

  it('costs the same however many machines there are, and does not read the inventory', async () => {
    addVms(vcenter.world, { count: 300 });
    vcenter.wire.calls.length = 0;

    await read();

    expect(vcenter.wire.calls).not.toContain('Inventory.read');
    expect(vcenter.wire.calls).not.toContain('VmInventory.list');
    expect(vcenter.wire.calls.length).toBeLessThan(14);
  });
});
