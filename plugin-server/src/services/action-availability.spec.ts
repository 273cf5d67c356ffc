import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost, aHostFilter } from '../../testing/inventory-builders.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import { ActionAvailability } from './action-availability.ts';

describe('the action to set the filter up', () => {
  let vcenter: FakeVcenter;
  const idle: Pick<ActivityRunner, 'busyActivity'> = { busyActivity: () => null };

  beforeEach(() => {
    vcenter = new FakeVcenter({
      clusters: [
        aCluster(1, [aHost(1), aHost(2)]),
        aCluster(2, [aHost(3)], { lifecycleManaged: true }),
        aCluster(3, []),
      ],
      bundles: [aBundle()],
    });
  });

  const reasons = async (
    user = vcenter.user('anna'),
    ids: readonly string[] = ['domain-c1'],
  ): Promise<readonly (string | null)[]> => {
    const offers = new ActionAvailability({
      vcenters: vcenter.vcenters(),
      runner: idle,
      bundles: vcenter,
    });
    return (await offers.clusterActions(user, ids)).map(({ setup }) => setup.reason);
  };

  it('is offered to who may do it', async () => {
    expect(await reasons()).toEqual([null]);
  });

  it('is denied without Query patch, with the number of hosts', async () => {
    const user = vcenter.user('otto', { objectId: 'host-2', privilege: 'Host.Config.Patch' });

    expect(await reasons(user)).toEqual([
      'You need Host > Configuration > Query patch on every host of Cluster 1; it is missing on 1 of 2.',
    ]);
  });

  it('answers for many clusters in the order asked, with one question about rights', async () => {
    const answers = await reasons(vcenter.user('anna'), ['domain-c3', 'domain-c1', 'domain-c2']);

    expect(answers).toEqual([
      'Cluster 3 has no hosts.',
      null,
      'Cluster 2 is managed with a single image.',
    ]);
    expect(vcenter.wire.count('HasPrivilegeOnEntities')).toBe(1);
  });

  it('is denied, not an error, for a cluster that is not there or hidden', async () => {
    const user = vcenter.user('otto', { objectId: 'domain-c1', privilege: 'System.Read' });

    const answers = await reasons(user, ['domain-c1', 'domain-c99']);

    expect(new Set(answers)).toEqual(new Set(['There is no such cluster, or you may not see it.']));
  });
});

describe('the actions on a cluster that carries the filter', () => {
  const older = aHostFilter({ version: '1.1.0-1OEM.800.1.0.20613240' });
  const vcenter = new FakeVcenter({
    clusters: [
      aCluster(1, [aHost(1, { filters: [older] }), aHost(2, { filters: [older] })]),
      aCluster(2, [aHost(3, { filters: [aHostFilter()] })]),
      aCluster(3, [aHost(4)]),
    ],
    bundles: [aBundle()],
  });
  const offersFor = async (user = vcenter.user('anna')) => {
    const runner = { busyActivity: () => null };
    const offers = new ActionAvailability({
      vcenters: vcenter.vcenters(),
      runner,
      bundles: vcenter,
    });
    return offers.clusterActions(user, ['domain-c1', 'domain-c2', 'domain-c3']);
  };

  it('offers the update only for an older filter, the removal only where there is one', async () => {
    const rows = await offersFor();

    expect(rows.map(({ update }) => update.allowed)).toEqual([true, false, false]);
    expect(rows.map(({ remove }) => remove.allowed)).toEqual([true, true, false]);
    expect(rows[2]?.remove.reason).toBe('Cluster 3 has no I/O Filter.');
  });

  it('denies both without Maintenance on every host, which installing does not need', async () => {
    const [row] = await offersFor(
      vcenter.user('otto', { objectId: 'host-2', privilege: 'Host.Config.Maintenance' }),
    );

    expect(row?.setup.allowed).toBeTrue();
    expect(row?.update.reason).toContain('Host > Configuration > Maintenance');
    expect(row?.remove.allowed).toBeFalse();
  });
});
