import type { Operation } from '../domain/activity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { compareProductVersions } from '../domain/version.ts';
import { bundleAccess } from './bundle-access.ts';
import { done, entityOf, ourFilterIn } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { LOOK_BACK_MS, taskAskedFor } from './operation.ts';
import { whenReachable } from './reaching-vcenter.ts';

/**
 * Asks vCenter for the task, once. A step that was begun before a crash, and one that goes round after a connection that was cut before the
 * answer came, looks for the traces of an earlier request before it makes one. The task is recorded as soon as it is known.
 */
export async function requestTask(
  run: ClusterRun,
  _ownTask: unknown,
  isNew: boolean,
): Promise<StepOutcome> {
  const { operation } = run.record.current;
  if (operation === null) throw new Error('The step look has not decided what to ask for.');
  let mayBeAsked = !isNew;
  const detail = await whenReachable(run, async () => {
    const earlier = mayBeAsked ? await earlierRequest(run, operation) : null;
    mayBeAsked = true;
    const requested = earlier ?? (await newRequest(run, operation));
    if (requested.task !== null) run.record.note({ vcenterTaskId: requested.task.value });
    return requested.detail;
  });
  return done(detail);
}

interface Requested {
  /** Null when vCenter has done the work but no longer knows the task. */
  readonly task: ManagedObjectReference | null;
  readonly detail: string;
}

async function earlierRequest(run: ClusterRun, operation: Operation): Promise<Requested | null> {
  const since = new Date(run.clock.now().getTime() - LOOK_BACK_MS);
  const recent = await run.connection.tasks.recentOn(entityOf(run), since);
  const found = taskAskedFor(recent, operation, run.record.current.knownTaskIds);
  if (found !== null)
    return { task: found.ref, detail: `vCenter already works on its task ${found.ref.value}.` };
  if (!(await isTaken(run, operation))) return null;
  return { task: null, detail: 'vCenter has taken the work over, its task is no longer listed.' };
}

/** Whether the cluster's own record shows that the operation was begun. Resolving leaves no such trace, and doing it twice does no harm. */
async function isTaken(run: ClusterRun, operation: Operation): Promise<boolean> {
  if (operation === 'resolve') return false;
  const ours = ourFilterIn(run, await run.connection.ioFilters.installedOn(run.cluster));
  switch (operation) {
    case 'install':
      return ours !== null;
    case 'upgrade':
      return (
        ours !== null && compareProductVersions(ours.version, run.record.current.filterVersion) >= 0
      );
    case 'uninstall':
      return ours === null || ours.operation === 'uninstall';
  }
}

async function newRequest(run: ClusterRun, operation: Operation): Promise<Requested> {
  const task = await ask(run, operation);
  return { task, detail: `vCenter started its task ${task.value}.` };
}

function ask(run: ClusterRun, operation: Operation): Promise<ManagedObjectReference> {
  const { record, cluster } = run;
  const { ioFilters } = run.connection;
  const { targetHostId } = record.current;
  const filterId = record.current.filterId ?? '';
  switch (operation) {
    case 'install': {
      const { url, trust } = accessToBundle(run);
      return ioFilters.install(cluster, url, trust);
    }
    case 'upgrade': {
      const { url, trust } = accessToBundle(run);
      return ioFilters.upgrade(filterId, cluster, url, trust);
    }
    case 'resolve':
      return targetHostId === null
        ? ioFilters.resolveOnCluster(filterId, cluster)
        : ioFilters.resolveOnHost(filterId, { type: 'HostSystem', value: targetHostId });
    case 'uninstall':
      return ioFilters.uninstall(filterId, cluster);
  }
}

function accessToBundle(run: ClusterRun): ReturnType<typeof bundleAccess> {
  if (run.bundle === null) throw new Error('There is no bundle to install from.');
  return bundleAccess(run, run.bundle);
}
