import type { DataObject } from '../core/managed-object.ts';
import type { TaskHandle } from '../core/vcenter.ts';
import { invalidArgument } from '../core/vim-fault.ts';
import { compareVibVersions } from './vib-version.ts';
import { moveDisks } from './disk-filters.ts';
import { fetchVib, toRecord } from './fetch-vib.ts';
import { clusterHosts } from './filter-context.ts';
import type { BundleRequest, FilterContext } from './filter-context.ts';
import { clusterFilterInfo } from './filter-store.ts';
import type { FilterRecord } from './filter-store.ts';
import { DOWNLOADED_PERCENT, runOnHosts } from './run-operation.ts';

/**
 * The work of an upgrade task: on each host the old filter goes and the new one comes, in maintenance mode. Disks keep the filter. The new record
 * takes the place of the old one before the first host is touched (simulation's choice).
 * @returns `ClusterIoFilterInfo`
 * @throws VimFault InvalidArgument when the bundle is no newer version of the same filter
 */
export async function upgradeFilter(
  context: FilterContext,
  old: FilterRecord,
  request: BundleRequest,
  task: TaskHandle,
): Promise<DataObject> {
  const vib = await fetchVib(context, request, task.signal);
  const same = vib.name === old.filter.name && vib.vendor === old.filter.vendor;
  if (!same || compareVibVersions(vib.version, old.filter.version) <= 0) {
    const text = `${vib.name} ${vib.version} is no upgrade of ${old.filter.name} ${old.filter.version}.`;
    throw invalidArgument('vibUrl', text);
  }
  const record = toRecord(request, vib, 'upgrade');
  context.store.remove(old);
  context.store.add(record);
  task.progress(DOWNLOADED_PERCENT);
  const hosts = clusterHosts(context, request.cluster);
  try {
    await runOnHosts(context, record, { hosts, task, session: request.session });
  } finally {
    moveDisks(context, request.cluster, old.filter.id, record.filter.id);
  }
  return clusterFilterInfo(record);
}
