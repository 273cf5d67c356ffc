import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';

const CLUSTER = { type: 'ClusterComputeResource', value: 'domain-c1' };
const VM = { type: 'VirtualMachine', value: 'vm-1' };

function outdatedCluster(): FakeVcenter {
  const filters = [aHostFilter({ version: '1.1.0' })];
  const hosts = [1, 2].map((number) => aHost(number, { filters }));
  const vcenter = new FakeVcenter({ clusters: [aCluster(1, hosts)], bundles: [aBundle()] });
  const { world } = vcenter;
  world.putRecord(CLUSTER, { filter: aClusterFilter({ version: '1.1.0' }), issues: [] });
  world.policies.set('profile-1', { name: 'Replicated', filterNames: ['samplefilter'] });
  const host = { type: 'HostSystem', value: 'host-1' };
  world.vms.set('vm-1', { ref: VM, name: 'db-1', host, powerState: 'poweredOff', template: false });
  const policy = { profileId: 'profile-1', filterNames: ['samplefilter'] };
  world.disks.push({ vm: VM, diskKey: 2000, ...policy });
  return vcenter;
}

describe('an update', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    vcenter = outdatedCluster();
    server = new ServerProcess(vcenter);
  });
  afterEach(() => server.runner.stop());

  it('asks vCenter to upgrade and ends with the new version on every host', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const ended = await server.ended(id);

    expect([ended.state, ended.clusters[0]?.watch]).toEqual(['succeeded', []]);
    expect(vcenter.wire.count('UpgradeIoFilter_Task')).toBe(1);
  });

  it('says of each host which version it has meanwhile', async () => {
    vcenter.operations.pace.hold();
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, ({ clusters }) => clusters[0]?.vcenterTaskId !== null);
    const updating = server.when(id, ({ clusters }) => clusters[0]?.hosts[0]?.state === 'updating');
    await vcenter.operations.pace.step();

    const [first] = (await updating).clusters[0]?.hosts ?? [];
    expect(first?.message).toBe('Version 1.1.0 is still on the host.');
    vcenter.operations.pace.release();
    await server.ended(id);
  });

  it('remembers the storage policies before it begins', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.ended(id);

    const rows = server.policies.recorded(vcenter.user('anna').vcGuid, 'domain-c1');
    expect(rows.map(({ vmName, profileName }) => [vmName, profileName])).toEqual([
      ['db-1', 'Replicated'],
    ]);
  });

  it('counts the machines whose policy is another one afterwards', async () => {
    vcenter.operations.pace.hold();
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.when(id, ({ clusters }) => clusters[0]?.vcenterTaskId !== null);
    vcenter.world.disks.splice(0, 1, { vm: VM, diskKey: 2000, profileId: null, filterNames: [] });
    vcenter.operations.pace.release();
    const ended = await server.ended(id);

    expect(ended.state).toBe('succeeded');
    expect(ended.clusters[0]?.watch[0]).toContain(
      'The storage policy of 1 virtual machine is not what it was',
    );
    expect(JSON.stringify(ended)).not.toContain('db-1');
  });

  it('has a line of its own kind in Recent Tasks', async () => {
    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    await server.ended(id);

    const own = vcenter.world.tasks.find((task) => task.descriptionId.startsWith('com.rtr.'));
    expect(own?.descriptionId).toBe('com.rtr.iofilter.task.update');
  });
});
