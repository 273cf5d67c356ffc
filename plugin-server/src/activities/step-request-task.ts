import type { Operation } from '../domain/activity.ts';
import { ourClusterFilter } from '../domain/filter-identity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { compareProductVersions } from '../domain/version.ts';
import type { BundleTrust } from '../ports/vcenter.ts';
import { done } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { LOOK_BACK_MS, taskAskedFor } from './operation.ts';
import { whenReachable } from './reaching-vcenter.ts';

/**
 * Asks vCenter for the task, once. The step may begin again after a crash, or go round after a connection that was cut before the answer
 * came; it always looks for the traces of an earlier request before it makes one.
 */
export async function requestTask(run: ClusterRun): Promise<StepOutcome> {
  const { operation } = run.record.current;
  if (operation === null) throw new Error('The step look has not decided what to ask for.');
  const found = await whenReachable(run, async () => {
    const earlier = await earlierRequest(run, operation);
    if (earlier !== null) return earlier;
    const task = await ask(run, operation);
    return { task, detail: `vCenter started its task ${task.value}.` };
  });
  if (found.task !== null) run.record.note({ vcenterTaskId: found.task.value });
  return done(found.detail);
}

interface Requested {
  /** Null when vCenter has done the work but no longer knows the task. */
  readonly task: ManagedObjectReference | null;
  readonly detail: string;
}

async function earlierRequest(run: ClusterRun, operation: Operation): Promise<Requested | null> {
  const since = new Date(run.clock.now().getTime() - LOOK_BACK_MS);
  const recent = await run.connection.tasks.recentOn(run.cluster, since);
  const found = taskAskedFor(recent, operation, run.record.current.knownTaskIds);
  if (found !== null)
    return { task: found.ref, detail: `vCenter already works on its task ${found.ref.value}.` };
  if (!(await isTaken(run, operation))) return null;
  return { task: null, detail: 'vCenter has taken the filter over, its task is no longer listed.' };
}

/** Whether the cluster's own record shows that the operation was begun. Resolving leaves no such trace, and doing it twice does no harm. */
async function isTaken(run: ClusterRun, operation: Operation): Promise<boolean> {
  if (operation === 'resolve') return false;
  const listed = await run.connection.ioFilters.installedOn(run.cluster);
  const ours = ourClusterFilter(listed, [run.wanted]);
  if (ours === null) return false;
  return operation === 'install' || compareProductVersions(ours.version, run.wanted.version) >= 0;
}

function ask(run: ClusterRun, operation: Operation): Promise<ManagedObjectReference> {
  const { ioFilters } = run.connection;
  const filterId = run.record.current.filterId ?? '';
  const url = run.bundles.urlOf(run.bundle);
  const trust: BundleTrust = {
    kind: 'pinned',
    certificatePem: run.bundles.certificatePem(),
  };
  switch (operation) {
    case 'install':
      return ioFilters.install(run.cluster, url, trust);
    case 'upgrade':
      return ioFilters.upgrade(filterId, run.cluster, url, trust);
    case 'resolve':
      return ioFilters.resolveOnCluster(filterId, run.cluster);
    case 'uninstall':
      return ioFilters.uninstall(filterId, run.cluster);
  }
}
