import type { Activity, ClusterActivity, Step, StepName } from './activity.ts';
import type { ClusterPlan, Plan } from './plan.ts';

/** The steps of a cluster activity, in the order in which they run. */
export const STEP_ORDER: readonly StepName[] = [
  'look',
  'publishBundle',
  'requestTask',
  'followTask',
  'verifyHosts',
];

export interface NewActivity {
  readonly id: string;
  readonly plan: Plan;
  readonly initiatedBy: string;
  readonly serviceAccount: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/**
 * The activity that carries a plan out; clusters with nothing to do are `skipped` from the beginning. The plan has to be free of refusals.
 */
export function newActivity(input: NewActivity): Activity {
  const { id, plan, initiatedBy, serviceAccount, createdAt } = input;
  const clusters = plan.clusters.map(newClusterActivity);
  const nothingToDo = clusters.every((cluster) => cluster.state === 'skipped');
  return {
    id,
    vcGuid: plan.vcGuid,
    title: titleOf(plan.clusters),
    initiatedBy,
    serviceAccount,
    createdAt,
    startedAt: nothingToDo ? createdAt : null,
    finishedAt: nothingToDo ? createdAt : null,
    state: nothingToDo ? 'succeeded' : 'queued',
    clusters,
    revision: 1,
  };
}

function titleOf(clusters: readonly ClusterPlan[]): string {
  const [first] = clusters;
  const where =
    clusters.length === 1 && first !== undefined
      ? first.clusterName
      : `${clusters.length} clusters`;
  return `Set up I/O Filter on ${where}`;
}

function newClusterActivity(row: ClusterPlan): ClusterActivity {
  const skipped = row.action === 'skip';
  return {
    clusterId: row.cluster.value,
    clusterName: row.clusterName,
    action: row.action,
    state: skipped ? 'skipped' : 'queued',
    operation: null,
    progress: skipped ? 100 : null,
    filterId: row.filterId,
    filterName: row.bundle?.filter.name ?? row.state.filterName ?? '',
    filterVersion: row.bundle?.filter.productVersion ?? row.state.version ?? '',
    bundleId: row.bundle?.id ?? null,
    knownTaskIds: [],
    vcenterTaskId: null,
    ownTaskId: null,
    steps: skipped ? [] : STEP_ORDER.map(pendingStep),
    hosts: row.hosts.map((host) => ({
      hostId: host.ref.value,
      hostName: host.name,
      state: skipped ? 'installed' : 'waiting',
      message: null,
      rawFault: null,
    })),
    problem: null,
  };
}

function pendingStep(name: StepName): Step {
  return { name, state: 'pending', startedAt: null, finishedAt: null, detail: null };
}
