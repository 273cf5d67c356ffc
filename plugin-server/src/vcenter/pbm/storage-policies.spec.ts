import { startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import { endOf } from '../../../testing/contracts/vcenter-subject.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type { StoragePolicies } from '../../ports/storage-policies.ts';
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

  const toDefault = (keys: readonly number[]): Parameters<StoragePolicies['assign']>[1] =>
    keys.map((diskKey) => ({ diskKey, policy: { kind: 'default' } }));
  const devices = (): readonly Readonly<Record<string, unknown>>[] => {
    const { config } = bed.vcenter.vcenter.registry.get(vm).properties as {
      config: { hardware: { device: readonly Readonly<Record<string, unknown>>[] } };
    };
    return config.hardware.device;
  };
  const called = (): readonly string[] => bed.vcenter.control.calls().map(({ method }) => method);

  it('changes all disks of a machine with one task', async () => {
    const task = await storagePolicies.assign(vm, toDefault([2000, 2001, 2002]));

    expect(await endOf(tasks, task)).toEqual({ state: 'success', faultType: null });
    expect(called().filter((method) => method === 'ReconfigVM_Task').length).toBe(1);
    expect(devices().some((device) => device['iofilter'] !== undefined)).toBeFalse();
  });

  it('leaves the machine as it was but for the filter', async () => {
    const without = (): unknown => devices().map((device) => ({ ...device, iofilter: null }));
    const before = without();

    await endOf(tasks, await storagePolicies.assign(vm, toDefault([2000, 2001, 2002])));

    expect(without()).toEqual(before);
  });

  it('is refused when somebody changed the machine since it was read', async () => {
    const { control, vcenter } = bed.vcenter;
    control.clearCalls();
    control.addFault({ method: 'ReconfigVM_Task', action: 'delay', delayMs: 200 });
    const assigned = storagePolicies.assign(vm, toDefault([2000]));
    const isSent = (): boolean => called().includes('RetrievePropertiesEx');
    while (!isSent()) await new Promise((resolve) => setImmediate(resolve));
    vcenter.registry.update(vm, { 'config.changeVersion': '2026-01-15T08:00:00.000001Z' });

    expect((await endOf(tasks, await assigned)).faultType).toBe('ConcurrentAccess');
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
