import { aWorld } from '../../testing/cluster-world-builder.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import {
  clusterWith,
  holding,
  latestOn,
  listed,
  listedOlder,
  olderOn,
} from '../../testing/plan-situations/shared-worlds.ts';
import { REMOVE } from '../../testing/plan-table.ts';
import { aJob, aVm, usedBy } from '../../testing/usage-builders.ts';
import type { ClusterWorld } from './cluster-world.ts';
import type { HostFacts } from './inventory-facts.ts';
import { planDifferences } from './plan-difference.ts';
import type { ClusterWish, Plan } from './plan.ts';
import { canonicalPlan, planCluster } from './planning.ts';

function planOf(
  hosts: readonly HostFacts[],
  world: Partial<ClusterWorld> = {},
  wish?: ClusterWish,
): Plan {
  return {
    vcGuid: 'guid',
    hash: '',
    policies: [],
    clusters: [planCluster(aWorld(hosts, world), wish)],
  };
}

function differences(before: Plan, now: Plan): readonly string[] {
  const sentences = planDifferences(before, now);
  // What makes a plan stale has to have a sentence, and nothing else.
  expect(sentences.length > 0).toBe(canonicalPlan(before) !== canonicalPlan(now));
  return sentences;
}

const both = [aHost(1), aHost(2)];
const carrying = [latestOn(1), latestOn(2)];

describe('what has moved between two plans', () => {
  it('is nothing when they are the same', () => {
    expect(differences(planOf(both), planOf(both))).toEqual([]);
  });

  it('is nothing when only a name has changed', () => {
    expect(differences(planOf(both), planOf(both, clusterWith({ name: 'Other' }, both)))).toEqual(
      [],
    );
  });

  it('says that another activity has come to the cluster', () => {
    const busy = planOf(both, { busyActivityId: 'a' });

    expect(differences(planOf(both), busy)).toEqual([
      'The filter of Cluster 1 was to be installed, now it would not be changed.',
    ]);
  });

  it('is nothing when a clock has drifted', () => {
    const vcenter = { vcGuid: 'guid', name: 'vc.example.com', clockAheadSeconds: 600 };

    expect(differences(planOf(both), planOf(both, { vcenter }))).toEqual([]);
  });

  it('says which host has joined and which has left', () => {
    const now = planOf([aHost(1), aHost(3)]);

    expect(differences(planOf(both), now)).toEqual([
      'esx-3.example.com has joined Cluster 1.',
      'esx-2.example.com has left Cluster 1.',
    ]);
  });

  it('says what has become true of a host, and what is no longer', () => {
    const waiting = planOf([aHost(1), aHost(2, { rebootRequired: true })]);
    const reason = 'esx-2.example.com waits for a reboot; it may refuse other software until then.';

    expect(differences(planOf(both), waiting)).toEqual([`New for esx-2.example.com: ${reason}`]);
    expect(differences(waiting, planOf(both))).toEqual([
      `No longer true for esx-2.example.com: ${reason}`,
    ]);
  });

  it('says that something stands against it now', () => {
    const [action, finding] = differences(
      planOf(both),
      planOf(both, clusterWith({ lifecycleManaged: true })),
    );

    expect(action).toBe(
      'The filter of Cluster 1 was to be installed, now it would not be changed.',
    );
    expect([action, finding].join(' ')).toContain('is managed with a single image');
  });

  it('says which bundle would come instead', () => {
    const newer = aBundle({
      id: 'c'.repeat(64),
      fileName: 'newer.zip',
      filter: { ...aBundle().filter, productVersion: '1.3.0' },
    });

    expect(differences(planOf(both), planOf(both, holding(newer)))).toEqual([
      'Cluster 1 would get another bundle: newer.zip, version 1.3.0.',
    ]);
  });

  it('says that the bundle is no longer there', () => {
    expect(differences(planOf(both), planOf(both, holding()))).toContain(
      'The server no longer holds a bundle for Cluster 1.',
    );
  });

  it('says that somebody else has updated the cluster', () => {
    const before = planOf([olderOn(1), olderOn(2)], listedOlder);

    expect(differences(before, planOf(carrying, listed))).toEqual(
      jasmine.arrayContaining([
        'The filter of Cluster 1 was to be updated, now it would stay as it is.',
        'Cluster 1 carries version 1.2.0 of the filter now, it was 1.1.0.',
      ]),
    );
  });

  it('says that somebody else has installed or removed the filter', () => {
    expect(differences(planOf(both), planOf(carrying, listed))).toContain(
      'Cluster 1 carries version 1.2.0 of the filter now.',
    );
    expect(differences(planOf(carrying, listed), planOf(both))).toContain(
      'Cluster 1 no longer carries the filter.',
    );
  });

  it('says that a host has lost the filter', () => {
    const before = planOf(carrying, {}, { desired: 'absent' });
    const now = planOf([latestOn(1), aHost(2)], {}, { desired: 'absent' });

    expect(differences(before, now)).toEqual([
      'The filter of Cluster 1 is in another state than before.',
    ]);
  });

  it('says which job and which machines use the filter now, and which no longer', () => {
    const free = planOf(carrying, listed, REMOVE);
    const usage = usedBy([aVm(1)], { jobs: [aJob('Shop', [1])] });
    const used = planOf(carrying, { ...listed, usage }, REMOVE);

    expect(differences(free, used)).toEqual(
      jasmine.arrayContaining([
        'The replication job Shop uses the filter of Cluster 1 now.',
        'web-1 uses the filter with 1 disk now.',
      ]),
    );
    expect(differences(used, free)).toEqual(
      jasmine.arrayContaining([
        'The replication job Shop no longer uses the filter of Cluster 1.',
        'web-1 no longer uses the filter of Cluster 1.',
      ]),
    );
  });

  it('says which cluster was not in the plan, and which no longer is', () => {
    const other = {
      ...planOf(both),
      clusters: [planCluster(aWorld(both, { cluster: aCluster(2, both) }))],
    };

    expect(differences(planOf(both), other)).toEqual([
      'Cluster 2 was not in the plan that you saw.',
      'Cluster 1 is no longer in the plan.',
    ]);
  });
});
