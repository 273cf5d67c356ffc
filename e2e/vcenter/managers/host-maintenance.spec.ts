import type { DataObject, Ref } from '../core/managed-object.ts';
import type { VimFault } from '../core/vim-fault.ts';
import { isRunning, vmsOn } from '../inventory/vm-state.ts';
import { parseScenario } from '../scenario/scenario-schema.ts';
import type { ClusterInput } from '../scenario/scenario-schema.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';

const TERABYTE_IN_MB = 1024 * 1024;

const cluster = (name: string, drs: ClusterInput['drs']): ClusterInput => ({
  name,
  drs,
  hosts: [{ name: `${name}-1` }, { name: `${name}-2` }],
  vms: [
    { name: `${name}-one` },
    { name: `${name}-two` },
    { name: `${name}-off`, powerState: 'poweredOff' },
  ],
});

const scenario = () =>
  parseScenario({
    name: 'maintenance',
    users: [{ name: 'nobody@vsphere.local', permissions: [] }],
    datacenters: [
      {
        name: 'DC',
        clusters: [
          cluster('auto', 'fullyAutomated'),
          cluster('manual', 'manual'),
          {
            ...cluster('stuck', 'fullyAutomated'),
            vms: [
              { name: 'stuck-pinned', pinned: true },
              { name: 'stuck-large', reservedMemoryMb: TERABYTE_IN_MB },
              { name: 'stuck-free' },
            ],
          },
        ],
      },
    ],
  });

