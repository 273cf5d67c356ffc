import type { Bundle } from '../domain/bundle.ts';
import type { FilterIdentity } from '../domain/filter-identity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { Problem } from '../domain/problem.ts';
import type { WorkItem } from '../domain/work-queue.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import type { ClusterRun } from './cluster-run.ts';
import type { Foreseen } from './foresight.ts';
import { lookAt } from './look-at-cluster.ts';
import { whenReachable } from './reaching-vcenter.ts';

type Known = 'cluster' | 'connection' | 'bundle' | 'bundles' | 'filter';

export interface RunSources extends Omit<ClusterRun, Known> {
  readonly vcenters: Pick<Vcenters, 'connect'>;
  readonly bundles: Pick<
    BundleCatalog,
    'find' | 'list' | 'urlOf' | 'offersHttp' | 'certificatePem'
  >;
}

/**
 * Gathers what the steps of one cluster need; waits for a vCenter that is away. Throws Problem `unknownVcenter`, or `bundleInvalid` when the
 * bundle of the plan is no longer held, and `Cancelled`.
 */
export async function prepareRun(sources: RunSources, item: WorkItem): Promise<ClusterRun> {
  const { vcenters, record } = sources;
  record.start();
  sources.cancelling.check();
  const foreseen = await sources.foresight.peek();
  const bundle = foreseen?.bundle ?? (await bundleOf(sources));
  const connection = await whenReachable(sources, () => vcenters.connect(item.vcGuid));
  const cluster = clusterOf(item);
  const filter = bundle?.filter ?? (await filterOf(sources, connection, cluster));
  return { ...sources, cluster, connection, bundle, filter };
}

/** Gathers what can be known of a cluster before its turn comes. Throws whatever stands against it now. */
export async function foresee(
  sources: Pick<RunSources, 'vcenters' | 'bundles' | 'record' | 'clock'>,
  item: WorkItem,
): Promise<Foreseen> {
  const bundle = await bundleOf(sources);
  const connection = await sources.vcenters.connect(item.vcGuid);
  const sight = await lookAt({ ...sources, connection, cluster: clusterOf(item) });
  return { ...sight, bundle };
}

/** The cluster that an item of the queue is about. */
export function clusterOf({ clusterId }: WorkItem): ManagedObjectReference {
  return { type: 'ClusterComputeResource', value: clusterId };
}

async function bundleOf({
  bundles,
  record,
}: Pick<RunSources, 'bundles' | 'record'>): Promise<Bundle | null> {
  const { action, bundleId, filterName } = record.current;
  const bundle = bundleId === null ? null : await bundles.find(bundleId);
  if (bundle === null && (action === 'install' || action === 'update'))
    throw new Problem('bundleInvalid', `The bundle of ${filterName} is no longer on the server.`);
  return bundle;
}

/** Whose filter it is when no bundle tells: what vCenter lists under the id of the plan, or what another bundle of that name says. */
async function filterOf(
  sources: RunSources,
  { ioFilters }: VcenterConnection,
  cluster: ClusterRun['cluster'],
): Promise<FilterIdentity> {
  const { filterId, filterName } = sources.record.current;
  const listed = await whenReachable(sources, () => ioFilters.installedOn(cluster));
  const bundles = await sources.bundles.list();
  const known =
    listed.find(({ id }) => id === filterId) ??
    bundles.find(({ filter }) => filter.name === filterName)?.filter;
  return { name: known?.name ?? filterName, vendor: known?.vendor ?? '' };
}
