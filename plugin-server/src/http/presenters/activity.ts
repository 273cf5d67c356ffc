import type {
  Activity as ContractActivity,
  ClusterActivity as ContractClusterActivity,
} from '../../contract/activity.ts';
import type { Activity, ClusterActivity, StepName } from '../../domain/activity.ts';

/** Place in the queue of one cluster activity; null unless it waits. */
export type QueuePosition = (activityId: string, clusterId: string) => number | null;

const STEP_LABELS: Readonly<Record<StepName, string>> = {
  look: 'Look at the present state',
  publishBundle: 'Offer the bundle',
  requestTask: 'Ask vCenter',
  followTask: 'Follow vCenter’s task',
  verifyHosts: 'Verify every host',
  guardJobs: 'Look for jobs that use the filter',
  recordPolicies: 'Record the storage policies',
  detachPolicies: 'Detach the storage policies',
  verifyDetached: 'Verify that no disk uses the filter',
  verifyRemoved: 'Verify that the filter is gone',
  preparePolicies: 'Prepare the storage policies',
  changePolicies: 'Change the storage policies',
  verifyPolicies: 'Verify the storage policies',
};

/** An activity as the API shows it; ids that only the server needs stay inside. */
export function presentActivity(
  activity: Activity,
  queuePosition: QueuePosition,
): ContractActivity {
  return {
    id: activity.id,
    vcGuid: activity.vcGuid,
    kind: activity.kind,
    title: activity.title,
    initiatedBy: activity.initiatedBy,
    serviceAccount: activity.serviceAccount,
    createdAt: activity.createdAt,
    startedAt: activity.startedAt,
    finishedAt: activity.finishedAt,
    state: activity.state,
    revision: activity.revision,
    clusters: activity.clusters.map((cluster) =>
      presentClusterActivity(cluster, queuePosition(activity.id, cluster.clusterId)),
    ),
  };
}

function presentClusterActivity(
  cluster: ClusterActivity,
  queuePosition: number | null,
): ContractClusterActivity {
  const { problem } = cluster;
  return {
    clusterId: cluster.clusterId,
    clusterName: cluster.clusterName,
    action: cluster.action,
    state: cluster.state,
    waiting: cluster.waiting && {
      for: cluster.waiting.for,
      since: cluster.waiting.since,
      until: cluster.waiting.until,
      detail: cluster.waiting.detail,
      hostIds: [...cluster.waiting.hostIds],
    },
    attempt: cluster.attempt,
    attempts: cluster.attempts,
    cancelRequested: cluster.cancelRequested,
    watch: [...cluster.watch],
    progress: cluster.progress,
    filterName: cluster.filterName,
    filterVersion: cluster.filterVersion,
    queuePosition: cluster.state === 'queued' ? queuePosition : null,
    vcenterTaskId: cluster.vcenterTaskId,
    steps: cluster.steps.map(presentStep),
    hosts: cluster.hosts.map(presentHost),
    policies: cluster.policies,
    problem: problem && {
      code: problem.code,
      title: problem.title,
      detail: problem.detail,
      remedy: problem.remedy,
      rawFault: problem.rawFault,
    },
  };
}

function presentStep(
  step: ClusterActivity['steps'][number],
): ContractClusterActivity['steps'][number] {
  const { name, state, startedAt, finishedAt, detail } = step;
  return { name, label: STEP_LABELS[name], state, startedAt, finishedAt, detail };
}

function presentHost(
  host: ClusterActivity['hosts'][number],
): ContractClusterActivity['hosts'][number] {
  const { hostId, hostName, state, message, fault, rawFault } = host;
  return { hostId, hostName, state, message, fault, rawFault };
}
