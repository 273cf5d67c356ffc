import type {
  Activity,
  ActivityKind,
  ClusterActivity,
  RemovalStepName,
  SetupStepName,
  Step,
  StepName,
} from './activity.ts';
import type { ClusterPlan, Plan, PlanAction } from './plan.ts';
import { ATTEMPTS } from './retry-policy.ts';

/** The steps that bring the filter to a cluster, in the order in which they run. */
export const STEP_ORDER: readonly SetupStepName[] = [
  'look',
  'publishBundle',
  'requestTask',
  'followTask',
  'verifyHosts',
];

/** The steps that take it away; nothing is changed before `detachPolicies`, and the filter stays until its disks are seen to be free. */
export const REMOVAL_STEP_ORDER: readonly RemovalStepName[] = [
  'look',
  'guardJobs',
  'recordPolicies',
  'detachPolicies',
  'verifyDetached',
  'requestTask',
  'followTask',
  'verifyRemoved',
];

export interface NewActivity {
  readonly id: string;
  readonly plan: Plan;
  /** The only host to work on; left out for whole clusters. */
  readonly targetHostId?: string | undefined;
  /** `setup` when left out. */
  readonly kind?: ActivityKind;
  readonly initiatedBy: string;
  readonly serviceAccount: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/**
 * The activity that carries a plan out; clusters with nothing to do are `skipped` from the beginning. The plan has to be free of refusals.
 */
export function newActivity(input: NewActivity): Activity {
  const { id, plan, kind = 'setup', initiatedBy, serviceAccount, createdAt } = input;
  const clusters = plan.clusters.map((row) => newClusterActivity(row, input.targetHostId ?? null));
  const nothingToDo = clusters.every((cluster) => cluster.state === 'skipped');
  return {
    id,
    vcGuid: plan.vcGuid,
    kind,
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
  const actions = new Set(
    clusters.map(({ action }) => action).filter((action) => action !== 'skip'),
  );
  const [only] = actions;
  return `${actions.size === 1 && only !== undefined ? TITLES[only] : TITLES.install} ${where}`;
}

const TITLES: Readonly<Record<PlanAction, string>> = {
  install: 'Set up I/O Filter on',
  update: 'Update I/O Filter on',
  resolve: 'Repair I/O Filter on',
  remove: 'Remove I/O Filter from',
  skip: 'Set up I/O Filter on',
  refuse: 'Set up I/O Filter on',
};

function newClusterActivity(row: ClusterPlan, targetHostId: string | null): ClusterActivity {
  const skipped = row.action === 'skip';
  return {
    clusterId: row.cluster.value,
    clusterName: row.clusterName,
    action: row.action,
    state: skipped ? 'skipped' : 'queued',
    waiting: null,
    attempt: 1,
    attempts: ATTEMPTS,
    cancelRequested: false,
    watch: [],
    goal: row.action === 'remove' ? 'absent' : 'present',
    targetHostId,
    operation: null,
    progress: skipped ? 100 : null,
    filterId: row.filterId,
    filterName: row.bundle?.filter.name ?? row.state.filterName ?? '',
    filterVersion: row.bundle?.filter.productVersion ?? row.state.version ?? '',
    bundleId: row.bundle?.id ?? null,
    knownTaskIds: [],
    vcenterTaskId: null,
    ownTaskId: null,
    steps: skipped ? [] : stepsOf(row.action).map(pendingStep),
    hosts: row.hosts.map((host) => ({
      hostId: host.ref.value,
      hostName: host.name,
      state: skipped ? idleHost(row) : 'waiting',
      message: null,
      fault: null,
      rawFault: null,
    })),
    policies: null,
    problem: null,
  };
}

/** A host of a cluster that is left as it is. */
function idleHost({ state }: ClusterPlan): 'installed' | 'removed' {
  return state.kind === 'notInstalled' || state.kind === 'unsupported' ? 'removed' : 'installed';
}

function stepsOf(action: PlanAction): readonly StepName[] {
  return action === 'remove' ? REMOVAL_STEP_ORDER : STEP_ORDER;
}

/** A step that has not begun. */
export function pendingStep(name: StepName): Step {
  return { name, state: 'pending', startedAt: null, finishedAt: null, detail: null };
}
