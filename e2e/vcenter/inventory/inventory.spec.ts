import { X509Certificate } from 'node:crypto';
import type { DataObject, ManagedObject, Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { demoScenario } from '../scenario/demo-scenario.ts';
import { parseScenario } from '../scenario/scenario-schema.ts';
import { sizedScenario } from '../scenario/sized-scenario.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';
import { Encoder } from '../wire/encoder.ts';
import { TypedValue } from '../wire/typed-value.ts';

const anyType = { name: 'anyType', isRef: false, list: false, atLeastOne: false };

describe('inventory', () => {
  let bed: ContentBed;

  beforeEach(() => {
    bed = contentBed(demoScenario());
  });

  afterEach(() => bed.close());

  const valueOf = ({ computed, properties }: ManagedObject, name: string): unknown =>
    computed?.[name] === undefined ? properties[name] : computed[name]({});
  const host = (name: string) => bed.named('HostSystem', `esx-${name}.example.com`);

  it('has every mandatory property of every object, each of its declared type', () => {
    const { registry, schema } = bed.vcenter;
    const encoder = new Encoder(schema, 'vim25', '8.0.3.0');
    const objects = [...registry.ofType('ManagedEntity'), ...registry.ofType('EventManager')];
    const unset: string[] = [];
    let written = 0;
    for (const object of objects) {
      for (const property of schema.properties(object.ref.type)) {
        const value = valueOf(object, property.name);
        if (value !== undefined) {
          written += encoder.element('val', anyType, new TypedValue(property.type, value)).length;
        } else if (!property.optional && !property.type.list) {
          unset.push(`${object.ref.type}.${property.name}`);
        }
      }
    }

    expect(unset).toEqual([]);
    expect(written).toBeGreaterThan(100_000);
  });

  it('tells at a glance of a configuration what the whole of it says', () => {
    const paths = [
      'template',
      'changeVersion',
      'name',
      'guestFullName',
      'managedBy',
      'ftInfo',
      'keyId',
    ];
    const different: string[] = [];
    let glances = 0;
    for (const vm of bed.vcenter.registry.ofType('VirtualMachine')) {
      const known = paths.map((name) => [name, vm.peek?.(`config.${name}`)] as const);
      const config = valueOf(vm, 'config') as DataObject;
      for (const [name, glance] of known) {
        if (glance !== undefined) glances += 1;
        if (glance !== undefined && glance.value !== config[name]) different.push(name);
      }
      if (vm.peek?.('config.template') !== undefined) different.push('built');
    }

    expect(different).toEqual([]);
    expect(glances).toBeGreaterThan(100);
  });

  it('tells the number of disks at a glance as the summary does', () => {
    const vms = bed.vcenter.registry.ofType('VirtualMachine');
    const counts = vms.map((vm) => {
      const { config } = valueOf(vm, 'summary') as { config: { numVirtualDisks: number } };
      return [vm.peek?.('summary.config.numVirtualDisks')?.value, config.numVirtualDisks];
    });

    expect(counts.length).toBeGreaterThan(20);
    expect(counts.every(([glance, whole]) => glance === whole)).toBeTrue();
  });

  it('is one tree: each object is among the children that its parent lists', () => {
    const { registry } = bed.vcenter;
    const lists: Record<string, readonly string[]> = {
      Folder: ['childEntity'],
      Datacenter: ['vmFolder', 'hostFolder', 'datastoreFolder', 'networkFolder'],
      ClusterComputeResource: ['host', 'resourcePool'],
      ComputeResource: ['host', 'resourcePool'],
    };
    const orphans = registry.ofType('ManagedEntity').filter((object) => {
      const parent = object.properties['parent'] as Ref | undefined;
      if (parent === undefined) return object.ref.value !== 'group-d1';
      const { properties } = registry.get(parent);
      const children = (lists[parent.type] ?? []).flatMap(
        (name) => properties[name] as Ref | Ref[],
      );
      return !children.some((child) => refKey(child) === refKey(object.ref));
    });

    expect(orphans.map(({ ref }) => ref.value)).toEqual([]);
  });

  it('gives each host a certificate whose thumbprint the summary shows', () => {
    const { properties, computed } = host('prod-01');
    const bytes = (properties['config'] as { certificate: number[] }).certificate;
    const pem = Buffer.from(bytes.map((byte) => byte & 0xff)).toString('ascii');
    const summary = computed?.['summary']?.({}) as { config: { sslThumbprint: string } };

    expect(new X509Certificate(pem).fingerprint).toBe(summary.config.sslThumbprint);
    expect(new X509Certificate(pem).checkHost('esx-prod-01.example.com')).toBeTruthy();
  });

  it('shows the built-in filters on every host and the product on those of its clusters', () => {
    const filters = (name: string) =>
      (host(name).properties['config'] as { ioFilterInfo: DataObject[] }).ioFilterInfo.map(
        (filter) => filter['id'],
      );
    const builtIn = ['VMW_spm_1.0.0', 'VMW_vmwarevmcrypt_1.0.0', 'VMW_vmwarelwd_4.0.0'];

    expect(filters('prod-01')).toEqual(builtIn);
    expect(filters('fin-01')).toEqual([...builtIn, 'RTR_rtrfilter_1.2.0']);
    expect(filters('legacy-02')).toEqual([...builtIn, 'RTR_rtrfilter_1.1.0']);
  });

  it('has no configuration of a host that is out of reach until it comes back', () => {
    const { ref, properties } = host('branch-03');

    expect(properties['config']).toBeUndefined();

    bed.content.hosts.reconnectHost(ref.value);

    expect(properties['config']).toBeDefined();

    bed.content.hosts.disconnectHost(ref.value);

    expect(properties['config']).toBeUndefined();
    expect(bed.eventIds()).toEqual(['HostConnectedEvent', 'HostDisconnectedEvent']);
  });

  it('announces the summary when the state behind it changes', () => {
    const { ref } = host('prod-01');
    const touched: string[] = [];
    bed.vcenter.registry.onChange(({ object, paths }) => {
      if (object.ref.value === ref.value) touched.push(...paths);
    });
    bed.vcenter.registry.update(ref, { 'runtime.inMaintenanceMode': true });

    expect(touched.sort()).toEqual(['runtime.inMaintenanceMode', 'summary']);
  });

  it('has raw devices, snapshots and attached filters on the disks that the scenario says', () => {
    const vms = bed.vcenter.registry.ofType('VirtualMachine');
    const devices = vms.flatMap(
      ({ properties }) =>
        (properties['config'] as { hardware: { device: DataObject[] } }).hardware.device,
    );
    const modes = devices.map(
      (device) => (device['backing'] as DataObject | undefined)?.['compatibilityMode'],
    );

    expect(modes).toContain('physicalMode');
    expect(devices.flatMap((device) => device['iofilter'] ?? [])).toContain('RTR_rtrfilter_1.2.0');
    expect(
      vms.filter(({ properties }) => properties['snapshot'] !== undefined).length,
    ).toBeGreaterThan(3);
    expect(bed.vcenter.registry.ofType('VirtualMachineSnapshot').length).toBeGreaterThan(3);
  });

  it('removes a host only when no machine is left on it', () => {
    const { ref } = host('prod-01');
    const { value } = bed.content.hosts.addHost(
      bed.named('ClusterComputeResource', 'Production').ref.value,
    );

    expect(() => bed.content.hosts.removeHost(ref.value)).toThrowError(/virtual machines/);

    bed.content.hosts.removeHost(value);

    expect(bed.vcenter.registry.find({ type: 'HostSystem', value })).toBeUndefined();
    expect(bed.eventIds()).toEqual(['HostAddedEvent', 'HostRemovedEvent']);
  });

  it('gives every host an address of its own, also in a large vCenter', () => {
    const large = contentBed(sizedScenario({ clusters: 10, hosts: 40, vms: 10 }));
    const addresses = large.content.world.hosts().map(({ address }) => address);
    large.close();

    expect(new Set(addresses).size).toBe(400);
    expect(addresses.every((address) => /^127\.20\.\d{1,3}\.\d{1,3}$/.test(address))).toBeTrue();
  });

  it('nests the folders of machines and puts a bus that is shared on the controller', () => {
    const [cluster] = demoScenario().datacenters[0]?.clusters ?? [];
    const vms = [
      { name: 'one', folder: 'Servers/Web' },
      { name: 'two', folder: 'Servers', busSharing: 'physicalSharing' },
      { name: 'three' },
    ];
    const own = contentBed(
      parseScenario({
        name: 'folders',
        users: [{ name: 'a@vsphere.local', permissions: [] }],
        datacenters: [{ name: 'East', clusters: [{ name: 'One', hosts: cluster?.hosts, vms }] }],
      }),
    );
    const pathOf = (name: string): unknown[] => {
      const path: unknown[] = [];
      let object = own.named('VirtualMachine', name);
      while (object.properties['parent'] !== undefined) {
        object = own.vcenter.registry.get(object.properties['parent'] as Ref);
        path.unshift(object.properties['name']);
      }
      return path;
    };
    const { hardware } = own.named('VirtualMachine', 'two').properties['config'] as {
      hardware: { device: DataObject[] };
    };

    expect(pathOf('one')).toEqual(['Datacenters', 'East', 'vm', 'Servers', 'Web']);
    expect(pathOf('three')).toEqual(['Datacenters', 'East', 'vm']);
    expect(own.named('Folder', 'Servers').properties['childEntity']).toEqual([
      own.named('Folder', 'Web').ref,
      own.named('VirtualMachine', 'two').ref,
    ]);
    expect(hardware.device.map((device) => device['sharedBus'])).toContain('physicalSharing');
    own.close();
  });
});
