import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aDisconnectedHost,
  aHost,
  aHostFilter,
  aVaio7Bundle,
} from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import type { InventoryView } from './inventory-view.ts';

const withFilter = { filters: [aHostFilter()] };
const standaloneParent = { type: 'ComputeResource', value: 'domain-s9' };

function demo(): FakeVcenter {
  const vcenter = new FakeVcenter({
    clusters: [
      aCluster(1, [aHost(1, withFilter), aDisconnectedHost(2)]),
      aCluster(2, [aHost(3), aHost(4)]),
      aCluster(3, [aHost(5, { version: '7.0.3' })], { lifecycleManaged: true }),
    ],
    standaloneHosts: [{ ...aHost(9, { parent: standaloneParent }), datacenter: 'Lab' }],
    bundles: [aBundle(), aVaio7Bundle()],
  });
  vcenter.world.putRecord(aCluster(1, []).ref, { filter: aClusterFilter(), issues: [] });
  for (const [id, host] of [
    ['vm-1', 'host-1'],
    ['vm-3', 'host-3'],
  ] as const)
    vcenter.world.vms.set(id, {
      ref: { type: 'VirtualMachine', value: id },
      name: id,
      host: { type: 'HostSystem', value: host },
      powerState: 'poweredOn',
      template: false,
    });
  return vcenter;
}

function cannotRead(objectId: string): { objectId: string; privilege: string } {
  return { objectId, privilege: 'System.Read' };
}

describe('the inventory', () => {
  let vcenter: FakeVcenter;
  let view: InventoryView;

  beforeEach(() => {
    vcenter = demo();
    view = new ServerProcess(vcenter).inventoryView;
  });

  it('shows each cluster with its state and whether it can be chosen', async () => {
    const { clusters } = await view.inventory(vcenter.user('anna'));

    expect(
      clusters.map(({ cluster, state, selectable }) =>
        [cluster.name, state.kind, selectable.allowed].join(' '),
      ),
    ).toEqual([
      'Cluster 1 installed true',
      'Cluster 2 notInstalled true',
      'Cluster 3 unsupported false',
    ]);
  });

  it('shows a disconnected host as pending', async () => {
    const { clusters } = await view.inventory(vcenter.user('anna'));

    expect(clusters[0]?.daemons.map((daemon) => daemon.state)).toEqual(['installed', 'pending']);
  });

  it('shows standalone hosts with the reason why they cannot be chosen', async () => {
    const { standaloneHosts } = await view.inventory(vcenter.user('anna'));

    expect(
      standaloneHosts.map(({ daemon, datacenter, findings }) => [
        daemon.host.name,
        datacenter,
        findings.map((finding) => finding.code).join(),
      ]),
    ).toEqual([['esx-9.example.com', 'Lab', 'standaloneHost']]);
  });

  it('tells kit and lowest ESXi version of each cluster', async () => {
    const { clusters } = await view.inventory(vcenter.user('anna'));

    expect(clusters.map((row) => [row.lowestEsxiVersion, row.bundleFlavor])).toEqual([
      ['8.0.3', 'vaio8'],
      ['8.0.3', 'vaio8'],
      ['7.0.3', 'vaio7'],
    ]);
  });

  it('leaves out what the user may not see', async () => {
    const user = vcenter.user('otto', cannotRead('domain-c2'), cannotRead('host-9'));

    const { clusters, standaloneHosts } = await view.inventory(user);

    expect(clusters.map(({ cluster }) => cluster.name)).toEqual(['Cluster 1', 'Cluster 3']);
    expect(standaloneHosts).toEqual([]);
  });

  it('does not show a hidden host of a cluster that is shown', async () => {
    const user = vcenter.user('otto', cannotRead('host-4'));

    const cluster = await view.cluster(user, 'domain-c2');

    expect(cluster.daemons.map((daemon) => daemon.host.name)).toEqual(['esx-3.example.com']);
    expect(JSON.stringify(cluster)).not.toContain('host-4');
    expect(cluster.selectable.allowed).toBe(false);
  });

  it('is read with as many calls for many hosts as for few', async () => {
    const calls = async (hosts: number): Promise<number> => {
      const many = Array.from({ length: hosts }, (_, index) => aHost(index + 1));
      const other = new FakeVcenter({ clusters: [aCluster(1, many)], bundles: [aBundle()] });
      await new ServerProcess(other).inventoryView.inventory(other.user('anna'));
      return other.wire.calls.length;
    };

    expect(await calls(64)).toBe(await calls(1));
  });

  it('lists the daemons of all clusters, one for each host', async () => {
    const daemons = await view.daemons(vcenter.user('anna'));

    expect(daemons.map((daemon) => daemon.host.ref.value)).toEqual([
      'host-1',
      'host-2',
      'host-3',
      'host-4',
      'host-5',
    ]);
  });
});

