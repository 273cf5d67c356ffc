import { ref } from '../core/managed-object.ts';
import { AUTHORIZATION_MANAGER, EXTENSION_MANAGER, ROOT_FOLDER } from '../core/well-known.ts';
import {
  children,
  refXml,
  textAt,
  type SoapClient,
  type SoapReply,
} from '../testing/soap-client.ts';
import { ADMINISTRATOR, NOBODY, OPERATOR, TENANT } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

describe('authorization', () => {
  let bed: VcenterBed;
  let administrator: SoapClient;
  beforeAll(async () => {
    bed = await VcenterBed.start();
    administrator = await bed.login();
  });
  afterAll(() => bed.close());

  const has = (userName: string, entity: string, privilege: string): boolean =>
    bed.running.vcenter.authorization.has(userName, bed.named(entity), privilege);
  const ask = (method: string, args: string): Promise<SoapReply> =>
    administrator.call(method, AUTHORIZATION_MANAGER, args);

  const rights: [string, string, string, boolean][] = [
    [ADMINISTRATOR, 'Datacenters', 'Host.Config.Patch', true],
    [ADMINISTRATOR, 'Alpha-vm-1', 'VirtualMachine.Config.EditDevice', true],
    [OPERATOR, 'Alpha', 'Task.Create', true],
    [OPERATOR, 'Alpha', 'System.Read', true],
    [OPERATOR, 'Alpha', 'Host.Config.Patch', false],
    [TENANT, 'Alpha', 'Host.Config.Patch', true],
    [TENANT, 'alpha-1.example.com', 'Host.Config.Patch', true],
    [TENANT, 'Alpha-vm-1', 'Host.Config.Patch', true],
    [TENANT, 'Beta', 'System.View', false],
    [TENANT, 'Datacenters', 'System.View', false],
    [NOBODY, 'Alpha', 'System.Anonymous', false],
    ['stranger@vsphere.local', 'Alpha', 'System.View', false],
  ];
  for (const [userName, entity, privilege, granted] of rights) {
    it(`${granted ? 'grants' : 'denies'} ${userName} ${privilege} on ${entity}`, () => {
      expect(has(userName, entity, privilege)).toBe(granted);
    });
  }

  it('answers for many objects and privileges in one call', async () => {
    const entities = ['Alpha', 'Beta'].map((name) => refXml('entities', bed.named(name))).join('');
    const args = `${entities}<userName>${TENANT}</userName><privId>Host.Config.Patch</privId><privId>Host.Config.Image</privId>`;
    const reply = await ask('HasUserPrivilegeOnEntities', args);
    const answers = reply.results.map((each) => [
      textAt(each, 'entity'),
      ...children(each, 'privAvailability').map((one) => textAt(one, 'isGranted')),
    ]);

    expect(answers).toEqual([
      [bed.named('Alpha').value, 'true', 'false'],
      [bed.named('Beta').value, 'false', 'false'],
    ]);
  });

  it('answers for the user of a session by its key', async () => {
    await bed.login(OPERATOR);
    const key = bed.running.vcenter.sessions
      .list()
      .find(({ userName }) => userName === 'VSPHERE.LOCAL\\operator')?.key;
    const args = `${refXml('entity', bed.named('Alpha'))}<sessionId>${key ?? ''}</sessionId><privId>Task.Create</privId><privId>Host.Config.Patch</privId>`;
    const reply = await ask('HasPrivilegeOnEntities', args);
    const single = await ask('HasPrivilegeOnEntity', args);
    const wrong = await ask('HasPrivilegeOnEntities', args.replace(key ?? '', 'no-session'));

    expect(
      reply.results
        .flatMap((each) => children(each, 'privAvailability'))
        .map((each) => textAt(each, 'isGranted')),
    ).toEqual(['true', 'false']);
    expect(single.results.map((each) => each.text)).toEqual(['true', 'false']);
    expect(wrong.fault).toBe('InvalidArgument');
  });

  it('refuses to answer about a privilege that does not exist', async () => {
    const args = `${refXml('entities', ROOT_FOLDER)}<userName>${TENANT}</userName><privId>Host.Config.Pach</privId>`;
    const reply = await ask('HasUserPrivilegeOnEntities', args);

    expect(reply.fault).toBe('InvalidArgument');
    expect(reply.xml).toContain('Host.Config.Pach');
  });

  it('lists all privileges of a user on objects', async () => {
    const args = `${refXml('entities', bed.named('Alpha'))}<userName>${TENANT}</userName>`;
    const reply = await ask('FetchUserPrivilegeOnEntities', args);

    expect(
      reply.results.flatMap((each) => children(each, 'privileges')).map((each) => each.text),
    ).toEqual(['System.Anonymous', 'System.View', 'System.Read', 'Host.Config.Patch']);
  });

  it('answers NoPermission naming object and privilege to a call that the user may not make', async () => {
    const operator = await bed.login(OPERATOR);
    const reply = await operator.call(
      'UnregisterExtension',
      EXTENSION_MANAGER,
      '<extensionKey>a</extensionKey>',
    );

    expect(reply.fault).toBe('NoPermission');
    expect(reply.faultDetail && textAt(reply.faultDetail, 'object')).toBe('group-d1');
    expect(reply.faultDetail && textAt(reply.faultDetail, 'privilegeId')).toBe(
      'Extension.Unregister',
    );
  });

  it('guards the objects in parameters as well', async () => {
    const tenant = await bed.login(TENANT);
    const task = (name: string): Promise<SoapReply> =>
      tenant.call(
        'CreateContainerView',
        ref('ViewManager', 'ViewManager'),
        `${refXml('container', bed.named(name))}<recursive>true</recursive>`,
      );

    expect((await task('Alpha')).fault).toBeUndefined();
    expect((await task('Beta')).fault).toBe('NoPermission');
  });

  it('lets an administrator make, change and remove roles and permissions', async () => {
    const made = await ask(
      'AddAuthorizationRole',
      '<name>Spec</name><privIds>Folder.Create</privIds>',
    );
    const again = await ask('AddAuthorizationRole', '<name>Spec</name>');
    const entity = refXml('entity', bed.named('Beta'));
    await ask(
      'SetEntityPermissions',
      `${entity}<permission><principal>${NOBODY}</principal><group>false</group><roleId>${made.text}</roleId><propagate>false</propagate></permission>`,
    );
    const onCluster = has(NOBODY, 'Beta', 'Folder.Create');
    const onHost = has(NOBODY, 'beta-1.example.com', 'Folder.Create');
    const listed = await ask('RetrieveEntityPermissions', `${entity}<inherited>true</inherited>`);
    const used = await ask(
      'RemoveAuthorizationRole',
      `<roleId>${made.text}</roleId><failIfUsed>true</failIfUsed>`,
    );
    await ask('RemoveEntityPermission', `${entity}<user>${NOBODY}</user><isGroup>false</isGroup>`);
    const removed = await ask(
      'RemoveAuthorizationRole',
      `<roleId>${made.text}</roleId><failIfUsed>true</failIfUsed>`,
    );

    expect(again.fault).toBe('AlreadyExists');
    expect([onCluster, onHost, has(NOBODY, 'Beta', 'Folder.Create')]).toEqual([true, false, false]);
    expect(listed.results.map((each) => textAt(each, 'principal'))).toEqual([
      'VSPHERE.LOCAL\\nobody',
      'VSPHERE.LOCAL\\administrator',
      'VSPHERE.LOCAL\\operator',
    ]);
    expect(used.fault).toBe('RemoveFailed');
    expect(removed.fault).toBeUndefined();
  });

  it('keeps the built-in roles as they are', async () => {
    const reply = await ask(
      'UpdateAuthorizationRole',
      '<roleId>-1</roleId><newName>Mine</newName>',
    );

    expect(reply.fault).toBe('InvalidArgument');
  });
});
