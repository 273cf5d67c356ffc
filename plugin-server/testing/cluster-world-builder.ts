import type { ClusterWorld } from '../src/domain/cluster-world.ts';
import { UNUSED } from '../src/domain/filter-usage.ts';
import { bundleSet } from '../src/domain/filter-identity.ts';
import type { HostFacts } from '../src/domain/inventory-facts.ts';
import { aBundle, aCluster, aVaio7Bundle } from './inventory-builders.ts';

/** A cluster in the best of worlds: all hosts at Community level, nobody lacks a privilege, both bundles are there. */
export function aWorld(
  hosts: readonly HostFacts[],
  changes: Partial<ClusterWorld> = {},
): ClusterWorld {
  const bundles = [aVaio7Bundle(), aBundle()];
  return {
    cluster: aCluster(1, hosts),
    hiddenHostIds: new Set(),
    clusterFilters: [],
    issues: [],
    acceptanceLevels: new Map(hosts.map((host) => [host.ref.value, 'community'])),
    user: { name: 'VSPHERE.LOCAL\\anna', missing: [] },
    serviceAccount: { name: 'VSPHERE.LOCAL\\service', missing: [] },
    bundles: bundleSet({ vaio7: aVaio7Bundle(), vaio8: aBundle() }, bundles),
    refusedBundles: [],
    delivery: null,
    vcenter: { vcGuid: 'guid', name: 'vc.example.com', clockAheadSeconds: 0 },
    usage: UNUSED,
    busyActivityId: null,
    ...changes,
  };
}