describe('a summary card', () => {
  let vcenter: FakeVcenter;
  let view: InventoryView;

  beforeEach(() => {
    vcenter = demo();
    view = new ServerProcess(vcenter).inventoryView;
  });

  it('of a cluster tells the state and asks no host for its acceptance level', async () => {
    const summary = await view.clusterSummary(vcenter.user('anna'), 'domain-c1');

    expect([summary.state.installedHosts, summary.state.totalHosts]).toEqual([1, 2]);
    expect(summary.protectable.allowed).toBe(true);
    expect(vcenter.wire.calls).not.toContain('HostImageConfigGetAcceptance');
    expect(vcenter.wire.calls).not.toContain('Inventory.read');
  });

  it('of a host tells daemon and acceptance level', async () => {
    vcenter.world.acceptanceLevels.set('host-3', 'partner');

    const daemon = await view.hostSummary(vcenter.user('anna'), 'host-3');

    expect([daemon.state, daemon.acceptanceLevel, daemon.cluster?.name]).toEqual([
      'notInstalled',
      'partner',
      'Cluster 2',
    ]);
  });

  it('of a standalone host says that it cannot carry the filter', async () => {
    const daemon = await view.hostSummary(vcenter.user('anna'), 'host-9');

    expect(daemon.message).toContain('clusters only');
  });

  it('of a VM tells whether it can be replicated, and reads neither clusters nor levels', async () => {
    const yes = await view.vmSummary(vcenter.user('anna'), 'vm-1');
    const no = await view.vmSummary(vcenter.user('anna'), 'vm-3');

    expect([yes.protectable.allowed, no.protectable.allowed]).toEqual([true, false]);
    expect(yes.hostName).toBe('esx-1.example.com');
    expect(new Set(vcenter.wire.calls)).toEqual(
      new Set([
        'connect',
        'VmInventory.read',
        'VmInventory.disks',
        'Inventory.readHost',
        'HasPrivilegeOnEntities',
      ]),
    );
  });

  it('of a VM does not name a host that the user may not see', async () => {
    const summary = await view.vmSummary(vcenter.user('otto', cannotRead('host-1')), 'vm-1');

    expect(summary.hostName).toBeNull();
    expect(summary.filterOnHost).toBeNull();
  });

  const questions = [
    ['cluster', (user: 'anna' | 'otto') => view.cluster(vcenter.user(user), 'domain-c99')],
    ['cluster summary', (user: 'anna') => view.clusterSummary(vcenter.user(user), 'domain-c99')],
    ['host', (user: 'anna') => view.hostSummary(vcenter.user(user), 'host-99')],
    ['VM', (user: 'anna') => view.vmSummary(vcenter.user(user), 'vm-99')],
  ] as const;
  for (const [what, ask] of questions)
    it(`of a ${what} that is not there is not found`, async () => {
      await expectAsync(Promise.resolve(ask('anna'))).toBeRejectedWith(
        jasmine.objectContaining({ code: 'notFound' }),
      );
    });

  const hidden = [
    [
      'cluster',
      'domain-c1',
      (id: string) => view.cluster(vcenter.user('otto', cannotRead(id)), id),
    ],
    [
      'cluster summary',
      'domain-c1',
      (id: string) => view.clusterSummary(vcenter.user('otto', cannotRead(id)), id),
    ],
    ['host', 'host-1', (id: string) => view.hostSummary(vcenter.user('otto', cannotRead(id)), id)],
    ['VM', 'vm-1', (id: string) => view.vmSummary(vcenter.user('otto', cannotRead(id)), id)],
  ] as const;
  for (const [what, id, ask] of hidden)
    it(`of a ${what} that the user may not see is not found`, async () => {
      await expectAsync(Promise.resolve(ask(id))).toBeRejectedWith(
        jasmine.objectContaining({ code: 'notFound' }),
      );
    });
});
