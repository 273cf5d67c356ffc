import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { VcenterUnreachable, VimFault } from '../domain/vim-fault.ts';

function twoClusters(): FakeVcenter {
  return new FakeVcenter({
    clusters: [aCluster(1, [aHost(1)]), aCluster(2, [aHost(2)])],
    bundles: [aBundle()],
  });
}

const gone = new VimFault('ManagedObjectNotFound', 'gone', { obj: aHost(1).ref });

describe('an object that is removed while the inventory is read', () => {
  it('does not spoil the answer about the rights of the user', async () => {
    const vcenter = twoClusters();
    vcenter.wire.addFault({ method: 'HasPrivilegeOnEntities', when: 'before', error: gone });

    const { clusters } = await new ServerProcess(vcenter).inventoryView.inventory(
      vcenter.user('anna'),
    );

    expect(clusters.map((row) => row.daemons.length)).toEqual([0, 1]);
  });

  it('does not spoil the answer about the rights of the service account', async () => {
    const vcenter = twoClusters();
    vcenter.wire.addFault({
      method: 'HasPrivilegeOnEntities',
      when: 'before',
      error: gone,
      skip: 1,
    });

    const { clusters } = await new ServerProcess(vcenter).inventoryView.inventory(
      vcenter.user('anna'),
    );

    expect(clusters.length).toBe(2);
  });

  it('does not spoil the answer about filters', async () => {
    const vcenter = twoClusters();
    vcenter.wire.addFault({ method: 'QueryIoFilterInfo', when: 'before', error: gone });

    const { clusters } = await new ServerProcess(vcenter).inventoryView.inventory(
      vcenter.user('anna'),
    );

    expect(clusters.map((row) => row.state.kind)).toEqual(['notInstalled', 'notInstalled']);
  });
});

describe('a failure of vCenter', () => {
  for (const error of [new VimFault('SystemError', 'Broken.'), new VcenterUnreachable('Away.')])
    it(`is passed on and not taken for an empty inventory: ${error.message}`, async () => {
      const vcenter = twoClusters();
      vcenter.wire.addFault({ method: 'QueryIoFilterInfo', when: 'before', error });

      const inventory = new ServerProcess(vcenter).inventoryView.inventory(vcenter.user('anna'));

      await expectAsync(inventory).toBeRejectedWith(error);
    });
});
