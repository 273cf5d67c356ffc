import type { TaskHandle } from '../core/vcenter.ts';
import type { Session } from '../core/session.ts';
import { clusterHosts } from './filter-context.ts';
import type { FilterContext } from './filter-context.ts';
import type { FilterRecord } from './filter-store.ts';
import { runOnHosts } from './run-operation.ts';

/** The work of an uninstall task; the record goes when the filter is off every host. */
export async function uninstallFilter(
  context: FilterContext,
  record: FilterRecord,
  { task, session }: { readonly task: TaskHandle; readonly session: Session },
): Promise<void> {
  record.opType = 'uninstall';
  record.issues.clear();
  const hosts = clusterHosts(context, record.cluster);
  await runOnHosts(context, record, { hosts, task, session });
  context.store.remove(record);
}
