import type { Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import { ADMINISTRATOR, OPERATOR, PASSWORD } from '../testing/small-world.ts';
import { child, children, textAt } from '../testing/soap-client.ts';
import type { SoapClient, SoapReply } from '../testing/soap-client.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';
import { parseScenario } from '../scenario/scenario-schema.ts';
import type { XmlElement } from '../wire/xml-tree.ts';

const profileManager = ref('PbmProfileProfileManager', 'ProfileManager');
const complianceManager = ref('PbmComplianceManager', 'complianceManager');

const scenario = () =>
  parseScenario({
    name: 'policies',
    users: [
      { name: ADMINISTRATOR, password: PASSWORD, permissions: [{ role: 'Admin' }] },
      { name: OPERATOR, password: PASSWORD, permissions: [{ role: 'ReadOnly' }] },
    ],
    policies: [{ name: 'Gold', rules: [{ kind: 'tags' }] }],
    datacenters: [
      {
        name: 'DC',
        clusters: [
          {
            name: 'one',
            filter: { name: 'rtrfilter', vendor: 'RTR', version: '1.2.0' },
            hosts: [{ name: 'one-1' }],
            vms: [
              { name: 'filtered', disks: [{ filtered: true }, { policy: 'Gold' }] },
              { name: 'plain' },
            ],
          },
        ],
      },
    ],
  });

describe('the storage policy service over the wire', () => {
  let bed: VcenterBed;
  let client: SoapClient;

  beforeEach(async () => {
    bed = await VcenterBed.start({ scenario: scenario() });
    client = await bed.login();
  });

  afterEach(() => bed.close());

  const call = (method: string, args = '', target: Ref = profileManager): Promise<SoapReply> =>
    client.call(method, target, args, 'pbm');
  const complies = (method: string, args: string): Promise<SoapReply> =>
    call(method, args, complianceManager);
  const storage = '<resourceType><resourceType>STORAGE</resourceType></resourceType>';
  const idXml = (tag: string, id: string): string => `<${tag}><uniqueId>${id}</uniqueId></${tag}>`;
  const key = (name: string, disk?: number): string =>
    bed.named(name).value + (disk === undefined ? '' : `:${disk}`);
  const entity = (tag: string, type: string, entityKey: string): string =>
    `<${tag}><objectType>${type}</objectType><key>${entityKey}</key></${tag}>`;
  const capability = (name: string): string =>
    `<capability><id><namespace>${name}</namespace><id>${name}@REPLICATION</id></id><constraint>` +
    '<propertyInstance><id>enabled</id><value xsi:type="xsd:string">True</value></propertyInstance>' +
    '</constraint></capability>';
  const constraints = (filter: string): string =>
    '<constraints xsi:type="PbmCapabilitySubProfileConstraints"><subProfiles>' +
    `<name>Host based services</name>${capability(filter)}</subProfiles></constraints>`;
  const create = (name: string, filter = 'rtrfilter'): Promise<SoapReply> =>
    call(
      'PbmCreate',
      `<createSpec><name>${name}</name>${storage}${constraints(filter)}</createSpec>`,
    );
  const uniqueId = (reply: SoapReply): string =>
    textAt(reply.results[0] as XmlElement, 'uniqueId') ?? '';
  const policyId = (name: string): string =>
    bed.running.content.policies.profiles.byName(name)?.profileId.uniqueId ?? '';
  const reconfigure = async (name: string, disk: number, profile: string): Promise<void> => {
    const vm = bed.named(name);
    const { registry } = bed.running.vcenter;
    const device =
      `<key>${disk}</key><backing xsi:type="VirtualDiskFlatVer2BackingInfo">` +
      `<fileName>[one-vmfs-01] ${name}/${name}.vmdk</fileName><diskMode>persistent</diskMode></backing>` +
      `<controllerKey>1000</controllerKey><unitNumber>0</unitNumber><capacityInKB>${40 * 1024 ** 2}</capacityInKB>`;
    const change =
      `<spec><deviceChange><operation>edit</operation><device xsi:type="VirtualDisk">${device}</device>` +
      `<profile xsi:type="VirtualMachineDefinedProfileSpec"><profileId>${profile}</profileId></profile></deviceChange></spec>`;
    const reply = await client.call('ReconfigVM_Task', vm, change);
    const task = registry.get(ref('Task', reply.text));
    await new Promise<void>((resolve) => {
      const stop = registry.onChange(() => {
        const { state } = task.properties['info'] as { state: string };
        if (state !== 'success' && state !== 'error') return;
        stop();
        resolve();
      });
    });

    expect((task.properties['info'] as { state: string }).state).toBe('success');
  };

  it('tells the capabilities of filters by class, under the vendor of all filters', async () => {
    const vendor = '<vendorUuid>com.vmware.iofilters</vendorUuid>';
    const { results } = await call('PbmFetchCapabilityMetadata', storage + vendor);
    const classes = results.map((each) => textAt(each, 'subCategory'));
    const replication = results.find((each) => textAt(each, 'subCategory') === 'REPLICATION');
    const metadata = child(replication as XmlElement, 'capabilityMetadata');

    expect(classes).toEqual(['DATASTOREIOCONTROL', 'ENCRYPTION', 'REPLICATION']);
    expect(textAt(metadata, 'id', 'namespace')).toBe('rtrfilter');
    expect(textAt(metadata, 'id', 'id')).toBe('rtrfilter@REPLICATION');
    expect(children(metadata, 'propertyMetadata').map((each) => textAt(each, 'id'))).toEqual([
      'enabled',
      'ordering',
    ]);
    expect((await call('PbmFetchVendorInfo')).results.length).toBe(1);
    expect((await call('PbmFetchCapabilitySchema')).results.length).toBe(3);
    expect(
      (await call('PbmFetchCapabilityMetadata', '<vendorUuid>x</vendorUuid>')).results,
    ).toEqual([]);
  });

  it('makes, changes and deletes policies', async () => {
    const id = uniqueId(await create('Ours'));
    const spec = '<updateSpec><name>Renamed</name><description>new</description></updateSpec>';
    await call('PbmUpdate', idXml('profileId', id) + spec);
    const content = await call('PbmRetrieveContent', idXml('profileIds', id));

    expect(textAt(content.results[0] as XmlElement, 'name')).toBe('Renamed');
    expect(textAt(content.results[0] as XmlElement, 'createdBy')).toContain('dministrator');

    const { results } = await call('PbmDelete', idXml('profileId', id) + idXml('profileId', 'no'));

    expect(results.map((each) => textAt(each, 'profileId', 'uniqueId'))).toEqual([id, 'no']);
    expect(children(results[0] as XmlElement, 'fault')).toEqual([]);
    expect(textAt(results[1] as XmlElement, 'fault', 'localizedMessage')).toContain('no profile');
    expect((await call('PbmRetrieveContent', idXml('profileIds', id))).fault).toBe(
      'InvalidArgument',
    );
  });

  it('refuses a name that is taken, one that is too long, and a capability that it does not know', async () => {
    expect((await create('Gold')).fault).toBe('PbmDuplicateName');
    expect((await create('x'.repeat(81))).fault).toBe('InvalidArgument');
    expect((await create('Other', 'otherfilter')).fault).toBe('InvalidArgument');
  });

  it('does not delete a policy that something has', async () => {
    const { results } = await call('PbmDelete', idXml('profileId', policyId('Gold')));
    const fault = child(child(results[0] as XmlElement, 'fault'), 'fault');

    expect(fault.xsiType?.local).toBe('PbmResourceInUse');
    expect(policyId('Gold')).not.toBe('');
  });

  it('knows which entity has which policy, in both directions', async () => {
    const gold = policyId('Gold');
    const ours = policyId('rtrfilter policy');
    const one = await call(
      'PbmQueryAssociatedProfile',
      entity('entity', 'virtualDiskId', key('filtered', 2001)),
    );
    const several = await call(
      'PbmQueryAssociatedProfiles',
      entity('entities', 'virtualMachineAndDisks', key('filtered')) +
        entity('entities', 'virtualDiskId', key('plain', 2000)) +
        entity('entities', 'virtualDiskId', 'vm-none:2000'),
    );
    const entities = await call('PbmQueryAssociatedEntity', idXml('profile', gold));
    const machines = await call(
      'PbmQueryAssociatedEntity',
      `${idXml('profile', gold)}<entityType>virtualMachineAndDisks</entityType>`,
    );
    const all = await call('PbmQueryAssociatedEntities');
    const ids = several.results.map((each) =>
      children(each, 'profileId').map((id) => textAt(id, 'uniqueId')),
    );

    expect(uniqueId(one)).toBe(gold);
    expect(ids).toEqual([[ours, gold], [], []]);
    expect(textAt(several.results[2] as XmlElement, 'fault', 'localizedMessage')).toMatch(
      /not found/,
    );
    expect(textAt(entities.results[0] as XmlElement, 'key')).toBe(key('filtered', 2001));
    expect(textAt(machines.results[0] as XmlElement, 'key')).toBe(key('filtered'));
    expect(all.results.length).toBe(2);
  });

  it('judges compliance after a policy came, changed, and its filter went', async () => {
    const disk = entity('entities', 'virtualDiskId', key('plain', 2000));
    const machine = entity('entity', 'virtualMachineAndDisks', key('plain'));
    const status = async (): Promise<string | undefined> => {
      const { results } = await complies('PbmCheckCompliance', disk);
      return textAt(results[0] as XmlElement, 'complianceStatus');
    };
    const before = await status();
    const id = uniqueId(await create('Ours'));
    await reconfigure('plain', 2000, id);
    const after = await status();
    const spec = `<updateSpec>${constraints('rtrfilter')}</updateSpec>`;
    await call('PbmUpdate', idXml('profileId', id) + spec);
    const changed = await status();
    const rollup = await complies('PbmFetchRollupComplianceResult', machine);
    const affected = await complies(
      'PbmQueryByRollupComplianceStatus',
      '<status>outOfDate</status>',
    );

    expect([before, after, changed]).toEqual(['notApplicable', 'compliant', 'outOfDate']);
    expect(textAt(rollup.results[0] as XmlElement, 'overallComplianceStatus')).toBe('outOfDate');
    expect(affected.results.map((each) => textAt(each, 'key'))).toEqual([key('plain')]);

    await reconfigure('plain', 2000, id);
    const host = bed.running.content.world.host(bed.named('one-1'));
    host.filters = host.filters.filter(({ vendor }) => vendor === 'VMW');

    expect(await status()).toBe('nonCompliant');
  });

  it('fetches what the last check found, until it checks again or the policy is another', async () => {
    const disk = entity('entities', 'virtualDiskId', key('plain', 2000));
    const ask = async (method: string): Promise<string | undefined> =>
      textAt((await complies(method, disk)).results[0] as XmlElement, 'complianceStatus');
    await reconfigure('plain', 2000, uniqueId(await create('Ours')));
    const first = await ask('PbmFetchComplianceResult');
    const host = bed.running.content.world.host(bed.named('one-1'));
    const { filters } = host;
    host.filters = filters.filter(({ vendor }) => vendor === 'VMW');
    const fetched = await ask('PbmFetchComplianceResult');
    const checked = await ask('PbmCheckCompliance');

    expect([first, fetched, checked]).toEqual(['compliant', 'compliant', 'nonCompliant']);
    expect(await ask('PbmFetchComplianceResult')).toBe('nonCompliant');

    host.filters = filters;
    await reconfigure('plain', 2000, policyId('Gold'));

    expect(await ask('PbmFetchComplianceResult')).toBe('compliant');
  });

  it('keeps the default policies of the system', async () => {
    const id = policyId('vSAN Default Storage Policy');
    const { results } = await call('PbmDelete', idXml('profileId', id));

    expect(textAt(results[0] as XmlElement, 'fault', 'localizedMessage')).toMatch(/the system/);
    expect(policyId('vSAN Default Storage Policy')).toBe(id);
  });

  it('has a default policy for a datastore', async () => {
    const hub = (tag: string): string => {
      const id = bed.named('one-vmfs-01').value;
      return `<${tag}><hubType>Datastore</hubType><hubId>${id}</hubId></${tag}>`;
    };
    const none = await call('PbmQueryDefaultRequirementProfile', hub('hub'));
    await call(
      'PbmAssignDefaultRequirementProfile',
      idXml('profile', policyId('Gold')) + hub('datastores'),
    );
    const some = await call('PbmQueryDefaultRequirementProfile', hub('hub'));
    const content = await call('PbmQueryDefaultRequirementProfiles', hub('datastores'));

    expect(none.results).toEqual([]);
    expect(uniqueId(some)).toBe(policyId('Gold'));
    expect(textAt(content.results[0] as XmlElement, 'defaultProfile', 'name')).toBe('Gold');
  });

  it('names the privilege that is missing with a fault of its own, and to old clients with the general one', async () => {
    const ask = async (version?: string): Promise<SoapReply> => {
      const operator = await bed.login(OPERATOR, version);
      return operator.call('PbmQueryProfile', profileManager, storage, 'pbm');
    };
    const { fault, faultDetail } = await ask();

    expect(fault).toBe('PbmFaultNoPermission');
    expect(textAt(faultDetail as XmlElement, 'missingPrivileges', 'privilegeIds')).toBe(
      'StorageProfile.View',
    );
    expect((await ask('8.0.1.0')).fault).toBe('NoPermission');
  });
});
