import { clusterState } from '../domain/cluster-state.ts';
import { ourClusterFilter } from '../domain/filter-identity.ts';
import type { Plan } from '../domain/plan.ts';
import { Problem } from '../domain/problem.ts';
import { productVersion } from '../domain/version.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { AuthenticatedUser, VcenterConnection } from '../ports/vcenter.ts';
import { heldBundles } from './held-bundles.ts';
import { notFound, visibilityFor } from './visibility.ts';

/**
 * What it takes to resolve the issues of one cluster, or of one of its hosts. Throws Problem `notFound`, or `invalidRequest` when vCenter
 * lists no filter of ours on the cluster.
 */
export async function repairPlan(
  sources: {
    readonly connection: VcenterConnection;
    readonly bundles: Pick<BundleCatalog, 'list' | 'latest'>;
  },
  user: AuthenticatedUser,
  clusterId: string,
  hostId?: string,
): Promise<Plan> {
  const { inventory, privileges, ioFilters } = sources.connection;
  const ref = { type: 'ClusterComputeResource', value: clusterId };
  const cluster = await inventory.readCluster(ref);
  const visible = await visibilityFor(privileges, user, cluster === null ? [] : [ref]);
  if (cluster === null || !visible.canSee(ref)) throw notFound('cluster', clusterId);
  const hosts = cluster.hosts.filter((host) => hostId === undefined || host.ref.value === hostId);
  if (hosts.length === 0) throw notFound('host', hostId ?? '');
  const bundles = await heldBundles(sources.bundles);
  const clusterFilters = await ioFilters.installedOn(ref);
  const filter = ourClusterFilter(clusterFilters, bundles.identities);
  if (filter === null)
    throw new Problem('invalidRequest', `vCenter lists no filter of ours on ${cluster.name}.`);
  const state = {
    ...clusterState({ cluster, clusterFilters, issues: [], bundles }),
    version: productVersion(filter.version),
  };
  const row = {
    cluster: ref,
    clusterName: cluster.name,
    action: 'resolve' as const,
    state,
    bundle: null,
    filterId: filter.id,
    hosts: hosts.map((host) => ({ ref: host.ref, name: host.name })),
    findings: [],
    jobs: [],
    virtualMachines: [],
    policyChanges: [],
  };
  return { vcGuid: user.vcGuid, clusters: [row], policies: [], hash: '' };
}
