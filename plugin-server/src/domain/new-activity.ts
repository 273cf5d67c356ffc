import type {
  Activity,
  ActivityKind,
  ClusterActivity,
  PolicyStepName,
  RemovalStepName,
  SetupStepName,
  Step,
  StepName,
} from './activity.ts';
import { isAboutPolicies, titleOf } from './activity-title.ts';
import type { ClusterPlan, Plan } from './plan.ts';
import { policyWork } from './plan-policies.ts';
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

/** The steps that change the policies of machines, after those of the filter: what was is recorded before anything is made or changed. */
export const POLICY_STEP_ORDER: readonly PolicyStepName[] = [
  'recordPolicies',
  'preparePolicies',
  'changePolicies',
  'verifyPolicies',
];

export interface NewActivity {
  readonly id: string;
  readonly plan: Plan;
  /** The only host to work on; left out for whole clusters. */
  readonly targetHostId?: string | undefined;
  /** When left out, `policies` if nothing but policies is changed, otherwise `setup`. */
  readonly kind?: ActivityKind;
  readonly initiatedBy: string;
  readonly serviceAccount: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/**
 * The activity that carries a plan out; clusters with nothing to do are `skipped` from the beginning, those whose
 * machines alone are changed get the steps for policies only. The plan has to be free of refusals.
 */
export function newActivity(input: NewActivity): Activity {
  const { id, plan, initiatedBy, serviceAccount, createdAt } = input;
  const kind = input.kind ?? (isAboutPolicies(plan.clusters) ? 'policies' : 'setup');
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

function newClusterActivity(row: ClusterPlan, targetHostId: string | null): ClusterActivity {
  const machines = policyWork(row).length;
  const isFilterLeft = row.action === 'skip';
  const skipped = isFilterLeft && machines === 0;
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
    steps: stepsOf(row).map(pendingStep),
    hosts: row.hosts.map((host) => ({
      hostId: host.ref.value,
      hostName: host.name,
      state: isFilterLeft ? idleHost(row) : 'waiting',
      message: null,
      fault: null,
      rawFault: null,
    })),
    policies: machines === 0 ? null : { total: machines, succeeded: 0, failed: 0, cancelled: 0 },
    problem: null,
  };
}

/** A host of a cluster that is left as it is. */
function idleHost({ state }: ClusterPlan): 'installed' | 'removed' {
  return state.kind === 'notInstalled' || state.kind === 'unsupported' ? 'removed' : 'installed';
}

function stepsOf(row: ClusterPlan): readonly StepName[] {
  const { action } = row;
  const ofPolicies = policyWork(row).length === 0 ? [] : POLICY_STEP_ORDER;
  if (action === 'skip') return ofPolicies;
  return [...(action === 'remove' ? REMOVAL_STEP_ORDER : STEP_ORDER), ...ofPolicies];
}

/** A step that has not begun. */
export function pendingStep(name: StepName): Step {
  return { name, state: 'pending', startedAt: null, finishedAt: null, detail: null };
}
