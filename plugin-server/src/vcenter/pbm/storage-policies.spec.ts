import { startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import { assign, endOf } from '../../../testing/contracts/vcenter-subject.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type { StorageProfile } from '../../domain/storage-profile.ts';
import type { ReconfigurableVm, StoragePolicies } from '../../ports/storage-policies.ts';
import type { Tasks, VcenterConnection } from '../../ports/vcenter.ts';

/** A machine of the demo with three disks, all of which have the filter. */
const FILTERED = 'fin-sql-01';

describe('PbmStoragePolicies', () => {
  let bed: SimulatedVcenter;
  let connection: VcenterConnection;
  let storagePolicies: StoragePolicies;
  let tasks: Tasks;
  let vm: ManagedObjectReference;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    connection = await bed.connect();
    ({ storagePolicies, tasks } = connection);
    vm = bed.named('VirtualMachine', FILTERED);
  });

  afterEach(async () => {
    await bed.close();
  });

  const toDefault = (keys: readonly number[]): Parameters<ReconfigurableVm['assign']>[0] =>
    keys.map((diskKey) => ({ diskKey, policy: { kind: 'default' } }));
  const devices = (): readonly Readonly<Record<string, unknown>>[] => {
    const { config } = bed.vcenter.vcenter.registry.get(vm).properties as {
      config: { hardware: { device: readonly Readonly<Record<string, unknown>>[] } };
    };
    return config.hardware.device;
  };
  const called = (): readonly string[] => bed.vcenter.control.calls().map(({ method }) => method);

  it('changes all disks of a machine with one task', async () => {
    const task = await assign(connection, vm, toDefault([2000, 2001, 2002]));

    expect(await endOf(tasks, task)).toEqual({ state: 'success', faultType: null });
    expect(called().filter((method) => method === 'ReconfigVM_Task').length).toBe(1);
    expect(devices().some((device) => device['iofilter'] !== undefined)).toBeFalse();
  });

  it('leaves the machine as it was but for the filter', async () => {
    const without = (): unknown => devices().map((device) => ({ ...device, iofilter: null }));
    const before = without();

    await endOf(tasks, await assign(connection, vm, toDefault([2000, 2001, 2002])));

    expect(without()).toEqual(before);
  });

  it('assigns without reading the machine again', async () => {
    const [machine] = await storagePolicies.reconfigurable([vm]);
    bed.vcenter.control.clearCalls();

    const task = await machine?.assign(toDefault([2000]));

    expect(task?.type).toBe('Task');
    expect(called()).toEqual(['ReconfigVM_Task']);
  });

  it('reads the devices of many machines in pages of a hundred', async () => {
    const all = bed.vcenter.vcenter.registry.ofType('VirtualMachine').map(({ ref }) => ref);
    bed.vcenter.control.clearCalls();

    const machines = await storagePolicies.reconfigurable([...all, ...all]);

    expect(machines.length).toBeGreaterThan(100);
    const pages = Math.ceil((all.length * 2) / 100);
    expect(called().length).toBeLessThanOrEqual(pages);
  });

  it('makes a copy of every policy whose rules are those of the original', async () => {
    const originals = await storagePolicies.profiles();
    const copied = originals.filter(({ ruleSets }) => ruleSets.length > 0);
    const ids = new Map<string, string>();
    for (const { profileId, name, ruleSets } of copied)
      ids.set(
        profileId,
        await storagePolicies.create({ name: `Copy of ${name}`, description: '', ruleSets }),
      );

    const profiles = await storagePolicies.profiles();

    const rules = (id = ''): unknown => profiles.find((each) => each.profileId === id)?.ruleSets;
    expect(copied.length).toBeGreaterThan(4);
    for (const { profileId, ruleSets } of copied)
      expect(rules(ids.get(profileId))).toEqual(ruleSets);
  });

  it('reads policies and components, also one without requirements', async () => {
    const profiles = await storagePolicies.profiles();

    const named = (name: string): StorageProfile | undefined =>
      profiles.find((profile) => profile.name === name);
    expect(named('VVol No Requirements Policy')).toEqual(
      jasmine.objectContaining({ ruleSets: [], systemCreatedType: 'VVolDefaultProfile' }),
    );
    expect(named('Default encryption properties')).toEqual(
      jasmine.objectContaining({ category: 'DATA_SERVICE_POLICY', lineOfService: 'ENCRYPTION' }),
    );
    expect(named('vSAN Default Storage Policy')?.ruleSets[0]?.rules[0]?.constraints).toEqual([
      [
        {
          id: 'hostFailuresToTolerate',
          operator: null,
          value: { kind: 'text', xsdType: 'int', text: '1' },
        },
      ],
    ]);
  });

  it('reads policies again when one of them was deleted since they were listed', async () => {
    bed.vcenter.control.addFault({
      method: 'PbmRetrieveContent',
      fault: { type: 'InvalidArgument', members: { invalidProperty: 'profileIds' } },
      times: 1,
    });

    expect((await storagePolicies.profiles()).length).toBeGreaterThan(4);
  });

  it('asks for the compliance of a thousand disks at a time', async () => {
    const disks = Array.from({ length: 1_200 }, () => ({ vm, diskKey: 2000 }));
    await storagePolicies.compliance(disks.slice(0, 1), { check: true });
    bed.vcenter.control.clearCalls();

    const statuses = await storagePolicies.compliance(disks, { check: true });

    expect(statuses.length).toBe(1_200);
    expect(called()).toEqual(['PbmCheckCompliance', 'PbmCheckCompliance']);
  });

  it('tells the policies of all disks of a cluster in two questions', async () => {
    const cluster = bed.named('ClusterComputeResource', 'Finance');
    const [filter] = await connection.ioFilters.installedOn(cluster);
    const disks = await connection.ioFilters.disksUsing(filter?.id ?? '', cluster);
    await storagePolicies.associated(disks.slice(0, 1));
    bed.vcenter.control.clearCalls();

    const policies = await storagePolicies.associated(disks);

    expect(disks.length).toBeGreaterThan(5);
    expect(new Set(policies.map(({ profileName }) => profileName))).toEqual(
      new Set(['Real-Time Replication I/O Filter policy']),
    );
    expect(called()).toEqual(['PbmQueryAssociatedProfiles', 'PbmRetrieveContent']);
  });

  it('keeps the id of a policy that was deleted', async () => {
    const disk = { vm, diskKey: 2000 };
    const [before] = await storagePolicies.associated([disk]);
    bed.vcenter.control.addFault({
      method: 'PbmRetrieveContent',
      fault: { type: 'InvalidArgument', members: { invalidProperty: 'profileIds' } },
      times: 1,
    });

    const [after] = await storagePolicies.associated([disk]);

    expect(after?.profileId).toBe(before?.profileId ?? '');
    expect(called()).toContain('PbmQueryProfile');
  });
});
