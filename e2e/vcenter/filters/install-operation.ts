import type { DataObject, Ref } from '../core/managed-object.ts';
import type { TaskHandle } from '../core/vcenter.ts';
import { VimFault } from '../core/vim-fault.ts';
import { fetchVib, toRecord } from './fetch-vib.ts';
import { clusterHosts } from './filter-context.ts';
import type { BundleRequest, FilterContext } from './filter-context.ts';
import { FilterIssue } from './filter-issue.ts';
import { clusterFilterInfo } from './filter-store.ts';
import type { FilterRecord } from './filter-store.ts';
import { DOWNLOADED_PERCENT, runOnHosts } from './run-operation.ts';
import type { VibFacts } from './vib-reader.ts';

/**
 * The work of an install task: fetch and read the bundle, then the hosts. The record appears as soon as the filter's name is known and stays when hosts
 * fail, so that the issues can be read and resolved.
 * @returns `ClusterIoFilterInfo`
 */
export async function installFilter(
  context: FilterContext,
  request: BundleRequest,
  task: TaskHandle,
): Promise<DataObject> {
  const record = addRecord(context, request, await fetchVib(context, request, task.signal));
  task.progress(DOWNLOADED_PERCENT);
  const hosts = clusterHosts(context, request.cluster);
  await runOnHosts(context, record, { hosts, task, session: request.session });
  return clusterFilterInfo(record);
}

/** Makes the cluster's record unless the filter is there already; two installations at once cannot both get past this. */
function addRecord(context: FilterContext, request: BundleRequest, vib: VibFacts): FilterRecord {
  const same = context.store
    .of(request.cluster)
    .find(({ filter }) => filter.name === vib.name && filter.vendor === vib.vendor);
  if (same !== undefined) {
    const text = `A filter with the name ${vib.name} of ${vib.vendor} is on the cluster already.`;
    throw new VimFault('AlreadyExists', { name: same.filter.id }, text);
  }
  refuseImageCluster(context, request.cluster, vib);
  const record = toRecord(request, vib, 'install');
  context.store.add(record);
  return record;
}

/** An image takes no content of the community level; how vCenter says so is not documented (simulation's choice). */
function refuseImageCluster({ world }: FilterContext, cluster: Ref, vib: VibFacts): void {
  const { properties } = world.vcenter.registry.get(cluster);
  if (properties['lifecycleManaged'] !== true || vib.acceptanceLevel !== 'community') return;
  const text = `The cluster is managed with a single image, which cannot hold the community VIB ${vib.name}.`;
  throw new FilterIssue('acceptanceLevel', text).toFault();
}
