import { PASSWORDS, startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import { sizedScenario } from '../../../../e2e/vcenter/scenario/sized-scenario.ts';
import { DEMO_SERVICE_ACCOUNT } from '../../../../e2e/vcenter/scenario/demo-roles.ts';

describe('VimInventory', () => {
  let bed: SimulatedVcenter;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
  });

  afterEach(async () => {
    await bed.close();
  });

  it('reads clusters, hosts and standalone hosts with their datacenters', async () => {
    const { inventory } = await bed.connect();

    const { clusters, standaloneHosts } = await inventory.read();

    const found = clusters.map(({ name, datacenter, hosts }) => [name, datacenter, hosts.length]);
    expect(found).toContain(['Production', 'East', 4]);
    expect(found).toContain(['Branch', 'West', 3]);
    expect(found.length).toBe(9);
    expect(standaloneHosts.map(({ name, datacenter }) => [name, datacenter])).toEqual([
      ['esx-lab-01.example.com', 'West'],
    ]);
  });

  it('tells what the rules need of a cluster and of a host', async () => {
    const { inventory } = await bed.connect();

    const { clusters } = await inventory.read();

    const named = (name: string) => clusters.find((cluster) => cluster.name === name);
    expect(named('Images')?.lifecycleManaged).toBeTrue();
    expect(named('Production')?.lifecycleManaged).toBeFalse();
    expect(named('DRS-off')?.drs.enabled).toBeFalse();
    expect(named('Branch')?.drs).toEqual({ enabled: true, behavior: 'partiallyAutomated' });
    expect(named('Finance')?.hosts[0]).toEqual(
      jasmine.objectContaining({
        connectionState: 'connected',
        powerState: 'poweredOn',
        inMaintenanceMode: false,
        rebootRequired: false,
        version: '8.0.3',
        build: '24022510',
        uefiSecureBoot: false,
        parent: bed.named('ClusterComputeResource', 'Finance'),
      }),
    );
    expect(named('Finance')?.hosts[0]?.sslThumbprint).toMatch(/^([0-9A-F]{2}:){19}[0-9A-F]{2}$/);
    expect(named('Finance')?.hosts[0]?.filters).toContain(
      jasmine.objectContaining({ name: 'rtrfilter', vendor: 'RTR', available: true }),
    );
    expect(named('Branch')?.hosts[2]).toEqual(
      jasmine.objectContaining({ connectionState: 'disconnected', filters: null }),
    );
  });

  it('leaves out what an older vCenter does not know', async () => {
    await bed.close();
    bed = await startSimulatedVcenter({ apiVersion: '7.0.3.2' });
    const connection = await bed.connect();

    const { clusters } = await connection.inventory.read();

    expect(connection.apiVersion).toBe('7.0.3.2');
    expect(clusters[0]?.hosts[0]?.uefiSecureBoot).toBeNull();
  });

  it('does not ask a vCenter before 7.0.3 whether the clocks of hosts are in sync', async () => {
    await bed.close();
    bed = await startSimulatedVcenter({ apiVersion: '7.0.2.1' });
    const { inventory } = await bed.connect();

    const { clusters } = await inventory.read();

    expect(clusters[0]?.hosts.map(({ timeInSync }) => timeInSync)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('tells whether the clock of a host is in sync, where the host says so', async () => {
    const { registry } = bed.vcenter.vcenter;
    const inSync = bed.named('HostSystem', 'esx-prod-01.example.com');
    const astray = bed.named('HostSystem', 'esx-prod-02.example.com');
    registry.update(inSync, { 'config.dateTimeInfo.serviceSync': true });
    registry.update(astray, { 'config.dateTimeInfo.serviceSync': false });
    const { inventory } = await bed.connect();

    expect((await inventory.readHost(inSync))?.timeInSync).toBeTrue();
    expect((await inventory.readHost(astray))?.timeInSync).toBeFalse();
  });

  it('reads all machines in one call, however many they are', async () => {
    const { inventory } = await bed.connect();
    const vms = bed.vcenter.vcenter.registry.ofType('VirtualMachine').map(({ ref }) => ref);
    bed.vcenter.control.clearCalls();

    const states = await inventory.readVms(vms);

    const names = (wanted: (vm: (typeof states)[number]) => boolean): readonly string[] =>
      states.filter(wanted).map(({ name }) => name);
    expect(states.map(({ ref }) => ref)).toEqual(vms);
    expect(bed.vcenter.control.calls().length).toBe(1);
    expect(names(({ hasSnapshot }) => hasSnapshot)).toContain('fin-mail-01');
    expect(names(({ template }) => template)).toEqual(['prod-template-app']);
    expect(names(({ powerState }) => powerState === 'poweredOff')).toContain('fin-build-01');
  });

  it('asks nothing for no machines', async () => {
    const { inventory } = await bed.connect();
    bed.vcenter.control.clearCalls();

    expect(await inventory.readVms([])).toEqual([]);
    expect(bed.vcenter.control.calls()).toEqual([]);
  });

  it('reads one cluster like all of them, and none when there is no such cluster', async () => {
    const { inventory } = await bed.connect();
    const cluster = bed.named('ClusterComputeResource', 'Finance');

    const all = await inventory.read();
    const one = await inventory.readCluster(cluster);

    expect(one).not.toBeNull();
    expect(one).toEqual(all.clusters.find(({ ref }) => ref.value === cluster.value) ?? null);
    await expectAsync(
      inventory.readCluster({ type: 'ClusterComputeResource', value: 'domain-c999999' }),
    ).toBeResolvedTo(null);
  });

  it('reads one host and one virtual machine', async () => {
    const { inventory } = await bed.connect();
    const host = bed.named('HostSystem', 'esx-lab-01.example.com');
    const vm = bed.vcenter.vcenter.registry.ofType('VirtualMachine')[0];
    if (!vm) throw new Error('The demo has virtual machines.');

    expect((await inventory.readHost(host))?.parent.type).toBe('ComputeResource');
    expect(await inventory.readVm(vm.ref)).toEqual(
      jasmine.objectContaining({ ref: vm.ref, name: vm.properties['name'] as string }),
    );
    await expectAsync(inventory.readHost({ type: 'HostSystem', value: 'host-0' })).toBeResolvedTo(
      null,
    );
    await expectAsync(inventory.readVm({ type: 'VirtualMachine', value: 'vm-0' })).toBeResolvedTo(
      null,
    );
  });

  it('writes names as people do, without the escapes of the API', async () => {
    const cluster = bed.named('ClusterComputeResource', 'Production');
    bed.vcenter.vcenter.registry.update(cluster, { name: 'A%2fB%5cC 100%25 %41' });
    const { inventory } = await bed.connect();

    expect((await inventory.readCluster(cluster))?.name).toBe('A/B\\C 100% %41');
  });

  it('needs as many calls for a large inventory as for a small one, pages aside', async () => {
    await bed.close();
    const small = await callsToRead({ clusters: 1, hosts: 2, vms: 0 });
    const large = await callsToRead({ clusters: 8, hosts: 30, vms: 0 });

    expect(small.filter((name) => !name.startsWith('Continue'))).toEqual(
      large.filter((name) => !name.startsWith('Continue')),
    );
    bed = await startSimulatedVcenter();
  });

  async function callsToRead(size: Parameters<typeof sizedScenario>[0]): Promise<string[]> {
    const scenario = sizedScenario(size, {
      [DEMO_SERVICE_ACCOUNT]: PASSWORDS[DEMO_SERVICE_ACCOUNT],
    });
    const sized = await startSimulatedVcenter({ scenario });
    try {
      const { inventory } = await sized.connect();
      sized.vcenter.control.clearCalls();
      const { clusters } = await inventory.read();
      expect(clusters.length).toBe(size.clusters);
      return sized.vcenter.control.calls().map(({ method }) => method);
    } finally {
      await sized.close();
    }
  }

  it('reads again when its session ended in the middle of the pages', async () => {
    const { inventory } = await bed.connect();
    bed.vcenter.control.addFault({
      method: 'RetrievePropertiesEx',
      times: 1,
      fault: { type: 'NotAuthenticated' },
    });

    const { clusters } = await inventory.read();

    expect(clusters.length).toBe(9);
    expect(bed.vcenter.control.calls('Login').length).toBe(2);
  });

  it('destroys its view also when reading fails', async () => {
    const { inventory } = await bed.connect();
    bed.vcenter.control.addFault({ method: 'RetrievePropertiesEx', times: 1 });

    await expectAsync(inventory.read()).toBeRejected();

    expect(bed.vcenter.control.calls('DestroyView').length).toBe(1);
  });

  it('asks each host once for its acceptance level and keeps the answer for five minutes', async () => {
    const { inventory } = await bed.connect();
    const cluster = await inventory.readCluster(
      bed.named('ClusterComputeResource', 'Partner level'),
    );
    const hosts = cluster?.hosts ?? [];

    const levels = await inventory.acceptanceLevels(hosts);
    await inventory.acceptanceLevels(hosts);

    expect([...levels.values()].sort()).toEqual(['community', 'community', 'partner']);
    expect(bed.vcenter.control.calls('HostImageConfigGetAcceptance').length).toBe(3);
    bed.clock.advance(5 * 60_000 + 1);
    await inventory.acceptanceLevels(hosts);
    expect(bed.vcenter.control.calls('HostImageConfigGetAcceptance').length).toBe(6);
  });

  it('calls the acceptance level of a host that cannot be asked unknown, and asks again', async () => {
    const { inventory } = await bed.connect();
    const cluster = await inventory.readCluster(bed.named('ClusterComputeResource', 'Finance'));
    const [host] = cluster?.hosts ?? [];
    if (!host) throw new Error('Finance has hosts.');
    bed.vcenter.control.addFault({ method: 'HostImageConfigGetAcceptance', times: 1 });

    const first = await inventory.acceptanceLevels([host]);
    const second = await inventory.acceptanceLevels([host]);

    expect([...first.values(), ...second.values()]).toEqual(['unknown', 'community']);
  });
});
