import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aCluster, aHost } from '../../testing/inventory-builders.ts';
import { addVms } from '../../testing/vm-world.ts';
import type { SessionUser } from '../ports/vcenter.ts';
import { refuseUnlessMayCancel } from './cancel-rights.ts';

const CLUSTERS = 3;
const numbers = Array.from({ length: CLUSTERS }, (_, index) => index + 1);
const rows = numbers.map((number) => ({
  action: 'install' as const,
  clusterId: `domain-c${number}`,
  clusterName: `Cluster ${number}`,
}));

describe('The right to cancel', () => {
  let vcenter: FakeVcenter;

  beforeEach(() => {
    vcenter = new FakeVcenter({
      clusters: numbers.map((number) => aCluster(number, [aHost(number)])),
    });
    addVms(vcenter.world, { count: CLUSTERS });
  });

  /** Each cluster has one machine that is still to be changed, of the same number. */
  const asking = (user: SessionUser) =>
    refuseUnlessMayCancel(vcenter.connection(), user, {
      rows,
      machinesOf: ({ clusterId }) => [
        { type: 'VirtualMachine', value: clusterId.replace('domain-c', 'vm-') },
      ],
    });
  const refusal = (words: string) =>
    jasmine.objectContaining({
      code: 'notPermitted',
      message: jasmine.stringContaining(words),
    });

  it('is asked once for all hosts and once for all machines, whatever the number of clusters', async () => {
    await asking(vcenter.user('anna'));

    expect(vcenter.wire.calls).toEqual([
      'Inventory.read',
      'HasPrivilegeOnEntities',
      'HasPrivilegeOnEntities',
    ]);
  });

  it('takes the privilege on the hosts of each cluster', async () => {
    const otto = vcenter.user('otto', { objectId: 'host-2', privilege: 'Host.Config.Patch' });
    await expectAsync(asking(otto)).toBeRejectedWith(refusal('every host of Cluster 2'));
  });

  it('takes the privilege on the machines of each cluster, and seeing them', async () => {
    const privilege = 'VirtualMachine.Config.EditDevice';
    const otto = vcenter.user('otto', { objectId: 'vm-2', privilege });
    const bert = vcenter.user('bert', { objectId: 'vm-3', privilege: 'System.Read' });
    await expectAsync(asking(otto)).toBeRejectedWith(refusal('machine of Cluster 2'));
    await expectAsync(asking(bert)).toBeRejectedWith(refusal('machine of Cluster 3'));
  });

  it('does not depend on a machine that is gone', async () => {
    vcenter.world.vms.delete('vm-2');
    await expectAsync(asking(vcenter.user('anna'))).toBeResolved();
  });
});
