import { ROOT_FOLDER, VIEW_MANAGER } from '../core/well-known.ts';
import { makeView } from '../testing/property-xml.ts';
import { children, refXml, type SoapClient } from '../testing/soap-client.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';
import type { Ref } from '../core/managed-object.ts';

describe('the view manager', () => {
  let bed: VcenterBed;
  let client: SoapClient;
  beforeAll(async () => {
    bed = await VcenterBed.start();
    client = await bed.login();
  });
  afterAll(() => bed.close());

  const contents = async (view: Ref): Promise<string[]> => {
    const reply = await client.call('Fetch', view, '<prop>view</prop>');
    return reply.results.flatMap((list) =>
      children(list, 'ManagedObjectReference').map((each) => each.text),
    );
  };
  const values = (...names: string[]): string[] => names.map((name) => bed.named(name).value);

  it('finds machines below a folder, a cluster and a host alike', async () => {
    const below = async (container: Ref): Promise<number> =>
      (await contents(await makeView(client, container, 'VirtualMachine'))).length;

    expect(await below(ROOT_FOLDER)).toBe(6);
    expect(await below(bed.named('Central'))).toBe(6);
    expect(await below(bed.named('Alpha'))).toBe(3);
    expect(await below(bed.named('alpha-1.example.com'))).toBe(1);
  });

  it('takes base types for all types derived from them', async () => {
    const view = await makeView(client, ROOT_FOLDER, 'ComputeResource');

    expect(await contents(view)).toEqual(values('Alpha', 'Beta'));
  });

  it('looks only at direct children unless it is recursive', async () => {
    const args = `${refXml('container', bed.named('Alpha'))}<recursive>false</recursive>`;
    const reply = await client.call('CreateContainerView', VIEW_MANAGER, args);
    const found = await contents({ type: 'ContainerView', value: reply.text });

    expect(found).toEqual(
      jasmine.arrayContaining(values('alpha-1.example.com', 'alpha-2.example.com')),
    );
    expect(found).not.toContain(bed.named('Alpha-vm-1').value);
  });

  it('keeps up with the inventory', async () => {
    const view = await makeView(client, bed.named('Beta'), 'HostSystem');
    const host = bed.running.control.addHost(bed.named('Beta').value);
    const after = await contents(view);
    bed.running.control.removeHost(host.value);

    expect(after).toContain(host.value);
    expect(await contents(view)).toEqual(values('beta-1.example.com', 'beta-2.example.com'));
  });

  it('refuses types that are not of the inventory and containers that are not there', async () => {
    const make = (container: string, type: string): ReturnType<SoapClient['call']> =>
      client.call(
        'CreateContainerView',
        VIEW_MANAGER,
        `${container}<type>${type}</type><recursive>true</recursive>`,
      );

    expect((await make(refXml('container', ROOT_FOLDER), 'Task')).fault).toBe('InvalidArgument');
    expect((await make('<container type="Folder">group-none</container>', 'Folder')).fault).toBe(
      'ManagedObjectNotFound',
    );
  });

  it('lists the views of a session and forgets the destroyed', async () => {
    const own = await bed.login();
    const view = await makeView(own, ROOT_FOLDER);
    const listed = await own.call('Fetch', VIEW_MANAGER, '<prop>viewList</prop>');
    await own.call('DestroyView', view);
    const after = await own.call('Fetch', VIEW_MANAGER, '<prop>viewList</prop>');

    expect(listed.xml).toContain(view.value.replace('&', '&amp;'));
    expect(after.xml).not.toContain(view.value);
    expect((await own.call('DestroyView', view)).fault).toBe('ManagedObjectNotFound');
  });

  it('keeps views from other sessions and ends them with theirs', async () => {
    const own = await bed.login();
    const view = await makeView(own, ROOT_FOLDER);
    const stolen = await client.call('Fetch', view, '<prop>view</prop>');
    await own.call('Logout', { type: 'SessionManager', value: 'SessionManager' });

    expect(stolen.fault).toBe('ManagedObjectNotFound');
    expect(bed.running.vcenter.registry.find(view)).toBeUndefined();
  });

  it('keeps lists of objects that clients change', async () => {
    const objects = ['Alpha', 'Beta'].map((name) => refXml('obj', bed.named(name))).join('');
    const made = await client.call('CreateListView', VIEW_MANAGER, objects);
    const list: Ref = { type: 'ListView', value: made.text };
    const args = `<add type="HostSystem">host-none</add>${refXml('remove', bed.named('Alpha'))}`;
    const unresolved = await client.call('ModifyListView', list, args);
    await client.call('ModifyListView', list, refXml('add', bed.named('Central')));
    const changed = await contents(list);
    await client.call('ResetListView', list, refXml('obj', bed.named('Beta')));

    expect(unresolved.results.map(({ text }) => text)).toEqual(['host-none']);
    expect(changed).toEqual(values('Beta', 'Central'));
    expect(await contents(list)).toEqual(values('Beta'));
  });
});
