import type { Operation, ProblemRecord } from '../domain/activity.ts';
import { ourClusterFilter } from '../domain/filter-identity.ts';
import { allCarry, progressOf } from '../domain/host-progress.ts';
import type { ClusterFacts } from '../domain/inventory-facts.ts';
import { done, failed } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { isFilterTask, LOOK_BACK_MS, operationFor } from './operation.ts';
import { whenReachable } from './reaching-vcenter.ts';

const FOUND: Readonly<Record<Operation, string>> = {
  install: 'The cluster does not carry the filter yet.',
  upgrade: 'The cluster carries an older version of the filter.',
  resolve: 'vCenter lists the filter, but it does not work on every host.',
  uninstall: 'The cluster carries the filter.',
};

/** Looks at the cluster as it is now, which may differ from the plan when the activity has waited, and records what has to be known later. */
export async function look(run: ClusterRun): Promise<StepOutcome> {
  const facts = await whenReachable(run, () => run.connection.inventory.readCluster(run.cluster));
  if (facts === null) return failed(clusterGone(run));
  const listed = await whenReachable(run, () => run.connection.ioFilters.installedOn(run.cluster));
  const ours = ourClusterFilter(listed, [run.wanted]);
  const operation = operationFor(run.record.current.action, ours, run.wanted);
  run.record.note({
    operation,
    filterId: ours?.id ?? null,
    knownTaskIds: await tasksOnCluster(run),
    hosts: progressOf(facts.hosts, run.wanted, 'waiting'),
  });
  if (allCarry(facts.hosts, run.wanted))
    return { kind: 'enough', detail: `All connected hosts carry version ${run.wanted.version}.` };
  return done(`${FOUND[operation]} ${connectedHosts(facts)}`);
}

async function tasksOnCluster(run: ClusterRun): Promise<readonly string[]> {
  const since = new Date(run.clock.now().getTime() - LOOK_BACK_MS);
  const recent = await whenReachable(run, () => run.connection.tasks.recentOn(run.cluster, since));
  return recent.filter(isFilterTask).map((task) => task.ref.value);
}

function connectedHosts(facts: ClusterFacts): string {
  const connected = facts.hosts.filter((host) => host.connectionState === 'connected').length;
  return `${connected} of ${facts.hosts.length} hosts are connected.`;
}

function clusterGone(run: ClusterRun): ProblemRecord {
  return {
    code: 'clusterGone',
    title: 'The cluster is gone',
    detail: `vCenter does not know ${run.record.current.clusterName} any more, or the service account may not see it.`,
    remedy: 'Reload the inventory and choose again.',
    rawFault: null,
  };
}
