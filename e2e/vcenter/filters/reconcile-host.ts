import type { Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { checkBundle } from './check-bundle.ts';
import { FilterIssue } from './filter-issue.ts';
import type { FilterRecord } from './filter-store.ts';
import type { FilterContext } from './filter-context.ts';
import { applyToHost, hasFilter } from './host-deployment.ts';

/**
 * Gives a host that joined a cluster, or came back, the filters that its cluster has. vCenter does this by itself from the stored URL, which therefore
 * must stay valid (vSphere storage documentation); it shows no task for it (simulation's choice).
 */
export function reconcileHost(context: FilterContext, host: Ref): void {
  const { world, store } = context;
  const parent = world.vcenter.registry.get(host).properties['parent'] as Ref;
  for (const record of store.of(parent)) {
    if (record.opType === 'uninstall' || hasFilter(world.host(host), record.filter)) continue;
    install(context, record, host).catch((error: unknown) => {
      // When the vCenter closes in the middle, nobody is left to be told.
      if (!world.vcenter.closing.aborted) world.vcenter.reportBug(error);
    });
  }
}

async function install(context: FilterContext, record: FilterRecord, host: Ref): Promise<void> {
  const { closing } = context.world.vcenter;
  try {
    await checkBundle(context, record, host);
  } catch (error) {
    // A URL that is gone or no longer trusted is what the admin must read about.
    if (!(error instanceof FilterIssue)) throw error;
    record.issues.set(refKey(host), { host, faults: [error.toFault()] });
    return;
  }
  await applyToHost(context, record, host, { signal: closing });
}
