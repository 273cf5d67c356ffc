import type { DataObject, Ref } from '../core/managed-object.ts';
import type { VimFault } from '../core/vim-fault.ts';
import { disksOf, filtersOfDisk } from '../inventory/vm-state.ts';
import { parseScenario } from '../scenario/scenario-schema.ts';
import type { ScenarioInput } from '../scenario/scenario-schema.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';

const FILTER = 'RTR_rtrfilter_1.2.0';
const CRYPT = 'VMW_vmwarevmcrypt_1.0.0';

const input: ScenarioInput = {
  name: 'reconfigure',
  timing: { reconfiguresAtATime: 2 },
  users: [{ name: 'nobody@vsphere.local', permissions: [] }],
  policies: [
    { name: 'Replicated', rules: [{ kind: 'filter', filter: 'rtrfilter' }] },
    { name: 'Gold', rules: [{ kind: 'tags' }] },
    {
      name: 'Both',
      rules: [{ kind: 'encryption' }, { kind: 'filter', filter: 'rtrfilter' }],
    },
    {
      name: 'Twice',
      rules: [
        { kind: 'filter', filter: 'rtrfilter' },
        { kind: 'filter', filter: 'otherfilter' },
      ],
    },
  ],
  datacenters: [
    {
      name: 'DC',
      clusters: [
        {
          name: 'with',
          filter: { name: 'rtrfilter', vendor: 'RTR', version: '1.2.0-1OEM.800' },
          hosts: [{ name: 'with-1' }],
          vms: [
            { name: 'plain', disks: [{}, { sizeGb: 10, policy: 'Gold' }] },
            { name: 'replicated', disks: [{ filtered: true }] },
            { name: 'snapped', snapshots: ['one'] },
            { name: 'raw', disks: [{ rawDevice: 'physical' }, { rawDevice: 'virtual' }] },
            { name: 'shared', disks: [{ sharing: 'sharingMultiWriter' }] },
            { name: 'clustered', busSharing: 'virtualSharing' },
            { name: 'suspended', powerState: 'suspended' },
            { name: 'tolerant', faultTolerance: true },
            { name: 'template', template: true, powerState: 'poweredOff' },
            { name: 'off', powerState: 'poweredOff' },
            {
              name: 'encrypted',
              powerState: 'poweredOff',
              disks: [{ policy: 'VM Encryption Policy' }],
            },
          ],
        },
        {
          name: 'other',
          filter: { name: 'otherfilter', vendor: 'OTH', version: '2.0.0' },
          hosts: [{ name: 'other-1' }],
          vms: [{ name: 'elsewhere' }],
        },
      ],
    },
  ],
};

