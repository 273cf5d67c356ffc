import { aWorld } from '../../testing/cluster-world-builder.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { bundleSet } from './filter-identity.ts';
import { canonicalPlan, planCluster } from './planning.ts';

const hosts = [aHost(1), aHost(2)];

function canonical(changes: Partial<ClusterWorld> = {}): string {
  return canonicalPlan({
    vcGuid: 'guid',
    policies: [],
    clusters: [planCluster(aWorld(hosts, changes))],
  });
}

describe('the canonical form of a plan', () => {
  const same: readonly (readonly [string, Partial<ClusterWorld>])[] = [
    ['nothing has changed', {}],
    ['the hosts come in another order', { cluster: aCluster(1, [...hosts].reverse()) }],
    ['the cluster has been renamed', { cluster: aCluster(1, hosts, { name: 'Renamed' }) }],
    ['a host has been renamed', { cluster: aCluster(1, [aHost(1), aHost(2, { name: 'x' })]) }],
    [
      'a certificate was renewed',
      { cluster: aCluster(1, [aHost(1), aHost(2, { sslThumbprint: 'FF' })]) },
    ],
  ];
  for (const [situation, changes] of same)
    it(`stays the same when ${situation}`, () => {
      expect(canonical(changes)).toBe(canonical());
    });

  const newer = aBundle({ id: 'c'.repeat(64) });
  const moved: readonly (readonly [string, Partial<ClusterWorld>])[] = [
    ['a host has joined', { cluster: aCluster(1, [...hosts, aHost(3)]) }],
    ['a host has left', { cluster: aCluster(1, [aHost(1)]) }],
    [
      'a host was lost',
      {
        cluster: aCluster(1, [
          aHost(1),
          aHost(2, { connectionState: 'disconnected', filters: null }),
        ]),
      },
    ],
    ['a blocker has appeared', { cluster: aCluster(1, hosts, { lifecycleManaged: true }) }],
    ['the bundle was replaced', { bundles: bundleSet({ vaio7: null, vaio8: newer }, [newer]) }],
    [
      'a privilege was taken away',
      { user: { name: 'anna', missing: [{ hostId: 'host-1', privilege: 'Host.Config.Patch' }] } },
    ],
  ];
  for (const [situation, changes] of moved)
    it(`changes when ${situation}`, () => {
      expect(canonical(changes)).not.toBe(canonical());
    });
});
