import {
  PROPERTY_COLLECTOR,
  ROOT_FOLDER,
  SERVICE_INSTANCE,
  SESSION_MANAGER,
} from '../core/well-known.ts';
import {
  filterSpec,
  makeView,
  objectsOf,
  propertyText,
  retrieve,
} from '../testing/property-xml.ts';
import { child, children, refXml, textAt, type SoapClient } from '../testing/soap-client.ts';
import { NOBODY, OPERATOR, TENANT } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

describe('reading by the property collector', () => {
  let bed: VcenterBed;
  let client: SoapClient;
  beforeAll(async () => {
    bed = await VcenterBed.start();
    client = await bed.login();
  });
  afterAll(() => bed.close());

  it('reads properties of all objects in a container view', async () => {
    const view = await makeView(client, ROOT_FOLDER, 'HostSystem');
    const reply = await retrieve(client, view, { HostSystem: ['name', 'runtime.connectionState'] });
    const rows = objectsOf(reply).map((each) => [
      propertyText(each, 'name'),
      propertyText(each, 'runtime.connectionState'),
    ]);

    expect(rows).toEqual([
      ['alpha-1.example.com', 'connected'],
      ['alpha-2.example.com', 'connected'],
      ['beta-1.example.com', 'connected'],
      ['beta-2.example.com', 'connected'],
    ]);
    expect(reply.xml).toContain('<val xsi:type="HostSystemConnectionState">connected</val>');
  });

  it('answers only objects of which properties were asked', async () => {
    const view = await makeView(client, ROOT_FOLDER);
    const reply = await retrieve(client, view, { ClusterComputeResource: ['name'] });

    expect(objectsOf(reply).map((each) => propertyText(each, 'name'))).toEqual(['Alpha', 'Beta']);
  });

  it('wraps lists, typed by their items', async () => {
    const reply = await retrieve(client, bed.named('Alpha'), { ClusterComputeResource: ['host'] });

    expect(reply.xml).toContain(
      '<val xsi:type="ArrayOfManagedObjectReference"><ManagedObjectReference type="HostSystem">',
    );
  });

  it('reaches members of derived types and elements of lists by key', async () => {
    const cluster = await retrieve(client, bed.named('Alpha'), {
      ComputeResource: ['configurationEx.drsConfig.enabled'],
    });
    const vm = await retrieve(client, bed.named('Alpha-vm-1'), {
      VirtualMachine: ['config.hardware.device[2000].key'],
    });

    expect(
      objectsOf(cluster).map((each) => propertyText(each, 'configurationEx.drsConfig.enabled')),
    ).toEqual(['true']);
    expect(
      objectsOf(vm).map((each) => propertyText(each, 'config.hardware.device[2000].key')),
    ).toEqual(['2000']);
  });

  it('leaves unset properties out', async () => {
    const reply = await retrieve(client, bed.named('Alpha-vm-1'), {
      VirtualMachine: ['name', 'snapshot'],
    });

    expect(objectsOf(reply).map((each) => children(each, 'propSet').length)).toEqual([1]);
    expect(reply.xml).not.toContain('missingSet');
  });

  it('follows selections that name each other', async () => {
    const spec =
      '<specSet><propSet><type>Folder</type></propSet><propSet><type>Datacenter</type><pathSet>name</pathSet></propSet><objectSet>' +
      `${refXml('obj', ROOT_FOLDER)}<selectSet xsi:type="TraversalSpec"><name>f</name><type>Folder</type><path>childEntity</path>` +
      '<selectSet><name>f</name></selectSet><selectSet xsi:type="TraversalSpec"><name>d</name><type>Datacenter</type>' +
      '<path>hostFolder</path><selectSet><name>f</name></selectSet></selectSet></selectSet></objectSet></specSet><options/>';
    const reply = await client.call('RetrievePropertiesEx', PROPERTY_COLLECTOR, spec);

    expect(objectsOf(reply).map((each) => child(each, 'obj').refType)).toEqual([
      'Folder',
      'Datacenter',
      'Folder',
    ]);
  });

  it('hands a result out in pages that each token fetches once', async () => {
    const view = await makeView(client, ROOT_FOLDER, 'VirtualMachine');
    const first = await retrieve(client, view, { VirtualMachine: ['name'] }, 4);
    const token = `<token>${first.results.map((each) => textAt(each, 'token')).join('')}</token>`;
    const next = await client.call('ContinueRetrievePropertiesEx', PROPERTY_COLLECTOR, token);
    const again = await client.call('ContinueRetrievePropertiesEx', PROPERTY_COLLECTOR, token);

    expect([first, next].map((reply) => objectsOf(reply).length)).toEqual([4, 2]);
    expect(next.results.map((each) => textAt(each, 'token'))).toEqual([undefined]);
    expect(again.fault).toBe('InvalidArgument');
  });

  it('keeps the pages of one session from another and drops cancelled ones', async () => {
    const view = await makeView(client, ROOT_FOLDER, 'VirtualMachine');
    const first = await retrieve(client, view, { VirtualMachine: ['name'] }, 1);
    const token = `<token>${first.results.map((each) => textAt(each, 'token')).join('')}</token>`;
    const other = await bed.login();
    const stolen = await other.call('ContinueRetrievePropertiesEx', PROPERTY_COLLECTOR, token);
    const cancelled = await client.call('CancelRetrievePropertiesEx', PROPERTY_COLLECTOR, token);
    const late = await client.call('ContinueRetrievePropertiesEx', PROPERTY_COLLECTOR, token);

    expect([stolen.fault, cancelled.fault, late.fault]).toEqual([
      'InvalidArgument',
      undefined,
      'InvalidArgument',
    ]);
  });

  it('answers nothing at all when nothing was selected', async () => {
    const view = await makeView(client, bed.named('Alpha'), 'Datacenter');
    const reply = await retrieve(client, view, { Datacenter: ['name'] });

    expect(reply.fault).toBeUndefined();
    expect(reply.results).toEqual([]);
  });

  it('reads in the old way without pages', async () => {
    const spec = filterSpec('specSet', bed.named('Alpha'), { ManagedEntity: ['name'] });
    const reply = await client.call('RetrieveProperties', PROPERTY_COLLECTOR, spec);

    expect(reply.results.map((each) => propertyText(each, 'name'))).toEqual(['Alpha']);
  });

  it('reads every property of each type of object without a mistake', async () => {
    const view = await makeView(client, ROOT_FOLDER);
    const all = `<specSet><propSet><type>ManagedEntity</type><all>true</all></propSet><objectSet>${refXml('obj', view)}<skip>true</skip><selectSet xsi:type="TraversalSpec"><type>ContainerView</type><path>view</path></selectSet></objectSet></specSet><options/>`;
    const reply = await client.call('RetrievePropertiesEx', PROPERTY_COLLECTOR, all);
    const types = new Set(objectsOf(reply).map((each) => child(each, 'obj').refType));

    expect(reply.fault).toBeUndefined();
    expect([...types]).toEqual(
      jasmine.arrayWithExactContents([
        'Folder',
        'Datacenter',
        'ClusterComputeResource',
        'ResourcePool',
        'HostSystem',
        'VirtualMachine',
        'Datastore',
        'Network',
      ]),
    );
  });

  const wrong: [string, Record<string, string[]>, string][] = [
    ['a property that does not exist', { ClusterComputeResource: ['nonsense'] }, 'InvalidProperty'],
    [
      'a path that goes on behind a text',
      { ClusterComputeResource: ['name.x'] },
      'InvalidProperty',
    ],
    ['a malformed path', { ClusterComputeResource: ['name..x'] }, 'InvalidProperty'],
    ['a type that does not exist', { Nothing: ['name'] }, 'InvalidProperty'],
  ];
  for (const [what, wanted, fault] of wrong) {
    it(`answers ${fault} to ${what}`, async () => {
      expect((await retrieve(client, bed.named('Alpha'), wanted)).fault).toBe(fault);
    });
  }

  it('takes a property that is newer than the version of the request for none', async () => {
    const old = await bed.login(undefined, '6.7');
    const wanted = { ClusterComputeResource: ['lifecycleManaged'] };

    expect((await retrieve(old, bed.named('Alpha'), wanted)).fault).toBe('InvalidProperty');
    expect((await retrieve(client, bed.named('Alpha'), wanted)).fault).toBeUndefined();
  });

  it('answers ManagedObjectNotFound to a start that is not there', async () => {
    const reply = await retrieve(
      client,
      { type: 'HostSystem', value: 'host-none' },
      { HostSystem: ['name'] },
    );

    expect(reply.fault).toBe('ManagedObjectNotFound');
  });

  it('shows only objects that the user may see', async () => {
    const tenant = await bed.login(TENANT);
    const view = await makeView(tenant, bed.named('Alpha'), 'HostSystem');
    const seen = await retrieve(tenant, view, { HostSystem: ['name'] });
    const folders = await retrieve(tenant, ROOT_FOLDER, { Folder: ['name', 'overallStatus'] });
    const missing = objectsOf(folders).flatMap((each) => children(each, 'missingSet'));

    expect(objectsOf(seen).map((each) => propertyText(each, 'name'))).toEqual([
      'alpha-1.example.com',
      'alpha-2.example.com',
    ]);
    expect(missing.map((each) => textAt(each, 'fault', 'fault', 'privilegeId'))).toEqual([
      'System.View',
      'System.Read',
    ]);
    expect(folders.xml).toContain('<fault xsi:type="NoPermission">');
  });

  it('tells a user without permissions about every property that none may be read', async () => {
    const nobody = await bed.login(NOBODY);
    const reply = await retrieve(nobody, bed.named('Alpha'), { ClusterComputeResource: ['name'] });

    expect(objectsOf(reply).map((each) => children(each, 'missingSet').length)).toEqual([1]);
  });

  it('reads without a session only what is open to all', async () => {
    const stranger = bed.client();
    const content = await retrieve(stranger, SERVICE_INSTANCE, { ServiceInstance: ['content'] });
    const name = await retrieve(stranger, ROOT_FOLDER, { Folder: ['name'] });

    expect(objectsOf(content).length).toBe(1);
    expect(name.fault).toBe('NotAuthenticated');
  });

  it('reads managers for whoever has logged in', async () => {
    const operator = await bed.login(OPERATOR);
    const wanted = { SessionManager: ['defaultLocale', 'currentSession', 'sessionList'] };
    const [manager] = objectsOf(await retrieve(operator, SESSION_MANAGER, wanted));

    expect(manager && propertyText(manager, 'defaultLocale')).toBe('en');
    expect(manager && children(manager, 'missingSet').map((each) => textAt(each, 'path'))).toEqual([
      'sessionList',
    ]);
  });
});