describe('ReconfigVM_Task', () => {
  let bed: ContentBed;

  beforeEach(() => {
    bed = contentBed(parseScenario(input));
  });

  afterEach(() => {
    bed.close();

    expect(bed.bugs).toEqual([]);
  });

  const vm = (name: string): Ref => bed.named('VirtualMachine', name).ref;
  const disks = (name: string): readonly DataObject[] => disksOf(bed.vcenter.registry, vm(name));
  const filters = (name: string): readonly (readonly string[])[] => disks(name).map(filtersOfDisk);
  const policy = (name: string): string =>
    bed.content.policies.profiles.byName(name)?.profileId.uniqueId ?? 'none';
  const policyOf = (key: string): string | undefined => {
    const { associations, profiles } = bed.content.policies;
    const association = associations.of(key);
    return association && profiles.find(association.profileId)?.name;
  };
  const config = (name: string): DataObject =>
    bed.vcenter.registry.get(vm(name)).properties['config'] as DataObject;
  const defined = (name: string): DataObject => ({
    $type: 'VirtualMachineDefinedProfileSpec',
    profileId: policy(name),
  });
  const edit = (device: DataObject | undefined, ...profile: DataObject[]): DataObject => ({
    operation: 'edit',
    device,
    profile,
  });
  const reconfigure = (name: string, spec: DataObject): unknown =>
    bed.call(
      bed.as('VirtualMachine.Config.EditDevice', 'VirtualMachine.Config.Settings'),
      vm(name),
      'ReconfigVM_Task',
      { spec: { deviceChange: [], vmProfile: [], ...spec } },
    );
  const assign = (name: string, profile: DataObject, disk = 0): Promise<DataObject> =>
    bed.finished(reconfigure(name, { deviceChange: [edit(disks(name)[disk], profile)] }));
  const outcome = (info: DataObject): unknown => {
    const error = info['error'] as { fault: DataObject } | undefined;
    return error === undefined ? info['state'] : error.fault.$type;
  };

  it('puts a policy on a disk: filter, association, event, new change version', async () => {
    const before = config('plain')['changeVersion'];

    expect(outcome(await assign('plain', defined('Replicated')))).toBe('success');
    expect(filters('plain')).toEqual([[FILTER], []]);
    expect(policyOf(`${vm('plain').value}:2000`)).toBe('Replicated');
    expect(policyOf(`${vm('plain').value}:2001`)).toBe('Gold');
    expect(config('plain')['changeVersion']).not.toBe(before);
    expect(bed.eventIds()).toEqual(['com.vmware.pbm.profile.associate', 'VmReconfiguredEvent']);
  });

  it('takes it off again, to the default of the datastore or to none at all', async () => {
    const key = `${vm('replicated').value}:2000`;
    for (const $type of ['VirtualMachineDefaultProfileSpec', 'VirtualMachineEmptyProfileSpec']) {
      await assign('replicated', defined('Replicated'));

      expect(filters('replicated')).toEqual([[FILTER]]);

      await assign('replicated', { $type });

      expect(filters('replicated')).toEqual([[]]);
      expect(policyOf(key)).toBeUndefined();
    }
  });

  it('leaves the policy alone when the edit names none', async () => {
    const key = `${vm('replicated').value}:2000`;
    const before = policyOf(key);
    await bed.finished(reconfigure('replicated', { deviceChange: [edit(disks('replicated')[0])] }));

    expect(policyOf(key)).toBe(before);
    expect(filters('replicated')).toEqual([[FILTER]]);
  });

  it('puts a policy on the files beside the disks', async () => {
    await bed.finished(reconfigure('plain', { vmProfile: [defined('Gold')] }));

    expect(policyOf(vm('plain').value)).toBe('Gold');
  });

  it('changes all disks or none', async () => {
    const [first, second] = disks('raw');
    const deviceChange = [edit(second, defined('Replicated')), edit(first, defined('Replicated'))];
    const info = await bed.finished(reconfigure('raw', { deviceChange }));

    expect(outcome(info)).toBe('InvalidDeviceSpec');
    expect(filters('raw')).toEqual([[], []]);
    expect(outcome(await assign('raw', defined('Replicated'), 1))).toBe('success');
  });

  for (const [name, what, fault] of [
    ['snapped', 'a machine with snapshots', 'InvalidState'],
    ['raw', 'a raw device in physical mode', 'InvalidDeviceSpec'],
    ['shared', 'a disk with several writers', 'InvalidDeviceSpec'],
    ['clustered', 'a disk on a shared bus', 'InvalidDeviceSpec'],
    ['suspended', 'a suspended machine', 'InvalidPowerState'],
    ['tolerant', 'a fault tolerant machine', 'InvalidVmConfig'],
    ['template', 'a template', 'NotSupported'],
    ['elsewhere', 'a machine whose host lacks the filter', 'InvalidDeviceSpec'],
  ] as const) {
    it(`refuses a filter to ${what}`, async () => {
      expect(outcome(await assign(name, defined('Replicated')))).toBe(fault);
      expect(filters(name).flat()).toEqual([]);
    });
  }

  it('lets a policy without filters be put on a machine with snapshots', async () => {
    expect(outcome(await assign('snapped', defined('Gold')))).toBe('success');
  });

  it('refuses two filters of one class', async () => {
    const host = bed.content.world.host(bed.named('HostSystem', 'with-1').ref);
    const other = bed.content.world.host(bed.named('HostSystem', 'other-1').ref);
    host.filters = [...host.filters, ...other.filters.filter(({ vendor }) => vendor === 'OTH')];

    expect(outcome(await assign('plain', defined('Twice')))).toBe('InvalidDeviceSpec');
  });

  it('heeds encryption: machine off, and no other filter unless the policy allows it', async () => {
    expect(outcome(await assign('plain', defined('VM Encryption Policy')))).toBe(
      'InvalidPowerState',
    );
    expect(outcome(await assign('off', defined('VM Encryption Policy')))).toBe('success');
    expect(filters('off')).toEqual([[CRYPT]]);
    expect(filters('encrypted')).toEqual([[CRYPT]]);
    expect(config('encrypted')['keyId']).toBeDefined();
    expect(outcome(await assign('encrypted', defined('Both')))).toBe('InvalidDeviceSpec');
  });

  it('refuses a change that was made from an old state', async () => {
    const changeVersion = config('plain')['changeVersion'];
    const deviceChange = [edit(disks('plain')[0], defined('Replicated'))];
    await assign('plain', defined('Gold'), 1);
    const info = await bed.finished(reconfigure('plain', { changeVersion, deviceChange }));

    expect(outcome(info)).toBe('ConcurrentAccess');
  });

  it('refuses a second task on the same machine while one is on its way', async () => {
    const first = assign('plain', defined('Replicated'));

    expect(() => reconfigure('plain', {})).toThrowMatching(
      (fault: VimFault) => fault.type === 'TaskInProgress' && 'task' in fault.members,
    );

    await first;
  });

  it('runs only so many at a time and keeps the others queued', async () => {
    const names = ['plain', 'off', 'replicated', 'elsewhere'];
    const tasks = names.map((name) => reconfigure(name, { vmProfile: [defined('Gold')] }) as Ref);
    const states = (): unknown[] =>
      tasks.map(
        (task) => (bed.vcenter.registry.get(task).properties['info'] as DataObject)['state'],
      );
    await bed.until(() => states().includes('running'));

    expect(states().filter((state) => state === 'running').length).toBeLessThanOrEqual(2);
    expect(states().slice(2)).toEqual(['queued', 'queued']);

    for (const task of tasks) expect(outcome(await bed.finished(task))).toBe('success');
  });

  it('can be cancelled while it waits for its turn, and then changes nothing', async () => {
    const caller = bed.as('VirtualMachine.Config.Settings', 'Global.CancelTask');
    const running = ['plain', 'off'].map((name) => reconfigure(name, {}));
    const waiting = reconfigure('replicated', { vmProfile: [defined('Gold')] });
    bed.call(caller, waiting as Ref, 'CancelTask');

    expect(outcome(await bed.finished(waiting))).toBe('RequestCanceled');
    expect(policyOf(vm('replicated').value)).toBeUndefined();

    for (const task of running) await bed.finished(task);

    expect(outcome(await assign('replicated', defined('Gold')))).toBe('success');
  });

  it('demands the disk as it was read, and knows no other changes', async () => {
    const [disk] = disks('plain');
    const faultOf = async (change: DataObject): Promise<unknown> =>
      outcome(await bed.finished(reconfigure('plain', { deviceChange: [change] })));
    const backing = { ...(disk?.['backing'] as DataObject), fileName: '[x] y.vmdk' };

    expect(await faultOf(edit({ ...disk, key: 2009 }))).toBe('InvalidDeviceSpec');
    expect(await faultOf(edit({ ...disk, capacityInKB: 1 }))).toBe('InvalidDeviceSpec');
    expect(await faultOf(edit({ ...disk, backing }))).toBe('InvalidDeviceBacking');
    expect(await faultOf({ ...edit(disk), operation: 'remove' })).toBe('NotSupported');
    expect(outcome(await bed.finished(reconfigure('plain', { numCPUs: 4 })))).toBe('NotSupported');
  });

  it('refuses a policy that is unknown or only a component', async () => {
    const unknown = { $type: 'VirtualMachineDefinedProfileSpec', profileId: 'none' };

    expect(outcome(await assign('plain', unknown))).toBe('InvalidArgument');
    expect(outcome(await assign('plain', defined('Default encryption properties')))).toBe(
      'InvalidArgument',
    );
  });

  it('needs the privilege to edit devices', () => {
    const spec = { deviceChange: [edit(disks('plain')[0])], vmProfile: [] };
    const attempt = () => bed.call(bed.as(), vm('plain'), 'ReconfigVM_Task', { spec });

    expect(attempt).toThrowMatching(
      (fault: VimFault) => fault.members['privilegeId'] === 'VirtualMachine.Config.EditDevice',
    );
  });
});
