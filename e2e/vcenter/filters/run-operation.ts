import type { Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import type { Session } from '../core/session.ts';
import type { TaskHandle } from '../core/vcenter.ts';
import { VimFault } from '../core/vim-fault.ts';
import type { FilterContext } from './filter-context.ts';
import { postFilterEvent } from './filter-events.ts';
import type { FilterEventId } from './filter-events.ts';
import type { FilterRecord } from './filter-store.ts';
import { applyToHost } from './host-deployment.ts';

/** Share of the progress bar that the download takes. */
export const DOWNLOADED_PERCENT = 5;

/** On which hosts, as which task and for whom an operation runs. */
export interface OperationRun {
  readonly hosts: readonly Ref[];
  readonly task: TaskHandle;
  readonly session: Session;
  readonly resolving?: boolean;
}

const outcomes: Readonly<
  Record<FilterRecord['opType'], readonly [FilterEventId, FilterEventId, string, string]>
> = {
  install: [
    'FilterInstallationSuccessEvent',
    'FilterInstallationFailedEvent',
    'was installed on the cluster',
    'Installing',
  ],
  uninstall: [
    'FilterUninstallationSuccessEvent',
    'FilterUninstallationFailedEvent',
    'was removed from the cluster',
    'Removing',
  ],
  upgrade: [
    'FilterUpgradeSuccessEvent',
    'FilterUpgradeFailedEvent',
    'was upgraded on the cluster',
    'Upgrading',
  ],
};

/**
 * Does what the record's operation asks for on one host after the other, or on as many at a time as the scenario says; order and progress are the simulation's choice. The task succeeds only when all
 * of them did (vSphere API reference); a real vCenter's fault for that is not documented.
 * @throws VimFault when hosts failed
 */
export async function runOnHosts(
  context: FilterContext,
  record: FilterRecord,
  { hosts, task, session, resolving = false }: OperationRun,
): Promise<void> {
  const run = { signal: task.signal, resolving };
  for (let done = 0; done < hosts.length; done += context.hostsAtATime) {
    // Whoever cancels the task finds finished and untouched hosts, nothing in between.
    task.signal.throwIfAborted();
    const batch = hosts.slice(done, done + context.hostsAtATime);
    await Promise.all(batch.map((host) => applyToHost(context, record, host, run)));
    const share = (done + batch.length) / hosts.length;
    task.progress(Math.round(DOWNLOADED_PERCENT + share * (100 - DOWNLOADED_PERCENT)));
  }
  const { vcenter } = context.world;
  const { name, id, version } = record.filter;
  const [succeeded, failed, done, doing] = outcomes[record.opType];
  const data = { filterId: id, filterVersion: version };
  const about = { entity: record.cluster, data, session };
  const open = hosts.filter((host) => record.issues.has(refKey(host)));
  if (open.length === 0) {
    const message = `The I/O filter ${name} ${done}.`;
    if (record.issues.size === 0) postFilterEvent(vcenter, succeeded, { ...about, message });
    return;
  }
  const message = `${doing} the I/O filter ${name} failed on ${open.length} host(s) of the cluster.`;
  postFilterEvent(vcenter, failed, { ...about, message });
  throw new VimFault('PlatformConfigFault', { text: message }, message);
}
