import type { BundleTrustRoute } from '../../src/domain/bundle-trust.ts';
import type { BundleUrlState } from '../../src/domain/bundle-url.ts';
import type { Bundle } from '../../src/domain/bundle.ts';
import type { ClusterWorld } from '../../src/domain/cluster-world.ts';
import { bundleSet } from '../../src/domain/filter-identity.ts';
import type { ClusterFacts, HostFacts } from '../../src/domain/inventory-facts.ts';
import { aBundle, aCluster, aClusterFilter, aHost, aHostFilter } from '../inventory-builders.ts';

const OLD = '1.1.0-1OEM.800.1.0.1';

/** A host with the latest filter. */
export function latestOn(number: number, changes: Partial<HostFacts> = {}): HostFacts {
  return aHost(number, { filters: [aHostFilter()], ...changes });
}

/** A host with an older filter. */
export function olderOn(number: number, changes: Partial<HostFacts> = {}): HostFacts {
  return aHost(number, { filters: [aHostFilter({ version: OLD })], ...changes });
}

/** vCenter lists the latest filter, an older one, or one that it has begun to remove. */
export const listed = { clusterFilters: [aClusterFilter()] };
export const listedOlder = { clusterFilters: [aClusterFilter({ version: OLD })] };
export const beingRemoved = { clusterFilters: [aClusterFilter({ operation: 'uninstall' })] };

/** The cluster with other settings. */
export function clusterWith(
  changes: Partial<ClusterFacts>,
  hosts: readonly HostFacts[] = [aHost(1), aHost(2)],
): Partial<ClusterWorld> {
  return { cluster: aCluster(1, hosts, changes) };
}

export const DRS_OFF = { drs: { enabled: false, behavior: null } };
export const DRS_MANUAL = { drs: { enabled: true, behavior: 'manual' } };
export const DRS_PARTIAL = { drs: { enabled: true, behavior: 'partiallyAutomated' } };

/** The server holds these bundles and no others. */
export function holding(...held: readonly Bundle[]): Partial<ClusterWorld> {
  const find = (flavor: string): Bundle | null =>
    held.find((bundle) => bundle.flavor === flavor) ?? null;
  return { bundles: bundleSet({ vaio7: find('vaio7'), vaio8: find('vaio8') }, held) };
}

/** One account lacks a privilege on host-2. */
export function lacking(
  who: 'user' | 'serviceAccount',
  privilege: string,
): Pick<ClusterWorld, 'user'> | Pick<ClusterWorld, 'serviceAccount'> {
  const missing = [{ hostId: 'host-2', privilege }];
  return who === 'user'
    ? { user: { name: 'VSPHERE.LOCAL\\otto', missing } }
    : { serviceAccount: { name: 'VSPHERE.LOCAL\\service', missing } };
}

/** The bundle gets to vCenter in that way, and this came of looking at its address. */
export function delivered(
  route: BundleTrustRoute,
  apiVersion: string,
  state: BundleUrlState,
): Partial<ClusterWorld> {
  return { delivery: { route, apiVersion, urls: new Map([[aBundle().id, state]]) } };
}
