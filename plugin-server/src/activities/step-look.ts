import type { Operation, ProblemRecord } from '../domain/activity.ts';
import { allAtGoal, progressOf } from '../domain/host-progress.ts';
import type { ClusterFacts, ClusterFilter } from '../domain/inventory-facts.ts';
import { VimFault } from '../domain/vim-fault.ts';
import { done, failed, hostsOf, ourFilterIn, wantedBy } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { currentIssues } from './host-states.ts';
import { lookAt } from './look-at-cluster.ts';
import { operationFor } from './operation.ts';
import { recordPolicies } from './policy-record.ts';
import { whenReachable } from './reaching-vcenter.ts';

const FOUND: Readonly<Record<Operation, string>> = {
  install: 'The cluster does not carry the filter yet.',
  upgrade: 'The cluster carries an older version of the filter.',
  resolve: 'vCenter lists the filter, but its last operation is not complete on every host.',
  uninstall: 'The cluster carries the filter.',
};

/** Looks at the cluster as it is now, which may differ from the plan when the activity has waited, and records what has to be known later. */
export async function look(run: ClusterRun): Promise<StepOutcome> {
  const { record } = run;
  const seen = await run.foresight.take();
  const sight = seen ?? (await lookAt(run, (question) => whenReachable(run, question)));
  const { facts, filters, filterTaskIds: knownTaskIds } = sight;
  if (facts === null) return failed(clusterGone(run));
  const ours = ourFilterIn(run, filters);
  // Whoever asks to resolve wants the last operation to end as it was meant, be it a removal.
  if (record.kind === 'resolve')
    record.note({ goal: ours?.operation === 'uninstall' ? 'absent' : 'present' });
  const wanted = wantedBy(run);
  const { action } = record.current;
  const operation =
    record.kind === 'resolve' ? 'resolve' : operationFor(action, ours, wanted.version);
  const hosts = hostsOf(run, facts);
  record.note({
    operation,
    filterId: ours?.id ?? null,
    knownTaskIds,
    hosts: progressOf(hosts, wanted, 'waiting'),
  });
  if (await nothingIsLeft(run, facts, ours)) return { kind: 'enough', detail: nothingToDo(run) };
  if (ours === null && operation !== 'install') return failed(notListed(run));
  if (operation === 'upgrade') await recordBeforeUpdate(run);
  return done(`${FOUND[operation]} ${connectedHosts(facts)}`);
}

/** vCenter keeps the policies through an update; what they were before is what shows it. An update does not depend on it. */
async function recordBeforeUpdate(run: ClusterRun): Promise<void> {
  try {
    await recordPolicies(run);
  } catch (error) {
    // Expected: the service account may not read storage policies.
    if (!(error instanceof VimFault)) throw error;
    run.log.warn({ err: error }, 'storage policies could not be recorded');
    run.record.warn(
      'The storage policies could not be read before the update, so nobody can tell afterwards whether they were kept.',
    );
  }
}

/** vCenter's own record counts too: a removal is complete when vCenter no longer lists the filter, a repair when no issue is open. */
async function nothingIsLeft(
  run: ClusterRun,
  facts: ClusterFacts,
  ours: ClusterFilter | null,
): Promise<boolean> {
  const wanted = wantedBy(run);
  if (!allAtGoal(hostsOf(run, facts), wanted)) return false;
  if (wanted.goal === 'absent') return ours === null;
  return run.record.kind === 'setup' || (await currentIssues(run)).length === 0;
}

function nothingToDo(run: ClusterRun): string {
  const { version, goal } = wantedBy(run);
  return goal === 'present'
    ? `All connected hosts carry version ${version}.`
    : 'No host carries the filter any more, and vCenter does not list it.';
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

function notListed(run: ClusterRun): ProblemRecord {
  const { clusterName, filterName } = run.record.current;
  return {
    code: 'filterNotFound',
    title: 'vCenter does not list the filter on this cluster',
    detail: `vCenter has no record of ${filterName} on ${clusterName}, so it cannot be asked to change it there.`,
    remedy: 'Set the filter up on the cluster again; vCenter then has a record to work with.',
    rawFault: null,
  };
}