describe('maintenance mode', () => {
  let bed: ContentBed;

  beforeEach(() => {
    bed = contentBed(scenario());
  });

  afterEach(() => {
    bed.close();

    expect(bed.bugs).toEqual([]);
  });

  const host = (name: string): Ref => bed.named('HostSystem', name).ref;
  const vm = (name: string): Ref => bed.named('VirtualMachine', name).ref;
  const session = () => bed.as('System.Read', 'Host.Config.Maintenance');
  const enter = (name: string, args: Record<string, unknown> = {}): unknown =>
    bed.call(session(), host(name), 'EnterMaintenanceMode_Task', { timeout: 0, ...args });
  const exit = (name: string): unknown =>
    bed.call(session(), host(name), 'ExitMaintenanceMode_Task', { timeout: 0 });
  const isIn = (name: string): boolean => bed.content.filters.maintenance.isIn(host(name));
  const hasBegun = (name: string) => () => bed.content.filters.maintenance.isEntering(host(name));
  const isFault = (type: string) => (fault: VimFault) => fault.type === type;
  const errorOf = (info: DataObject): unknown =>
    (info['error'] as { fault: DataObject } | undefined)?.fault.$type;

  it('moves the running machines of an automated cluster away and leaves the others', async () => {
    const info = await bed.finished(enter('auto-1'));

    expect(info['state']).toBe('success');
    expect(isIn('auto-1')).toBeTrue();
    expect(vmsOn(bed.vcenter.registry, host('auto-1'))).toEqual([vm('auto-off')]);
    expect(bed.eventIds()).toEqual([
      'EnteringMaintenanceModeEvent',
      'DrsVmMigratedEvent',
      'DrsVmMigratedEvent',
      'EnteredMaintenanceModeEvent',
    ]);
  });

  it('takes the stopped machines away too when asked', async () => {
    await bed.finished(enter('auto-1', { evacuatePoweredOffVms: true }));

    expect(vmsOn(bed.vcenter.registry, host('auto-1'))).toEqual([]);
  });

  it('waits in a cluster without automation until the machines are moved or stopped', async () => {
    const task = enter('manual-1');
    await bed.until(hasBegun('manual-1'));
    bed.content.vms.moveVm(vm('manual-one').value, host('manual-2').value);

    expect(isIn('manual-1')).toBeFalse();

    bed.content.vms.setVmPower(vm('manual-two').value, 'poweredOff');

    expect((await bed.finished(task))['state']).toBe('success');
    expect(isIn('manual-1')).toBeTrue();
  });

  it('goes on by itself when DRS becomes automated', async () => {
    const task = enter('manual-1');
    await bed.until(hasBegun('manual-1'));
    bed.content.vms.setDrs(
      bed.named('ClusterComputeResource', 'manual').ref.value,
      'fullyAutomated',
    );

    expect((await bed.finished(task))['state']).toBe('success');
  });

  it('waits for machines that fit on no other host', async () => {
    const task = enter('stuck-1');
    const { registry } = bed.vcenter;
    await bed.until(() => vmsOn(registry, host('stuck-2')).length > 0);

    expect(vmsOn(registry, host('stuck-2'))).toEqual([vm('stuck-free')]);

    bed.content.vms.setVmPower(vm('stuck-pinned').value, 'poweredOff');
    bed.content.vms.setVmPower(vm('stuck-large').value, 'poweredOff');

    expect((await bed.finished(task))['state']).toBe('success');
  });

  it('ends when its time is over', async () => {
    const info = await bed.finished(enter('manual-1', { timeout: 2 }));

    expect(errorOf(info)).toBe('Timedout');
    expect(isIn('manual-1')).toBeFalse();
    expect(bed.eventIds()).toContain('TimedOutHostOperationEvent');
  });

  it('can be cancelled', async () => {
    const caller = session();
    const task = bed.call(caller, host('manual-1'), 'EnterMaintenanceMode_Task', { timeout: 0 });
    await bed.until(hasBegun('manual-1'));
    bed.call(caller, task as Ref, 'CancelTask');

    expect(errorOf(await bed.finished(task))).toBe('RequestCanceled');
    expect(bed.content.filters.maintenance.isEntering(host('manual-1'))).toBeFalse();
    expect(bed.eventIds()).toContain('CanceledHostOperationEvent');
  });

  it('is refused to a host that is in it, and leaving it to one that is not', async () => {
    expect(() => exit('auto-1')).toThrowMatching(isFault('InvalidState'));

    await bed.finished(enter('auto-1'));

    expect(() => enter('auto-1')).toThrowMatching(isFault('InvalidState'));
    expect((await bed.finished(exit('auto-1')))['state']).toBe('success');
    expect(isIn('auto-1')).toBeFalse();
    expect(bed.eventIds()).toContain('ExitMaintenanceModeEvent');
  });

  it('is refused to a host that is not connected', () => {
    bed.content.hosts.disconnectHost(host('auto-1').value);

    expect(() => enter('auto-1')).toThrowMatching(isFault('HostNotConnected'));
  });

  it('fails as a control says', async () => {
    const fault = { type: 'HostConfigFault', message: 'The host does not want to.' };
    const rule = { host: host('auto-1').value, operation: 'maintenance', fault, times: 1 } as const;
    bed.content.hosts.addHostIssue(rule);

    expect(errorOf(await bed.finished(enter('auto-1')))).toBe('HostConfigFault');
    expect((await bed.finished(enter('auto-1')))['state']).toBe('success');
  });

  it('lets no machine start or arrive', async () => {
    await bed.finished(enter('auto-1'));
    const start = () =>
      bed.call(bed.as('VirtualMachine.Interact.PowerOn'), vm('auto-off'), 'PowerOnVM_Task');

    expect(start).toThrowMatching(isFault('InvalidState'));
    expect(() => bed.content.vms.moveVm(vm('auto-one').value, host('auto-1').value)).toThrowError(
      /takes no virtual machines/,
    );
  });

  describe('forecast', () => {
    const forecast = (name: string, ...hosts: string[]): DataObject =>
      bed.call(
        session(),
        bed.named('ClusterComputeResource', name).ref,
        'ClusterEnterMaintenanceMode',
        { host: hosts.map(host), option: [] },
      ) as DataObject;

    it('says where each machine would go and moves nothing', () => {
      const { recommendations, fault } = forecast('manual', 'manual-1');
      const texts = (recommendations as DataObject[]).map(({ reasonText }) => reasonText);

      expect(texts).toEqual([
        'Migrate manual-one from manual-1 to manual-2',
        'Migrate manual-two from manual-1 to manual-2',
      ]);
      expect(fault).toBeUndefined();
      expect(vmsOn(bed.vcenter.registry, host('manual-2'))).toEqual([]);
    });

    it('names the machines that can go nowhere', () => {
      const { recommendations, fault } = forecast('stuck', 'stuck-1');
      const { faultsByVm } = fault as { faultsByVm: { vm: Ref; fault: DataObject[] }[] };

      expect((recommendations as unknown[]).length).toBe(1);
      expect(faultsByVm.map((each) => each.vm)).toEqual([vm('stuck-pinned'), vm('stuck-large')]);
    });

    it('finds no place when all hosts go at once', () => {
      const { recommendations } = forecast('auto', 'auto-1', 'auto-2');

      expect(recommendations).toEqual([]);
    });

    it('refuses hosts of other clusters', () => {
      expect(() => forecast('auto', 'manual-1')).toThrowMatching(isFault('InvalidArgument'));
    });
  });

  describe('power of a machine', () => {
    const power = (name: string, method: string): unknown =>
      bed.call(bed.as('System.Read'), vm(name), method);

    it('goes off and on again', async () => {
      await bed.finished(power('auto-one', 'PowerOffVM_Task'));
      const off = isRunning(bed.vcenter.registry, vm('auto-one'));
      await bed.finished(power('auto-one', 'PowerOnVM_Task'));

      expect([off, isRunning(bed.vcenter.registry, vm('auto-one'))]).toEqual([false, true]);
      expect(bed.eventIds()).toEqual(['VmPoweredOffEvent', 'VmPoweredOnEvent']);
    });

    it('is not switched to what it is', () => {
      expect(() => power('auto-one', 'PowerOnVM_Task')).toThrowMatching(
        isFault('InvalidPowerState'),
      );
    });
  });
});
